import type { ColumnSchema, KqlType } from '@huntbook/kql';
import { sqlType } from '../engine/column-types.js';
import type { CellValue, ColumnFilter, PageOptions, SortKey } from '../model/table.js';
import { WorkspaceError } from '../model/workspace.js';
import { cellTextSql, mayHold } from './cell-text-sql.js';
import type { StoredResult } from './result-store.js';
import { ticksOf } from './timespan-ticks.js';

type Bound = string | boolean | number | null;
type Bind = (value: Bound) => string;
type Cells = Pick<StoredResult, 'columns' | 'cells'>;

/** A condition and an order over the stored cells, with their bound values `$1`, `$2` ... */
export interface PageSql {
  readonly where: string;
  readonly orderBy: string;
  readonly values: Bound[];
}

/** Translates what a person asked of a page. Text is always bound, never part of the SQL. */
export function pageSql(stored: Cells, options: Pick<PageOptions, 'sort' | 'filter' | 'search'>): PageSql {
  const values: Bound[] = [];
  const bind: Bind = (value) => {
    values.push(value);
    return `$${values.length}`;
  };
  const conditions = (options.filter ?? []).map((filter) => condition(stored, filter, bind));
  if (options.search) conditions.push(searchCondition(stored, options.search.toLowerCase(), bind));
  return {
    where: conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '',
    orderBy: orderBy(stored, options.sort ?? []),
    values,
  };
}

/** The position of a column by its name. Throws `bad-parameter` for an unknown one. */
export function columnPosition(columns: readonly ColumnSchema[], name: string): number {
  const index = columns.findIndex((column) => column.name === name);
  if (index >= 0) return index;
  throw new WorkspaceError('bad-parameter', `There is no column ${JSON.stringify(name)} in this table.`, {
    subject: name,
    hint: `It has: ${columns.map((column) => column.name).join(', ')}.`,
  });
}

function searchCondition({ columns, cells }: Cells, search: string, bind: Bind): string {
  const searched = columns.flatMap(({ type }, index) =>
    mayHold(type, search) && cells[index]!.startsWith('c') ? [cellTextSql(cells[index]!, type)] : [],
  );
  if (searched.length === 0) return 'false';
  const text = bind(search);
  return `(${searched.map((cell) => `contains(lower(${cell}), ${text})`).join(' OR ')})`;
}

function orderBy({ columns, cells }: Cells, sort: readonly SortKey[]): string {
  const keys = sort.map((key) => {
    const index = columnPosition(columns, key.column);
    return `${comparable(cells[index]!, columns[index]!.type)} ${key.descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  return keys.length > 0 ? ` ORDER BY ${[...keys, 'rowid'].join(', ')}` : '';
}

function condition({ columns, cells }: Cells, filter: ColumnFilter, bind: Bind): string {
  const index = columnPosition(columns, filter.column);
  const { type } = columns[index]!;
  const cell = comparable(cells[index]!, type);
  const value = (asked: CellValue) =>
    `${bind(bindable(asked, type))}::${type === 'dynamic' ? 'VARCHAR' : sqlType(type)}`;
  const contains = (text: string) =>
    `contains(lower(${cellTextSql(cells[index]!, type)}), ${bind(text.toLowerCase())})`;
  const equals = (asked: CellValue) => (asked === null ? `${cell} IS NULL` : `${cell} = ${value(asked)}`);
  switch (filter.op) {
    case 'contains':
      return contains(filter.value);
    case 'not-contains':
      return `NOT coalesce(${contains(filter.value)}, false)`;
    case 'equals':
      return equals(filter.value);
    case 'not-equals':
      return `NOT coalesce(${equals(filter.value)}, false)`;
    case 'in':
      return filter.values.length === 0 ? 'false' : `(${filter.values.map(equals).join(' OR ')})`;
    case 'between': {
      const from = filter.from === null ? [] : [`${cell} >= ${value(filter.from)}`];
      const to = filter.to === null ? [] : [`${cell} <= ${value(filter.to)}`];
      return [...from, ...to].join(' AND ') || 'true';
    }
  }
}

function comparable(cell: string, type: KqlType): string {
  return type === 'dynamic' ? `${cell}::VARCHAR` : cell;
}

function bindable(value: CellValue, type: KqlType): Bound {
  if (type === 'dynamic') return JSON.stringify(value);
  if (type === 'timespan' && typeof value === 'string') return ticksText(value);
  if (type === 'datetime' && typeof value === 'string') return value.replace(/Z$/, '');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function ticksText(text: string): string {
  const ticks = ticksOf(text);
  if (ticks !== undefined) return String(ticks);
  throw new WorkspaceError('bad-parameter', `${JSON.stringify(text)} is no timespan.`, { subject: text });
}
