import { DuckDBInstance } from '@duckdb/node-api';
import { sqlType } from '../engine/column-types.js';
import type { Engine } from '../engine/engine.js';
import { quoteName, quoteText } from '../engine/quote.js';
import { pageSql } from '../table/page-sql.js';
import type { StoredResult } from '../table/result-store.js';
import type { ExportOptions } from './export-table.js';

/**
 * Writes Parquet through an instance of its own, since the engine that runs queries may not write files. Rows go over in
 * chunks; timespans are ticks of 100 ns, dynamic is JSON text.
 */
export async function writeParquet(
  engine: Engine,
  stored: StoredResult,
  path: string,
  options: ExportOptions,
): Promise<void> {
  const { where, orderBy, values } = pageSql(stored, options);
  const cells = stored.columns.map((column, index) =>
    column.type === 'dynamic' ? `${stored.cells[index]}::VARCHAR` : stored.cells[index],
  );
  const writer = await DuckDBInstance.create(':memory:', {
    memory_limit: '512MB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const target = await writer.connect();
  const origin = await engine.connect();
  try {
    const list = stored.columns.map(
      (column) => `${quoteName(column.name)} ${column.type === 'dynamic' ? 'VARCHAR' : sqlType(column.type)}`,
    );
    await target.run(`CREATE TABLE answer (${list.join(', ')})`);
    const appender = await target.createAppender('answer');
    const result = await origin.stream(`SELECT ${cells.join(', ')} FROM ${stored.id}${where}${orderBy}`, values);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    await target.run(`COPY answer TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    origin.closeSync();
    target.closeSync();
    writer.closeSync();
  }
}
