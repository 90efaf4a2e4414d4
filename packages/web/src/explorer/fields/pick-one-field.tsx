import { Select } from '@mantine/core';
import { formatTime } from '../../format/format.js';
import { singleLine } from '../../format/visible-text.js';
import type { FieldProps } from './step-form.js';

/** Times within a label as the rest of the page writes them. */
function optionLabel(label: string): string {
  return singleLine(label).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g, (time) => formatTime(time));
}

/** A filterable list; its options come from the step's inputs upstream. */
export function PickOneField({ id, field, onChange }: FieldProps<'pick-one'>) {
  const options = [...new Map(field.options.map((option) => [option.value, option])).values()];
  const detail = new Map(options.map((option) => [option.value, option.detail]));
  return (
    <Select
      id={id}
      label={field.label}
      title={field.help}
      w={Math.min(640, Math.max(220, ...options.slice(0, 50).map(({ label }) => label.length * 7 + 48)))}
      maw="100%"
      placeholder={options.length ? 'Choose' : 'Nothing to choose from yet'}
      disabled={!options.length}
      searchable={options.length > 6}
      allowDeselect={false}
      limit={300}
      maxDropdownHeight={320}
      nothingFoundMessage="No such option"
      data={options.map(({ value, label }) => ({ value, label: optionLabel(label) }))}
      value={field.value}
      onChange={(value) => {
        if (value !== null && value !== field.value) onChange(value);
      }}
      renderOption={({ option }) => {
        const second = detail.get(option.value);
        return (
          <div>
            <bdi dir="ltr">{option.label}</bdi>
            {second ? <div className="hb-muted">{optionLabel(second)}</div> : null}
          </div>
        );
      }}
    />
  );
}
