import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ColumnSchema } from '@huntbook/kql';
import type { Engine } from '../engine/engine.js';
import { readable, readVector } from '../engine/read-vector.js';
import type { CellValue, ExportFormat, PageOptions } from '../model/table.js';
import { WorkspaceError } from '../model/workspace.js';
import { pageSql } from '../table/page-sql.js';
import type { StoredResult } from '../table/result-store.js';
import { csvHeader, csvRow } from './csv.js';
import { jsonRow } from './json.js';
import { writeParquet } from './parquet.js';

export type ExportOptions = { readonly format?: ExportFormat } & Pick<PageOptions, 'sort' | 'filter' | 'search'>;

/** Rows that pass the filter, in pieces, each cell as programs see it. */
export type Pieces = AsyncIterable<readonly (readonly CellValue[])[]>;

const formats: readonly ExportFormat[] = ['csv', 'ndjson', 'json', 'parquet', 'xlsx'];

/** Writes the rows to a file; the format follows from the name of the file where none is given. Throws `io`. */
export async function exportTable(
  engine: Engine,
  stored: StoredResult,
  path: string,
  options: ExportOptions,
): Promise<void> {
  const format = options.format ?? formatOf(path);
  try {
    switch (format) {
      case 'parquet':
        return await writeParquet(engine, stored, path, options);
      case 'xlsx': {
        // Loaded when asked for: a query on the command line has no time for it.
        const { writeXlsx } = await import('./xlsx.js');
        return await writeXlsx(stored.columns, readPieces(engine, stored, options), path);
      }
      default:
        await pipeline(
          Readable.from(textPieces(stored.columns, readPieces(engine, stored, options), format)),
          createWriteStream(path),
        );
    }
  } catch (cause) {
    if (cause instanceof WorkspaceError) throw cause;
    throw new WorkspaceError('io', `Cannot write ${path}: ${(cause as Error).message}`, { cause });
  }
}

function formatOf(path: string): ExportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = formats.find((known) => known === ending);
  if (!format) {
    throw new WorkspaceError('bad-parameter', `Cannot tell the format of ${path} from its name.`, {
      hint: `End it in one of ${formats.map((known) => `.${known}`).join(', ')}, or name the format.`,
    });
  }
  return format;
}

async function* readPieces(engine: Engine, stored: StoredResult, options: ExportOptions): Pieces {
  const { where, orderBy, values } = pageSql(stored, options);
  const { columns, cells } = stored;
  const list = columns.map((column, index) => readable(cells[index]!, column.type)).join(', ');
  const connection = await engine.connect();
  try {
    const result = await connection.stream(`SELECT ${list || '0'} FROM ${stored.id}${where}${orderBy}`, values);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const read: CellValue[][] = columns.map(() => []);
      for (let index = 0; index < columns.length; index += 1)
        readVector(chunk, index, columns[index]!.type, read[index]!);
      yield Array.from({ length: chunk.rowCount }, (_, row) => read.map((column) => column[row]!));
    }
  } finally {
    connection.closeSync();
  }
}

async function* textPieces(
  columns: readonly ColumnSchema[],
  pieces: Pieces,
  format: 'csv' | 'ndjson' | 'json',
): AsyncGenerator<string> {
  const names = columns.map((column) => column.name);
  if (format === 'csv') yield csvHeader(names);
  if (format === 'json') yield '[';
  let separator = '\n';
  for await (const rows of pieces) {
    if (format === 'csv') yield rows.map(csvRow).join('');
    else if (format === 'ndjson') yield rows.map((row) => `${jsonRow(names, row)}\n`).join('');
    else {
      yield `${separator}${rows.map((row) => jsonRow(names, row)).join(',\n')}`;
      separator = ',\n';
    }
  }
  if (format === 'json') yield '\n]\n';
}
