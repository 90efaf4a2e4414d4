import type {
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  DuckDBValue,
} from '@duckdb/node-api';
import type { KqlType } from '@huntbook/kql';
import type { CellValue } from '../model/table.js';
import { datetimeText, timespanText } from './cell-text.js';

/** Appends the cells of one column of a chunk to a list, as programs see them. */
export function readCells(chunk: DuckDBDataChunk, column: number, type: KqlType, into: CellValue[]): void {
  const vector = chunk.getColumnVector(column);
  const convert = converters[type];
  const count = vector.itemCount;
  for (let row = 0; row < count; row += 1) {
    const value = vector.getItem(row);
    into.push(value === null ? null : convert(value));
  }
}

const converters: Record<KqlType, (value: DuckDBValue) => CellValue> = {
  bool: (value) => value as boolean,
  int: (value) => value as number,
  long: (value) => longOf(value as bigint),
  real: (value) => realOf(value),
  decimal: (value) => decimalText(value),
  string: (value) => value as string,
  datetime: (value) => datetimeText((value as DuckDBTimestampValue).micros),
  timespan: (value) => timespanText(value as bigint),
  guid: (value) => (typeof value === 'string' ? value : (value as DuckDBUUIDValue).toString()),
  dynamic: (value) => JSON.parse(value as string) as CellValue,
};

function longOf(value: bigint | number): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

function realOf(value: DuckDBValue): number {
  return typeof value === 'number' ? value : Number(value);
}

function decimalText(value: DuckDBValue): string {
  const text = String(value as DuckDBDecimalValue);
  return text.includes('.') ? text.replace(/0{1,38}$/, '').replace(/\.$/, '') : text;
}
