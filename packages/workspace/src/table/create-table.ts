import { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { RawCell } from '@huntbook/ingest';
import type { ColumnSchema, KqlType } from '@huntbook/kql';
import { sqlType, vectorType } from '../engine/column-types.js';
import type { Engine } from '../engine/engine.js';
import { writeVector } from '../engine/write-vector.js';
import { convertCell } from '../local/convert-cell.js';
import type { CellValue, Completeness } from '../model/table.js';
import { WorkspaceError } from '../model/workspace.js';
import { nextResultId, type StoredResult } from './result-store.js';
import { ticksOf } from './timespan-ticks.js';

const chunkRows = 2048;

/** Keeps rows that a program computed. Throws `bad-parameter` for a cell that its column cannot hold. */
export async function storeRows(
  engine: Engine,
  columns: readonly ColumnSchema[],
  rows: readonly (readonly CellValue[])[],
  completeness: Completeness,
): Promise<StoredResult> {
  const id = nextResultId();
  const list = columns.map((column, index) => `c${index} ${sqlType(column.type)}`).join(', ');
  await engine.use(async (connection) => {
    await connection.run(`CREATE TABLE ${id} (${list || 'nothing BOOLEAN'})`);
    if (columns.length === 0 || rows.length === 0) return;
    const types = columns.map((column) => vectorType(column.type));
    const appender = await connection.createAppender(id.slice(id.lastIndexOf('.') + 1), 'main', 'memory');
    for (let start = 0; start < rows.length; start += chunkRows) {
      const size = Math.min(chunkRows, rows.length - start);
      const chunk = DuckDBDataChunk.create(types, size);
      columns.forEach((column, index) => {
        const cells: RawCell[] = new Array(size);
        for (let row = 0; row < size; row += 1) cells[row] = rawCell(rows[start + row]?.[index], column, start + row);
        writeVector(duckdb.data_chunk_get_vector(chunk.chunk, index), column.type, cells, 0, size);
      });
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  });
  const cells = columns.map((_, index) => `c${index}`);
  return { id, columns, cells, rowCount: columns.length === 0 ? 0 : rows.length, completeness };
}

function rawCell(cell: CellValue | undefined, column: ColumnSchema, row: number): RawCell {
  if (cell === null || cell === undefined) return column.type === 'string' ? '' : null;
  const raw = rawOf(cell, column.type);
  if (raw === undefined) {
    throw new WorkspaceError(
      'bad-parameter',
      `Row ${row + 1}: column ${column.name} cannot hold ${String(cell)} as ${column.type}.`,
      {
        subject: column.name,
      },
    );
  }
  return raw;
}

function rawOf(cell: CellValue, type: KqlType): RawCell | undefined {
  switch (type) {
    case 'dynamic':
      return JSON.stringify(cell);
    case 'string':
      return typeof cell === 'string' ? cell : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
    case 'timespan':
      return typeof cell === 'string' ? ticksOf(cell) : undefined;
    case 'real':
      return typeof cell === 'number' ? cell : undefined;
    case 'bool':
      return typeof cell === 'boolean' ? cell : undefined;
    case 'int':
    case 'long':
      return typeof cell === 'number' || typeof cell === 'bigint' ? convertCell(cell, 'real', type) : undefined;
    case 'decimal':
      return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : undefined;
    default:
      return typeof cell === 'string' ? convertCell(cell, 'string', type) : undefined;
  }
}
