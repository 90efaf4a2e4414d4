import type { ColumnSchema } from '@huntbook/kql';
import type { CellRow } from './row-source.js';

/** Choosing a row hands the cell of `column` on. */
export interface RowChoice {
  readonly column: string;
  /** Null or empty when no one has chosen: then the row counts whose column `Chosen` is true. */
  readonly chosen: string | null;
  readonly onChoose: (value: string) => void;
}

/** What a row stands for in a choice, and whether it is the one chosen; undefined where it cannot be chosen. */
export function choiceOf(
  choice: RowChoice | undefined,
  columns: readonly ColumnSchema[],
  cells: CellRow | undefined,
): { readonly value: string; readonly chosen: boolean } | undefined {
  const at = choice ? columns.findIndex(({ name }) => name === choice.column) : -1;
  if (!choice || !cells || at < 0) return undefined;
  const value = String(cells[at] ?? '');
  if (choice.chosen) return { value, chosen: value === choice.chosen };
  const marked = columns.findIndex(({ name, type }) => name === 'Chosen' && type === 'bool');
  return { value, chosen: marked >= 0 && cells[marked] === true };
}
