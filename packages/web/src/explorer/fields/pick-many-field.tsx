import type { Option } from '@huntbook/explorers';
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { formatCount } from '../../format/format.js';
import { singleLine } from '../../format/visible-text.js';
import styles from './fields.module.css';
import { addValues, removeValues, splitOptions } from './pick-many.js';
import type { FieldProps } from './step-form.js';

/** Two lists, Source and Selected, and the buttons between them. Folded to one line until it is needed. */
export function PickManyField({ id, field, onChange }: FieldProps<'pick-many'>) {
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const [marked, setMarked] = useState<readonly string[]>([]);
  const selected = field.value ?? [];
  const { source, chosen } = splitOptions(field.options, selected, filter);
  const add = (values: readonly string[]) => onChange(addValues(field.options, selected, values));
  const remove = (values: readonly string[]) => onChange(removeValues(selected, values));
  const markedIn = (options: readonly Option[]) =>
    options.map(({ value }) => value).filter((value) => marked.includes(value));
  const values = (options: readonly Option[]) => options.map(({ value }) => value);

  return (
    <div>
      <UnstyledButton
        className={styles.fold ?? ''}
        aria-expanded={open}
        aria-controls={`${id}-lists`}
        onClick={() => setOpen(!open)}
      >
        {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        <span className={styles.label}>{field.label}</span>
        <span className={styles.foldCount}>
          {field.options.length
            ? `${formatCount(chosen.length)} of ${formatCount(field.options.length)} selected`
            : 'nothing to choose from yet'}
        </span>
      </UnstyledButton>
      {field.help ? <p className={styles.help}>{field.help}</p> : null}
      {open ? (
        <div id={`${id}-lists`} className={styles.pickMany}>
          <div>
            <TextInput
              aria-label={`Filter the source of ${field.label}`}
              placeholder="Filter"
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
            />
            <List title="Source" options={source} marked={marked} onMark={setMarked} onPick={(value) => add([value])} />
          </div>
          <div className={styles.moves}>
            <Button variant="default" disabled={!source.length} onClick={() => add(values(source))}>
              Add all
            </Button>
            <Button variant="default" disabled={!markedIn(source).length} onClick={() => add(markedIn(source))}>
              Add
            </Button>
            <Button variant="default" disabled={!markedIn(chosen).length} onClick={() => remove(markedIn(chosen))}>
              Remove
            </Button>
            <Button variant="default" disabled={!chosen.length} onClick={() => remove(values(chosen))}>
              Remove all
            </Button>
          </div>
          <List
            title="Selected"
            options={chosen}
            marked={marked}
            onMark={setMarked}
            onPick={(value) => remove([value])}
          />
        </div>
      ) : null}
    </div>
  );
}

interface ListProps {
  readonly title: string;
  readonly options: readonly Option[];
  readonly marked: readonly string[];
  readonly onMark: (values: readonly string[]) => void;
  readonly onPick: (value: string) => void;
}

/** The browser's own list box: it is the one that every keyboard and screen reader knows. */
function List({ title, options, marked, onMark, onPick }: ListProps) {
  const id = useId();
  return (
    <div className={styles.list}>
      <label htmlFor={id}>
        {title} <span className="hb-muted">{formatCount(options.length)}</span>
      </label>
      <select
        id={id}
        multiple
        value={marked.filter((value) => options.some((option) => option.value === value))}
        onChange={(event) => onMark([...event.currentTarget.selectedOptions].map((option) => option.value))}
        onDoubleClick={(event) => {
          const { value } = event.target as HTMLOptionElement;
          if (options.some((option) => option.value === value)) onPick(value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {singleLine(option.detail ? `${option.label} (${option.detail})` : option.label)}
          </option>
        ))}
      </select>
    </div>
  );
}
