import { BIGINT, type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { RawCell, RecordBatch } from '@huntbook/ingest';
import type { ColumnSchema } from '@huntbook/kql';
import { dataCatalog } from '../engine/attachment.js';
import { sqlType, vectorType } from '../engine/column-types.js';
import { quoteName } from '../engine/quote.js';
import { writeAbsent, writeConstantText, writeVector } from '../engine/write-vector.js';
import type { StoredTable } from './catalog.js';
import { reconcile } from './reconcile.js';

const chunkRows = 2048;

/** Appends batches to one table within the transaction of the connection, changing its columns as batches demand. */
export interface TableLoader {
  readonly rows: number;
  append(batch: RecordBatch): Promise<void>;
  /** Appends rows that another instance read, origin columns first, then in the order that `prepare` answered. */
  appendChunk(chunk: DuckDBDataChunk): Promise<void>;
  /** Makes the table hold at least these columns, widened where need be; answers what it then holds. */
  prepare(columns: readonly ColumnSchema[]): Promise<readonly ColumnSchema[]>;
  finish(): Promise<StoredTable>;
}

export function loadTable(
  connection: DuckDBConnection,
  stored: StoredTable | undefined,
  name: string,
  sourcePath: string,
  assume: (text: string) => void,
): TableLoader {
  const table = `${dataCatalog}.main.${quoteName(name)}`;
  let columns: ColumnSchema[] = [...(stored?.columns ?? [])];
  let exists = stored !== undefined;
  let appender: DuckDBAppender | undefined;
  let rows = 0;

  const closeAppender = () => {
    appender?.closeSync();
    appender = undefined;
  };
  const openAppender = async (): Promise<DuckDBAppender> => {
    appender ??= await connection.createAppender(name, 'main', dataCatalog);
    return appender;
  };
  const create = async (wanted: readonly ColumnSchema[]) => {
    columns = [...wanted];
    const list = columns.map((column) => `, ${quoteName(column.name)} ${sqlType(column.type)}`);
    await connection.run(`CREATE TABLE ${table} ("_SourceFile" VARCHAR, "_SourceRecord" BIGINT${list.join('')})`);
    exists = true;
  };
  const change = async (wanted: readonly ColumnSchema[]) => {
    closeAppender();
    const before = new Map(columns.map((column) => [column.name, column.type]));
    for (const column of wanted) {
      const old = before.get(column.name);
      const target = quoteName(column.name);
      if (old === undefined) {
        const value = column.type === 'string' ? ` DEFAULT ''` : '';
        await connection.run(`ALTER TABLE ${table} ADD COLUMN ${target} ${sqlType(column.type)}${value}`);
      } else if (old !== column.type) {
        const cast = column.type === 'string' ? `coalesce(${target}::VARCHAR, '')` : castTo(target, old, column);
        await connection.run(`ALTER TABLE ${table} ALTER COLUMN ${target} TYPE ${sqlType(column.type)} USING ${cast}`);
      }
    }
    columns = [...wanted];
  };
  const prepare = async (wanted: readonly ColumnSchema[]) => {
    if (!exists) await create(wanted);
    else if (wanted !== columns) await change(wanted);
  };

  return {
    get rows() {
      return rows;
    },
    async append(batch) {
      const plan = reconcile(name, columns, batch, assume);
      await prepare(plan.columns);
      const target = await openAppender();
      const count = batch.records.length;
      const types = [VARCHAR, BIGINT, ...columns.map((column) => vectorType(column.type))];
      for (let start = 0; start < count; start += chunkRows) {
        const size = Math.min(chunkRows, count - start);
        target.appendDataChunk(fillChunk(types, columns, plan.cells, batch.records, sourcePath, start, size));
      }
      rows += count;
    },
    async appendChunk(chunk) {
      (await openAppender()).appendDataChunk(chunk);
      rows += chunk.rowCount;
    },
    async prepare(wanted) {
      const plan = reconcile(name, columns, { columns: wanted, values: wanted.map(() => []) }, assume);
      await prepare(plan.columns);
      return columns;
    },
    async finish() {
      closeAppender();
      return { name, columns };
    },
  };
}

function castTo(target: string, from: string, to: ColumnSchema): string {
  if (to.type === 'dynamic') return from === 'string' ? `to_json(${target})` : `${target}::VARCHAR::JSON`;
  return `${target}::${sqlType(to.type)}`;
}

function fillChunk(
  types: Parameters<typeof DuckDBDataChunk.create>[0],
  columns: readonly ColumnSchema[],
  cells: readonly (readonly RawCell[] | undefined)[],
  records: readonly number[],
  sourcePath: string,
  start: number,
  size: number,
): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types, size);
  writeConstantText(duckdb.data_chunk_get_vector(chunk.chunk, 0), sourcePath);
  writeVector(duckdb.data_chunk_get_vector(chunk.chunk, 1), 'long', records, start, size);
  columns.forEach((column, index) => {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, index + 2);
    const values = cells[index];
    if (values) writeVector(vector, column.type, values, start, size);
    else writeAbsent(vector, column.type, size);
  });
  return chunk;
}
