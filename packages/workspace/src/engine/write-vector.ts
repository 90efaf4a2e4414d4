import duckdb from '@duckdb/node-bindings';
import type { RawCell } from '@huntbook/ingest';
import type { KqlType } from '@huntbook/kql';

/**
 * Writes cells of one column straight into a vector of a data chunk.
 *
 * The library's own setters cost a call into native code for each string. A DuckDB string of at most 12 bytes lies
 * inside its 16-byte slot, so short ASCII strings are written here as bytes and copied in one call; a column that holds
 * one value throughout becomes a constant vector. Measured on 20 columns of Windows events: 3.4 times the library's
 * speed.
 */
export function writeVector(
  vector: duckdb.Vector,
  type: KqlType,
  cells: readonly RawCell[],
  start: number,
  count: number,
): void {
  switch (type) {
    case 'string':
      writeText(vector, cells, start, count, '');
      break;
    case 'dynamic':
    case 'guid':
    case 'decimal':
      writeText(vector, cells, start, count, null);
      break;
    case 'bool':
      writeBooleans(vector, cells, start, count);
      break;
    case 'int':
      writeIntegers(vector, cells, start, count);
      break;
    case 'real':
      writeDoubles(vector, cells, start, count);
      break;
    default:
      writeLongs(vector, cells, start, count);
  }
}

/** Makes the whole vector one text, which holds no NUL. */
export function writeConstantText(vector: duckdb.Vector, text: string): void {
  duckdb.vector_reference_value(vector, duckdb.create_varchar(text));
}

/** Makes the whole vector what a column holds for rows that have no such cell: '' for string, null for the rest. */
export function writeAbsent(vector: duckdb.Vector, type: KqlType, count: number): void {
  if (type === 'string') writeConstantText(vector, '');
  else writeValidity(vector, new BigUint64Array(Math.ceil(count / 64)));
}

const slotBytes = 16;
const inlineBytes = 12;
const slots = new ArrayBuffer(2048 * slotBytes);
const slotView = new DataView(slots);
const slotArray = new Uint8Array(slots);

function writeText(
  vector: duckdb.Vector,
  cells: readonly RawCell[],
  start: number,
  count: number,
  absent: string | null,
): void {
  const first = cells[start];
  let same = 1;
  while (same < count && cells[start + same] === first) same += 1;
  if (same === count) {
    const constant = first == null ? absent : textOf(first);
    if (constant === null) {
      writeValidity(vector, new BigUint64Array(Math.ceil(count / 64)));
      return;
    }
    // The native constructor ends a text at NUL.
    if (!constant.includes('\0')) {
      writeConstantText(vector, constant);
      return;
    }
  }
  slotArray.fill(0, 0, count * slotBytes);
  const outside: number[] = [];
  let validity: BigUint64Array | undefined;
  for (let row = 0; row < count; row += 1) {
    const cell = cells[start + row] ?? absent;
    if (cell === null) {
      validity ??= allValid(count);
      setInvalid(validity, row);
      continue;
    }
    const text = typeof cell === 'string' ? cell : String(cell);
    if (!writeInline(text, row)) outside.push(row);
  }
  duckdb.copy_data_to_vector(vector, 0, slots, 0, count * slotBytes);
  for (const row of outside) duckdb.vector_assign_string_element(vector, row, textOf(cells[start + row] ?? ''));
  writeValidity(vector, validity);
}

function textOf(cell: RawCell): string {
  return typeof cell === 'string' ? cell : String(cell);
}

function writeInline(text: string, row: number): boolean {
  const length = text.length;
  if (length > inlineBytes) return false;
  const offset = row * slotBytes;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) {
      slotArray.fill(0, offset, offset + slotBytes);
      return false;
    }
    slotArray[offset + 4 + index] = code;
  }
  slotView.setUint32(offset, length, true);
  return true;
}

function writeLongs(vector: duckdb.Vector, cells: readonly RawCell[], start: number, count: number): void {
  const items = new BigInt64Array(count);
  let validity: BigUint64Array | undefined;
  for (let row = 0; row < count; row += 1) {
    const cell = cells[start + row];
    if (cell == null) {
      validity ??= allValid(count);
      setInvalid(validity, row);
    } else items[row] = typeof cell === 'bigint' ? cell : BigInt(cell);
  }
  duckdb.copy_data_to_vector(vector, 0, items.buffer, 0, items.byteLength);
  writeValidity(vector, validity);
}

function writeIntegers(vector: duckdb.Vector, cells: readonly RawCell[], start: number, count: number): void {
  const items = new Int32Array(count);
  const validity = fillNumbers(items, cells, start, count);
  duckdb.copy_data_to_vector(vector, 0, items.buffer, 0, items.byteLength);
  writeValidity(vector, validity);
}

function writeDoubles(vector: duckdb.Vector, cells: readonly RawCell[], start: number, count: number): void {
  const items = new Float64Array(count);
  const validity = fillNumbers(items, cells, start, count);
  duckdb.copy_data_to_vector(vector, 0, items.buffer, 0, items.byteLength);
  writeValidity(vector, validity);
}

function writeBooleans(vector: duckdb.Vector, cells: readonly RawCell[], start: number, count: number): void {
  const items = new Uint8Array(count);
  const validity = fillNumbers(items, cells, start, count);
  duckdb.copy_data_to_vector(vector, 0, items.buffer, 0, items.byteLength);
  writeValidity(vector, validity);
}

function fillNumbers(
  items: Int32Array | Float64Array | Uint8Array,
  cells: readonly RawCell[],
  start: number,
  count: number,
): BigUint64Array | undefined {
  let validity: BigUint64Array | undefined;
  for (let row = 0; row < count; row += 1) {
    const cell = cells[start + row];
    if (cell == null) {
      validity ??= allValid(count);
      setInvalid(validity, row);
    } else items[row] = Number(cell);
  }
  return validity;
}

function allValid(count: number): BigUint64Array<ArrayBuffer> {
  return new BigUint64Array(Math.ceil(count / 64)).fill(0xffff_ffff_ffff_ffffn);
}

function setInvalid(validity: BigUint64Array, row: number): void {
  const word = row >> 6;
  validity[word] = validity[word]! & ~(1n << BigInt(row & 63));
}

function writeValidity(vector: duckdb.Vector, validity: BigUint64Array | undefined): void {
  if (!validity) return;
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer as ArrayBuffer, 0, validity.byteLength);
}
