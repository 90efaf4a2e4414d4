import type { DuckDBConnection } from '@duckdb/node-api';
import type { Engine } from '../engine/engine.js';
import { readable, readVector, textReader } from '../engine/read-vector.js';
import type { CellValue } from '../model/table.js';
import { emptyText, type StoredResult } from './result-store.js';

/** Cells by column, `cells[c][r]`. */
export type Columns = CellValue[][];

const pieceRows = 61_440;
const pieceBytes = 33_554_432;
const mostBytes = 268_435_456;
const separator = '\u001e';

/** The cells of some rows, as `FROM ... WHERE ...` picks and orders them. */
export async function readSome(
  engine: Engine,
  stored: StoredResult,
  positions: readonly number[],
  from: string,
): Promise<Columns> {
  return engine.use((connection) => readRows(connection, stored, positions, from));
}

/** All cells of some columns. */
export async function readAll(engine: Engine, stored: StoredResult, positions: readonly number[]): Promise<Columns> {
  const columns: Columns = [];
  for (const position of positions) {
    columns.push(
      isText(stored, position)
        ? await engine.use((connection) => readTexts(connection, stored, position))
        : (await readSome(engine, stored, [position], stored.id))[0]!,
    );
  }
  return columns;
}

function isText({ cells, columns }: StoredResult, position: number): boolean {
  const type = columns[position]!.type;
  return (
    cells[position] !== emptyText && (type === 'string' || type === 'dynamic' || type === 'guid' || type === 'decimal')
  );
}

async function readRows(
  connection: DuckDBConnection,
  stored: StoredResult,
  positions: readonly number[],
  from: string,
): Promise<Columns> {
  const wanted = positions.filter((position) => stored.cells[position] !== emptyText);
  const list = wanted.map((position) => readable(stored.cells[position]!, stored.columns[position]!.type));
  const result = await connection.run(`SELECT ${list.length > 0 ? list.join(', ') : '0'} FROM ${from}`);
  const read: Columns = wanted.map(() => []);
  let count = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let index = 0; index < wanted.length; index += 1) {
      readVector(chunk, index, stored.columns[wanted[index]!]!.type, read[index]!);
    }
    count += chunk.rowCount;
  }
  const byPosition = new Map(wanted.map((position, index) => [position, read[index]!]));
  return positions.map((position) => byPosition.get(position) ?? new Array<CellValue>(count).fill(''));
}

/**
 * A column of text, many cells at a time: the engine joins them with a separator, which costs one call instead of one for
 * each cell. Cells that hold the separator themselves, and very long ones, are read one by one.
 */
async function readTexts(connection: DuckDBConnection, stored: StoredResult, position: number): Promise<CellValue[]> {
  const cell = readable(stored.cells[position]!, stored.columns[position]!.type);
  const sizes = await connection.runAndReadAll(`SELECT max(strlen(${cell})), avg(strlen(${cell})) FROM ${stored.id}`);
  const [longest, average] = (sizes.getRows()[0] ?? []).map(Number);
  const rows = Math.max(256, Math.min(pieceRows, Math.floor(pieceBytes / Math.max(1, average ?? 1))));
  const apart = rows * (longest ?? 0) > mostBytes;
  const nulls = stored.columns[position]!.type !== 'string';
  const read = textReader(stored.columns[position]!.type);
  const cells: CellValue[] = [];
  for (let start = 0; start < stored.rowCount; start += rows) {
    const count = Math.min(rows, stored.rowCount - start);
    const where = `${stored.id} WHERE rowid >= ${start} AND rowid < ${start + count}`;
    const texts = apart ? undefined : await joinedTexts(connection, cell, where, count);
    if (!texts) {
      for (const value of (await readRows(connection, stored, [position], where))[0]!) cells.push(value);
    } else {
      for (const text of texts) cells.push(nulls && text === '' ? null : read(text));
    }
  }
  return cells;
}

async function joinedTexts(
  connection: DuckDBConnection,
  cell: string,
  from: string,
  count: number,
): Promise<readonly string[] | undefined> {
  const joined = await connection.runAndReadAll(
    `SELECT string_agg(coalesce(${cell}, ''), chr(30) ORDER BY rowid) FROM ${from}`,
  );
  const texts = String(joined.getRows()[0]?.[0] ?? '').split(separator);
  return texts.length === count ? texts : undefined;
}
