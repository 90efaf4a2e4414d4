import type { ColumnSchema, KqlType } from '@huntbook/kql';
import { sqlType } from '../engine/column-types.js';
import type { CellValue, ColumnFilter, PageOptions, SortKey } from '../model/table.js';
import { WorkspaceError } from '../model/workspace.js';
import { ticksOf } from './timespan-ticks.js';

/** A condition or an order over the stored columns `c0`, `c1` ..., with its bound values `$1`, `$2` ... */
export interface PageSql {
  readonly where: string;
  readonly orderBy: string;
  readonly values: (string | boolean | number | null)[];
}

/** Translates what a person asked of a page. Text is always bound, never part of the SQL. */
export function pageSql(
  columns: readonly ColumnSchema[],
  options: Pick<PageOptions, 'sort' | 'filter' | 'search'>,
): PageSql {
  const values: PageSql['values'] = [];
  const bind = (value: string | boolean | number | null): string => {
    values.push(value);
    return `$${values.length}`;
  };
  const conditions = (options.filter ?? []).map((filter) => condition(columns, filter, bind));
  if (options.search) {
    const text = bind(options.search.toLowerCase());
    conditions.push(
      `(${columns.map((column, index) => containsText(index, column.type, text)).join(' OR ') || 'false'})`,
    );
  }
  return {
    where: conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '',
    orderBy: orderBy(columns, options.sort ?? []),
    values,
  };
}

function orderBy(columns: readonly ColumnSchema[], sort: readonly SortKey[]): string {
  const keys = sort.map((key) => {
    const index = position(columns, key.column);
    const cell = columns[index]?.type === 'dynamic' ? `c${index}::VARCHAR` : `c${index}`;
    return `${cell} ${key.descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  return keys.length > 0 ? ` ORDER BY ${[...keys, 'rowid'].join(', ')}` : '';
}

function condition(
  columns: readonly ColumnSchema[],
  filter: ColumnFilter,
  bind: (value: string | boolean | number | null) => string,
): string {
  const index = position(columns, filter.column);
  const type = columns[index]?.type ?? 'string';
  const cell = `c${index}`;
  const value = (asked: CellValue) =>
    `${bind(bindable(asked, type))}::${type === 'dynamic' ? 'VARCHAR' : sqlType(type)}`;
  const equals = (asked: CellValue) =>
    asked === null ? `${cell} IS NULL` : `${comparable(cell, type)} = ${value(asked)}`;
  switch (filter.op) {
    case 'contains':
      return containsText(index, type, bind(filter.value.toLowerCase()));
    case 'not-contains':
      return `NOT coalesce(${containsText(index, type, bind(filter.value.toLowerCase()))}, false)`;
    case 'equals':
      return equals(filter.value);
    case 'not-equals':
      return `NOT coalesce(${equals(filter.value)}, false)`;
    case 'in':
      return filter.values.length === 0 ? 'false' : `(${filter.values.map(equals).join(' OR ')})`;
    case 'between': {
      const bounds: string[] = [];
      if (filter.from !== null) bounds.push(`${comparable(cell, type)} >= ${value(filter.from)}`);
      if (filter.to !== null) bounds.push(`${comparable(cell, type)} <= ${value(filter.to)}`);
      return bounds.length > 0 ? `(${bounds.join(' AND ')})` : 'true';
    }
  }
}

function comparable(cell: string, type: KqlType): string {
  return type === 'dynamic' ? `${cell}::VARCHAR` : cell;
}

function bindable(value: CellValue, type: KqlType): string | boolean | number | null {
  if (type === 'dynamic') return JSON.stringify(value);
  if (type === 'timespan' && typeof value === 'string') return ticksText(value);
  if (type === 'datetime' && typeof value === 'string') return value.replace(/Z$/, '');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function ticksText(text: string): string {
  const ticks = ticksOf(text);
  if (ticks === undefined) {
    throw new WorkspaceError('bad-parameter', `${JSON.stringify(text)} is no timespan.`, { subject: text });
  }
  return String(ticks);
}

function containsText(index: number, type: KqlType, text: string): string {
  const cell = `c${index}`;
  if (type === 'string') return `contains(lower(${cell}), ${text})`;
  if (type === 'datetime') return `contains(lower(strftime(${cell}, '%Y-%m-%dT%H:%M:%S.%f') || '0Z'), ${text})`;
  return `contains(lower(${cell}::VARCHAR), ${text})`;
}

function position(columns: readonly ColumnSchema[], name: string): number {
  const index = columns.findIndex((column) => column.name === name);
  if (index < 0) {
    throw new WorkspaceError('bad-parameter', `There is no column ${JSON.stringify(name)} in this table.`, {
      subject: name,
      hint: `It has: ${columns.map((column) => column.name).join(', ')}.`,
    });
  }
  return index;
}

export { position as columnPosition };
