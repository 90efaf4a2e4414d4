import { TextInput } from '@mantine/core';
import { visibleText } from '../../format/visible-text.js';
import type { FieldProps } from './step-form.js';
import { useDraft } from './use-draft.js';

export function TextField({ id, field, onChange }: FieldProps<'text'>) {
  const [draft, setDraft] = useDraft(field.value ?? '');
  const commit = () => {
    if (draft !== (field.value ?? '')) onChange(draft);
  };
  return (
    <TextInput
      id={id}
      label={field.label}
      title={field.help}
      placeholder={field.placeholder}
      value={draft}
      w={260}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(field.value ?? '');
      }}
      description={draft !== visibleText(draft) ? `Holds hidden characters: ${visibleText(draft)}` : undefined}
    />
  );
}
