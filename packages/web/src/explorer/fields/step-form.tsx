import type { FieldView, StepView } from '@huntbook/explorers';
import type { JsonValue } from '@huntbook/workspace';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useHuntActions } from '../hunt-context.js';
import { isChanged } from '../url-state.js';
import { CheckboxField } from './checkbox-field.js';
import styles from './fields.module.css';
import { NumberField } from './number-field.js';
import { PickManyField } from './pick-many-field.js';
import { PickOneField } from './pick-one-field.js';
import { TextField } from './text-field.js';
import { TimeWindowField } from './time-window-field.js';

/** What every field gets: its view, and where to hand a new value. */
export interface FieldProps<Kind extends FieldView['kind']> {
  readonly id: string;
  readonly field: Extract<FieldView, { kind: Kind }>;
  readonly onChange: (value: JsonValue) => void;
}

/** The inputs of a step. A changed one is marked and can be put back. */
export function StepForm({ step }: { readonly step: StepView }) {
  const { change } = useHuntActions();
  const inputs = Object.entries(step.inputs);
  if (!inputs.length) return null;
  return (
    <fieldset className={styles.form}>
      <legend className="hb-visually-hidden">Inputs of {step.title}</legend>
      {inputs.map(([name, field]) => {
        const changed = isChanged(field);
        const wide = field.kind === 'time-window' || field.kind === 'pick-many';
        return (
          <div
            key={name}
            className={styles.field}
            data-kind={field.kind}
            data-wide={wide || undefined}
            data-changed={changed || undefined}
          >
            <Field id={`${step.id}-${name}`} field={field} onChange={(value) => change(step.id, name, value)} />
            {changed ? (
              <Tooltip label={`Put ${field.label.toLowerCase()} back to its default`}>
                <ActionIcon
                  className={styles.reset ?? ''}
                  size={20}
                  aria-label={`Put ${field.label} back to its default`}
                  onClick={() => change(step.id, name, undefined)}
                >
                  <IconArrowBackUp size={14} aria-hidden />
                </ActionIcon>
              </Tooltip>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

function Field({
  id,
  field,
  onChange,
}: {
  readonly id: string;
  readonly field: FieldView;
  readonly onChange: (value: JsonValue) => void;
}) {
  switch (field.kind) {
    case 'text':
      return <TextField id={id} field={field} onChange={onChange} />;
    case 'number':
      return <NumberField id={id} field={field} onChange={onChange} />;
    case 'checkbox':
      return <CheckboxField id={id} field={field} onChange={onChange} />;
    case 'time-window':
      return <TimeWindowField id={id} field={field} onChange={onChange} />;
    case 'pick-one':
      return <PickOneField id={id} field={field} onChange={onChange} />;
    case 'pick-many':
      return <PickManyField id={id} field={field} onChange={onChange} />;
  }
}
