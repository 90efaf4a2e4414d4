import { DuckDBInstance } from '@duckdb/node-api';
import type { ParquetLoad } from '@huntbook/ingest';
import type { ColumnSchema, KqlType } from '@huntbook/kql';
import { sqlType } from '../engine/column-types.js';
import { quoteName, quoteText } from '../engine/quote.js';
import type { TableLoader } from './load-table.js';

/**
 * Loads a Parquet file through an instance of its own that reads files and never sees the text of a query. Nested
 * columns become dynamic, dates and zoned times datetime in UTC.
 */
export async function loadParquet(
  { parquet }: ParquetLoad,
  sourcePath: string,
  loader: TableLoader,
  signal: AbortSignal | undefined,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '256MB',
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run(`SET GLOBAL TimeZone = 'UTC'`);
    const file = `read_parquet(${quoteText(parquet)}, file_row_number = true)`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${file}`);
    const arriving = described.getRows().map((row) => ({ name: String(row[0]), sql: String(row[1]) }));
    const wanted = arriving.map(({ name, sql }): ColumnSchema => ({ name, type: kqlType(sql) }));
    const columns = await loader.prepare(wanted);
    const byName = new Map(arriving.map((column) => [column.name.toLowerCase(), column]));
    const list = columns.map((column) => cell(column, byName.get(column.name.toLowerCase())));
    const rows = await connection.stream(
      `SELECT ${quoteText(sourcePath)}, file_row_number + 1${list.map((sql) => `, ${sql}`).join('')} FROM ${file}`,
    );
    for (let chunk = await rows.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await rows.fetchChunk()) {
      signal?.throwIfAborted();
      await loader.appendChunk(chunk);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function cell(column: ColumnSchema, arriving: { name: string; sql: string } | undefined): string {
  const type = sqlType(column.type);
  if (!arriving) return column.type === 'string' ? `''` : `NULL::${type}`;
  const name = quoteName(arriving.name);
  switch (column.type) {
    case 'string':
      return isNested(arriving.sql) ? `coalesce(to_json(${name})::VARCHAR, '')` : `coalesce(${name}::VARCHAR, '')`;
    case 'dynamic':
      return arriving.sql === 'JSON' ? name : `to_json(${name})`;
    default:
      return `${name}::${type}`;
  }
}

function isNested(sql: string): boolean {
  return /[[(]/.test(sql) && !sql.startsWith('DECIMAL');
}

function kqlType(sql: string): KqlType {
  if (sql === 'JSON' || isNested(sql)) return 'dynamic';
  if (sql === 'BOOLEAN') return 'bool';
  if (['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT'].includes(sql)) return 'int';
  if (['BIGINT', 'UINTEGER'].includes(sql)) return 'long';
  if (sql === 'FLOAT' || sql === 'DOUBLE') return 'real';
  if (sql.startsWith('DECIMAL')) return 'decimal';
  if (sql === 'UUID') return 'guid';
  if (sql.startsWith('TIMESTAMP') || sql === 'DATE') return 'datetime';
  return 'string';
}
