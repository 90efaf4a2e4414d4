import type { RawCell, RecordBatch } from '@huntbook/ingest';
import type { ColumnSchema } from '@huntbook/kql';
import { originColumns } from './catalog.js';
import { convertCell, widerType } from './convert-cell.js';
import { knownColumns } from './known-tables.js';

export interface Reconciled {
  /** The columns the table must hold; the very list that was given where nothing changes. */
  readonly columns: readonly ColumnSchema[];
  /** Cells of the batch by column of the table; undefined where the batch has none. */
  readonly cells: readonly (readonly RawCell[] | undefined)[];
}

const reserved = new Set(originColumns.map((column) => column.name.toLowerCase()));

/**
 * Fits a batch to the columns of its table. A column keeps its type where each cell can be converted without loss;
 * otherwise the column is widened, which `assume` reports. Names that differ only in case from another are told apart by
 * an underscore, since the engine's names have no case.
 */
export function reconcile(
  table: string,
  columns: readonly ColumnSchema[],
  batch: Pick<RecordBatch, 'columns' | 'values'>,
  assume: (text: string) => void,
): Reconciled {
  const result = [...columns];
  const index = new Map(columns.map((column, position) => [column.name.toLowerCase(), position]));
  const known = new Map(knownColumns(table).map((column) => [column.name.toLowerCase(), column]));
  const cells: (readonly RawCell[] | undefined)[] = new Array(columns.length).fill(undefined);
  const taken = new Set<string>();
  let changed = false;
  batch.columns.forEach((arriving, source) => {
    const values = batch.values[source] ?? [];
    const name = freeName(arriving.name, taken);
    const key = name.toLowerCase();
    taken.add(key);
    if (name !== arriving.name)
      assume(`${table}: column ${JSON.stringify(arriving.name)} is kept as ${JSON.stringify(name)}`);
    let position = index.get(key);
    if (position === undefined) {
      position = result.length;
      const wanted = known.get(key);
      result.push({ name: wanted?.name ?? name, type: wanted?.type ?? arriving.type });
      index.set(key, position);
      changed = true;
    }
    const target = result[position]!;
    const fitted = fit(values, arriving.type, target.type);
    if (fitted) {
      cells[position] = fitted;
      return;
    }
    const type = widen(values, arriving.type, target.type);
    assume(`${table}.${target.name} holds values that are no ${target.type}; the column is now ${type}`);
    result[position] = { name: target.name, type };
    cells[position] = fit(values, arriving.type, type) ?? [];
    changed = true;
  });
  while (cells.length < result.length) cells.push(undefined);
  return { columns: changed ? result : columns, cells };
}

function widen(values: readonly RawCell[], from: ColumnSchema['type'], to: ColumnSchema['type']): ColumnSchema['type'] {
  const type = widerType(from, to);
  return fit(values, from, type) ? type : 'string';
}

function fit(
  values: readonly RawCell[],
  from: ColumnSchema['type'],
  to: ColumnSchema['type'],
): readonly RawCell[] | undefined {
  if (from === to) return values;
  const converted: RawCell[] = new Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const cell = convertCell(values[row]!, from, to);
    if (cell === undefined) return undefined;
    converted[row] = cell;
  }
  return converted;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name.replaceAll('\0', '') || 'column';
  while (taken.has(free.toLowerCase()) || reserved.has(free.toLowerCase())) free += '_';
  return free;
}
