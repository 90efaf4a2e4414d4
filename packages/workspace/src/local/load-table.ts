import {
  BIGINT,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBType,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { RawCell, RecordBatch } from '@huntbook/ingest';
import type { ColumnSchema } from '@huntbook/kql';
import { dataCatalog } from '../engine/attachment.js';
import { sqlType, vectorType } from '../engine/column-types.js';
import { quoteName } from '../engine/quote.js';
import type { Feed, RowFeeds } from '../engine/row-feed.js';
import { writeAbsent, writeConstantText, writeVector } from '../engine/write-vector.js';
import type { StoredTable } from './catalog.js';
import { reconcile } from './reconcile.js';

/** Rows that one INSERT takes. More would cost memory, fewer the time that a statement takes to begin. */
const rowsAtOnce = 2048;

/** Appends batches to one table within the transaction of the connection, changing its columns as batches demand. */
export interface TableLoader {
  readonly rows: number;
  append(batch: RecordBatch): Promise<void>;
  /** Appends rows that another instance read: origin columns first, then in the order that `prepare` answered. */
  appendChunk(chunk: DuckDBDataChunk): Promise<void>;
  /** Makes the table hold at least these columns, widened where need be; answers what it then holds. */
  prepare(columns: readonly ColumnSchema[]): Promise<readonly ColumnSchema[]>;
  finish(): Promise<StoredTable>;
}

export interface LoadTarget {
  readonly connection: DuckDBConnection;
  readonly feeds: RowFeeds;
  /** Runs work on the connection, one piece after another. */
  inTurn(work: () => Promise<void>): Promise<void>;
}

interface Pending {
  readonly cells: readonly (readonly RawCell[] | undefined)[];
  readonly records: readonly number[];
}

export function loadTable(
  target: LoadTarget,
  stored: StoredTable | undefined,
  name: string,
  sourcePath: string,
  assume: (text: string) => void,
): TableLoader {
  const table = `${dataCatalog}.main.${quoteName(name)}`;
  let columns: readonly ColumnSchema[] = stored?.columns ?? [];
  let exists = stored !== undefined;
  let appender: DuckDBAppender | undefined;
  let pending: Pending[] = [];
  let pendingRows = 0;
  let underWay: Promise<void> = Promise.resolve();
  let rows = 0;

  /** Hands what is pending to the engine once it has taken what it was handed before. */
  const flush = async () => {
    await underWay;
    if (pendingRows === 0) return;
    const feed = feedOf(columns, pending, sourcePath);
    pending = [];
    pendingRows = 0;
    underWay = target.inTurn(() => target.feeds.insert(target.connection, table, feed));
    // Who waits for it next sees the error; until then it is not an unhandled one.
    underWay.catch(() => undefined);
  };
  const settle = async () => {
    await flush();
    await underWay;
    appender?.closeSync();
    appender = undefined;
  };
  const run = (sql: string) => target.inTurn(async () => void (await target.connection.run(sql)));
  const change = async (wanted: readonly ColumnSchema[]) => {
    await settle();
    if (!exists) {
      const list = wanted.map((column) => `, ${quoteName(column.name)} ${sqlType(column.type)}`).join('');
      await run(`CREATE TABLE ${table} ("_SourceFile" VARCHAR, "_SourceRecord" BIGINT${list})`);
      exists = true;
    } else for (const sql of alterations(table, columns, wanted)) await run(sql);
    columns = wanted;
  };

  return {
    get rows() {
      return rows;
    },
    async append(batch) {
      const plan = reconcile(name, columns, batch, assume);
      if (!exists || plan.columns !== columns) await change(plan.columns);
      pending.push({ cells: plan.cells, records: batch.records });
      pendingRows += batch.records.length;
      rows += batch.records.length;
      if (pendingRows >= rowsAtOnce) await flush();
    },
    async appendChunk(chunk) {
      appender ??= await target.connection.createAppender(name, 'main', dataCatalog);
      appender.appendDataChunk(chunk);
      rows += chunk.rowCount;
    },
    async prepare(wanted) {
      const plan = reconcile(name, columns, { columns: wanted, values: wanted.map(() => []) }, assume);
      if (!exists || plan.columns !== columns) await change(plan.columns);
      return columns;
    },
    async finish() {
      await settle();
      return { name, columns };
    },
  };
}

/** Statements that give a table further columns and wider types. */
function alterations(table: string, from: readonly ColumnSchema[], to: readonly ColumnSchema[]): readonly string[] {
  const before = new Map(from.map((column) => [column.name, column.type]));
  return to.flatMap((column) => {
    const old = before.get(column.name);
    if (old === column.type) return [];
    const name = quoteName(column.name);
    const type = sqlType(column.type);
    if (old === undefined)
      return [`ALTER TABLE ${table} ADD COLUMN ${name} ${type}${column.type === 'string' ? ` DEFAULT ''` : ''}`];
    const cast =
      column.type === 'string'
        ? `coalesce(${asText(name, old)}, '')`
        : column.type === 'dynamic'
          ? `to_json(${old === 'datetime' || old === 'timespan' ? asText(name, old) : name})`
          : `${name}::${type}`;
    return [`ALTER TABLE ${table} ALTER COLUMN ${name} TYPE ${type} USING ${cast}`];
  });
}

/** The text that a person sees in the place of a cell. */
function asText(name: string, type: ColumnSchema['type']): string {
  return type === 'datetime' ? `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%f') || '0Z'` : `${name}::VARCHAR`;
}

function feedOf(columns: readonly ColumnSchema[], pieces: readonly Pending[], sourcePath: string): Feed {
  const types: readonly DuckDBType[] = [VARCHAR, BIGINT, ...columns.map((column) => vectorType(column.type))];
  let piece = 0;
  let start = 0;
  return {
    columns: types.map((type, index) => ({ name: `c${index}`, type })),
    rows: pieces.reduce((sum, { records }) => sum + records.length, 0),
    fill(chunk, most) {
      while (piece < pieces.length && start >= pieces[piece]!.records.length) {
        piece += 1;
        start = 0;
      }
      const current = pieces[piece];
      const count = current ? Math.min(most, current.records.length - start) : 0;
      chunk.rowCount = count;
      if (current && count > 0) fillChunk(chunk, columns, current, start, count, sourcePath);
      start += count;
    },
  };
}

function fillChunk(
  { chunk }: DuckDBDataChunk,
  columns: readonly ColumnSchema[],
  { cells, records }: Pending,
  start: number,
  count: number,
  sourcePath: string,
): void {
  writeConstantText(duckdb.data_chunk_get_vector(chunk, 0), sourcePath);
  writeVector(duckdb.data_chunk_get_vector(chunk, 1), 'long', records, start, count);
  columns.forEach((column, index) => {
    const vector = duckdb.data_chunk_get_vector(chunk, index + 2);
    const values = cells[index];
    if (values) writeVector(vector, column.type, values, start, count);
    else writeAbsent(vector, column.type, count);
  });
}
