import { NumberInput } from '@mantine/core';
import type { FieldProps } from './step-form.js';
import { useDraft } from './use-draft.js';

export function NumberField({ id, field, onChange }: FieldProps<'number'>) {
  const [draft, setDraft] = useDraft<number | string>(field.value ?? '');
  const commit = (value: number | string) => {
    const number = typeof value === 'number' ? value : Number.parseFloat(value);
    if (Number.isFinite(number) && number !== field.value) onChange(number);
    else if (!Number.isFinite(number)) setDraft(field.value ?? '');
  };
  return (
    <NumberInput
      id={id}
      label={field.label}
      title={field.help}
      value={draft}
      miw={132}
      styles={{ label: { whiteSpace: 'nowrap' } }}
      {...(field.min === undefined ? {} : { min: field.min })}
      {...(field.max === undefined ? {} : { max: field.max })}
      step={field.step ?? 1}
      onChange={setDraft}
      onBlur={() => commit(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(draft);
      }}
    />
  );
}
