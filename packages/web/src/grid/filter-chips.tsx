import type { ColumnSchema } from '@huntbook/kql';
import { IconX } from '@tabler/icons-react';
import { describeFilter } from './filters.js';
import type { GridState } from './grid-state.js';
import styles from './grid-toolbar.module.css';

/** The filters in force, each with a cross to take it off. */
export function FilterChips({
  state,
  columns,
}: {
  readonly state: GridState;
  readonly columns: readonly ColumnSchema[];
}) {
  if (!state.view.filter.length) return null;
  return (
    <ul className={styles.chips} aria-label="Filters">
      {state.view.filter.map((filter, index) => {
        const text = describeFilter(filter, columns);
        return (
          <li key={text}>
            <button
              type="button"
              className={styles.chip}
              onClick={() => state.removeFilter(index)}
              aria-label={`Remove filter: ${text}`}
            >
              <bdi dir="ltr">{text}</bdi>
              <IconX size={12} aria-hidden />
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" className={styles.clear} onClick={state.clear}>
          Clear all
        </button>
      </li>
    </ul>
  );
}
