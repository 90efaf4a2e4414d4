import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { KqlType } from '@huntbook/kql';
import type { CellValue } from '../model/table.js';
import { datetimeText, timespanText } from './cell-text.js';

/**
 * How a column is asked for, so that each cell arrives as number or text: decimal, guid and dynamic as text, datetime as
 * microseconds.
 */
export function readable(cell: string, type: KqlType): string {
  switch (type) {
    case 'decimal':
    case 'guid':
    case 'dynamic':
      return `${cell}::VARCHAR`;
    case 'datetime':
      return `epoch_us(${cell})`;
    default:
      return cell;
  }
}

/** Appends the cells of one column of a chunk, asked for as `readable` says, to a list. */
export function readVector(chunk: DuckDBDataChunk, column: number, type: KqlType, into: CellValue[]): void {
  switch (type) {
    case 'string':
    case 'decimal':
    case 'guid':
    case 'dynamic':
      readTexts(chunk, column, textReader(type), into);
      break;
    default:
      readNumbers(chunk, column, type, into);
  }
}

/** What becomes of the text that the engine keeps for a cell. */
export function textReader(type: KqlType): (text: string) => CellValue {
  switch (type) {
    case 'dynamic':
      return (text) => JSON.parse(text) as CellValue;
    case 'decimal':
      return (text) => (text.includes('.') ? text.replace(/0{1,38}$/, '').replace(/\.$/, '') : text);
    default:
      return (text) => text;
  }
}

function readTexts(chunk: DuckDBDataChunk, column: number, read: (text: string) => CellValue, into: CellValue[]): void {
  const vector = chunk.getColumnVector(column);
  const count = vector.itemCount;
  for (let row = 0; row < count; row += 1) {
    const text = vector.getItem(row) as string | null;
    into.push(text === null ? null : read(text));
  }
}

/** Numbers are read from the memory of the vector: the library's own getters make an object for each cell. */
function readNumbers({ chunk, rowCount }: DuckDBDataChunk, column: number, type: KqlType, into: CellValue[]): void {
  const vector = duckdb.data_chunk_get_vector(chunk, column);
  const valid = validity(vector, rowCount);
  const bytes = duckdb.vector_get_data(vector, rowCount * width(type));
  const cellAt = reader(type, bytes, rowCount);
  for (let row = 0; row < rowCount; row += 1) into.push(valid(row) ? cellAt(row) : null);
}

function width(type: KqlType): number {
  return type === 'bool' ? 1 : type === 'int' ? 4 : 8;
}

function reader(type: KqlType, { buffer, byteOffset }: Uint8Array, count: number): (row: number) => CellValue {
  switch (type) {
    case 'bool': {
      const items = new Uint8Array(buffer, byteOffset, count);
      return (row) => items[row] !== 0;
    }
    case 'int': {
      const items = new Int32Array(buffer, byteOffset, count);
      return (row) => items[row]!;
    }
    case 'real': {
      const items = new Float64Array(buffer, byteOffset, count);
      return (row) => items[row]!;
    }
    default: {
      const items = new BigInt64Array(buffer, byteOffset, count);
      if (type === 'datetime') return (row) => datetimeText(items[row]!);
      if (type === 'timespan') return (row) => timespanText(items[row]!);
      return (row) => longOf(items[row]!);
    }
  }
}

function longOf(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function validity(vector: duckdb.Vector, count: number): (row: number) => boolean {
  const bits = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null;
  return bits ? (row) => (bits[row >> 3]! & (1 << (row & 7))) !== 0 : () => true;
}
