import type { ColumnSchema } from '@huntbook/kql';
import type { ColumnFilter } from '@huntbook/workspace';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { singleLine } from '../format/visible-text.js';
import { type FilterOp, filterOps, makeFilter, opsFor } from './filters.js';
import styles from './grid-toolbar.module.css';

/** Comparison and value of a filter on one column. */
export function FilterForm({
  column,
  onApply,
}: {
  readonly column: ColumnSchema;
  readonly onApply: (filter: ColumnFilter) => void;
}) {
  const ops = opsFor(column);
  const [op, setOp] = useState<FilterOp>(ops[0] ?? 'contains');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className={styles.filterForm}
      onSubmit={(event) => {
        event.preventDefault();
        const filter = makeFilter(column, op, text);
        if (filter) onApply(filter);
        else setWrong(true);
      }}
      onKeyDown={(event) => {
        // The menu round this form moves by letters and arrows; inside the fields they are text.
        if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
      }}
    >
      <NativeSelect
        size="xs"
        aria-label="Comparison"
        value={op}
        onChange={(event) => setOp(event.currentTarget.value as FilterOp)}
        data={filterOps.filter(({ value }) => ops.includes(value)).map(({ value, label }) => ({ value, label }))}
      />
      <TextInput
        aria-label={`Value for ${singleLine(column.name)}`}
        placeholder={column.type === 'datetime' ? '2026-11-20 10:00' : column.type}
        value={text}
        error={wrong ? `Not a ${column.type}` : undefined}
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <Button type="submit" size="compact-sm">
        Filter
      </Button>
    </form>
  );
}
