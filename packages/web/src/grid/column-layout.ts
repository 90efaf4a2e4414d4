import type { ColumnSchema } from '@huntbook/kql';
import { formatCell, isNumeric } from '../format/format.js';
import { singleLine } from '../format/visible-text.js';
import type { CellRow } from './row-source.js';

export const minWidth = 48;

export interface PlacedColumn {
  readonly column: ColumnSchema;
  /** Index of the cell in a row of the source. */
  readonly cell: number;
  readonly left: number;
  readonly width: number;
}

/** Width in pixels of a text in the font of cells or of code. */
export type Measure = (text: string, kind: 'text' | 'code') => number;

/** Characters of a cell that can matter to the width of its column. */
const mostCharacters = 120;

/** Width that suits a column, from its type, its name and the first rows. */
export function naturalWidth(
  column: ColumnSchema,
  cell: number,
  rows: readonly CellRow[],
  measure: Measure,
  options: { readonly code?: boolean; readonly heat?: boolean } = {},
): number {
  const kind = options.code ? 'code' : 'text';
  const header = measure(column.name, 'text') + 34;
  let content = 0;
  for (const row of rows.slice(0, 60)) {
    const text = singleLine(formatCell(row[cell], column).slice(0, mostCharacters));
    content = Math.max(content, measure(text, kind) + 20);
  }
  if (options.heat && isNumeric(column.type)) return Math.round(Math.max(64, Math.min(Math.max(content, header), 150)));
  const limit = options.code ? 520 : options.heat ? 340 : column.type === 'dynamic' ? 360 : 300;
  return Math.round(Math.max(minWidth, Math.min(Math.max(content, Math.min(header, 220)), limit)));
}

/** Puts columns side by side; `total` is where the last one ends. */
export function placeColumns(
  columns: readonly { readonly column: ColumnSchema; readonly cell: number; readonly width: number }[],
): { readonly placed: readonly PlacedColumn[]; readonly total: number } {
  let left = 0;
  const placed = columns.map((entry) => {
    const here = { ...entry, left };
    left += entry.width;
    return here;
  });
  return { placed, total: left };
}

/** The columns that reach into a stretch of pixels. */
export function columnsWithin(placed: readonly PlacedColumn[], from: number, to: number): readonly PlacedColumn[] {
  return placed.filter((column) => column.left + column.width > from && column.left < to);
}

/**
 * Columns in the order asked for, then those left over as hidden. Unknown names are passed over:
 * a block may name columns that this workspace's table lacks.
 */
export function orderColumns(
  columns: readonly ColumnSchema[],
  wanted: readonly string[] | undefined,
): { readonly order: readonly string[]; readonly hidden: ReadonlySet<string> } {
  const names = columns.map((column) => column.name);
  if (!wanted) return { order: names, hidden: new Set() };
  const known = wanted.filter((name) => names.includes(name));
  if (!known.length) return { order: names, hidden: new Set() };
  const rest = names.filter((name) => !known.includes(name));
  return { order: [...known, ...rest], hidden: new Set(rest) };
}

/** Columns that hold nothing in the given rows; none when there are no rows, or when all would be. */
export function emptyColumns(columns: readonly ColumnSchema[], rows: readonly CellRow[]): ReadonlySet<string> {
  if (!rows.length) return new Set();
  const empty = columns.filter((_, cell) =>
    rows.every((row) => row[cell] === null || row[cell] === '' || row[cell] === undefined),
  );
  return new Set(empty.length === columns.length ? [] : empty.map(({ name }) => name));
}
