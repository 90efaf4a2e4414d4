import { Checkbox } from '@mantine/core';
import type { FieldProps } from './step-form.js';

export function CheckboxField({ id, field, onChange }: FieldProps<'checkbox'>) {
  return (
    <Checkbox
      id={id}
      label={field.label}
      title={field.help}
      checked={field.value ?? false}
      disabled={field.value === null}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
