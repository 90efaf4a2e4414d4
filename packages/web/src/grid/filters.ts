import type { ColumnSchema } from '@huntbook/kql';
import type { CellValue, ColumnFilter } from '@huntbook/workspace';
import { formatCell, isNumeric } from '../format/format.js';
import { singleLine } from '../format/visible-text.js';

export type FilterOp = 'contains' | 'not-contains' | 'equals' | 'not-equals' | 'at-least' | 'at-most';

export const filterOps: readonly { readonly value: FilterOp; readonly label: string }[] = [
  { value: 'contains', label: 'contains' },
  { value: 'not-contains', label: 'does not contain' },
  { value: 'equals', label: 'is' },
  { value: 'not-equals', label: 'is not' },
  { value: 'at-least', label: 'is at least' },
  { value: 'at-most', label: 'is at most' },
];

/** Comparisons that make sense for a column. */
export function opsFor(column: ColumnSchema): readonly FilterOp[] {
  if (isNumeric(column.type)) return ['equals', 'not-equals', 'at-least', 'at-most'];
  if (column.type === 'datetime') return ['at-least', 'at-most', 'contains'];
  if (column.type === 'bool') return ['equals', 'not-equals'];
  return ['contains', 'not-contains', 'equals', 'not-equals'];
}

/** What a person typed, as the type of the column has it; undefined where it is no such value. */
export function parseTyped(text: string, column: ColumnSchema): CellValue | undefined {
  const trimmed = text.trim();
  if (isNumeric(column.type)) {
    const value = Number(trimmed.replaceAll(',', ''));
    return trimmed && Number.isFinite(value) ? value : undefined;
  }
  if (column.type === 'bool')
    return /^(true|1|yes)$/i.test(trimmed) ? true : /^(false|0|no)$/i.test(trimmed) ? false : undefined;
  if (column.type === 'datetime') {
    const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?)?Z?$/.exec(trimmed);
    if (!match) return undefined;
    const iso = `${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}Z`;
    return Number.isNaN(Date.parse(iso)) ? undefined : iso;
  }
  return text;
}

const farPast = '0001-01-01T00:00:00Z';
const farFuture = '9999-12-31T23:59:59Z';

/** The filter that a comparison with a typed value stands for; undefined where the text is no value of the column. */
export function makeFilter(column: ColumnSchema, op: FilterOp, text: string): ColumnFilter | undefined {
  if (op === 'contains' || op === 'not-contains') return text ? { column: column.name, op, value: text } : undefined;
  const value = parseTyped(text, column);
  if (value === undefined) return undefined;
  if (op === 'equals' || op === 'not-equals') return { column: column.name, op, value };
  const time = column.type === 'datetime';
  return op === 'at-least'
    ? { column: column.name, op: 'between', from: value, to: time ? farFuture : Number.MAX_SAFE_INTEGER }
    : { column: column.name, op: 'between', from: time ? farPast : -Number.MAX_SAFE_INTEGER, to: value };
}

function shown(value: CellValue, column: ColumnSchema): string {
  const text = singleLine(formatCell(value, column));
  if (text === '') return 'empty';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** A filter in words: `Account contains adm`. */
export function describeFilter(filter: ColumnFilter, columns: readonly ColumnSchema[]): string {
  const column = columns.find((other) => other.name === filter.column) ?? {
    name: filter.column,
    type: 'string' as const,
  };
  const name = singleLine(column.name);
  switch (filter.op) {
    case 'contains':
      return `${name} contains ${shown(filter.value, column)}`;
    case 'not-contains':
      return `${name} does not contain ${shown(filter.value, column)}`;
    case 'equals':
      return `${name} is ${shown(filter.value, column)}`;
    case 'not-equals':
      return `${name} is not ${shown(filter.value, column)}`;
    case 'in':
      return `${name} is one of ${filter.values.map((value) => shown(value, column)).join(', ')}`;
    case 'between': {
      if (filter.from === farPast || filter.from === -Number.MAX_SAFE_INTEGER)
        return `${name} ≤ ${shown(filter.to, column)}`;
      if (filter.to === farFuture || filter.to === Number.MAX_SAFE_INTEGER)
        return `${name} ≥ ${shown(filter.from, column)}`;
      return `${name} from ${shown(filter.from, column)} to ${shown(filter.to, column)}`;
    }
  }
}
