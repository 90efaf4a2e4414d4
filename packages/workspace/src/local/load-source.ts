import type { DuckDBConnection } from '@duckdb/node-api';
import type { LogSource } from '@huntbook/ingest';
import type { Attachment } from '../engine/attachment.js';
import type { Engine } from '../engine/engine.js';
import { type IngestEvent, type SourceInfo, WorkspaceError } from '../model/workspace.js';
import { bookkeeping, bookkeepingSql, type Catalog, readCatalog } from './catalog.js';
import { loadParquet } from './load-parquet.js';
import { type LoadTarget, loadTable, type TableLoader } from './load-table.js';

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: IngestEvent) => void;
}

const progressMs = 100;

/** Loads one source in one transaction, so that the workspace holds all of it or nothing. */
export async function loadSource(
  engine: Engine,
  attachment: Attachment,
  source: LogSource,
  { signal, onEvent }: LoadOptions,
): Promise<IngestEvent> {
  const path = source.path.replaceAll('\0', '\uFFFD');
  const answer = (event: IngestEvent): IngestEvent => {
    onEvent?.(event);
    return event;
  };
  onEvent?.({ kind: 'start', path, ...sizeOf(source) });
  try {
    const fingerprint = await source.fingerprint(signal);
    return await attachment.write(() =>
      engine.use(async (connection) => {
        await connection.run(bookkeepingSql);
        const loadedFrom = await loadedPath(connection, fingerprint);
        if (loadedFrom !== undefined) return answer({ kind: 'duplicate', path, loadedFrom });
        const catalog = await readCatalog(engine);
        const target = targetOn(engine, connection);
        await connection.run('BEGIN');
        try {
          const info = await readInto(target, catalog, source, path, fingerprint, { signal, onEvent });
          await connection.run('COMMIT');
          return answer({ kind: 'done', source: info });
        } catch (error) {
          await target.inTurn(async () => void (await connection.run('ROLLBACK')));
          throw error;
        }
      }),
    );
  } catch (error) {
    if (signal?.aborted) throw new WorkspaceError('cancelled', 'Loading was cancelled.', { cause: error });
    if (error instanceof WorkspaceError && error.code !== 'io') throw error;
    return answer({ kind: 'failed', path, reason: (error as Error).message });
  }
}

function targetOn(engine: Engine, connection: DuckDBConnection): LoadTarget {
  let last: Promise<void> = Promise.resolve();
  return {
    connection,
    feeds: engine.feeds,
    inTurn(work) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function readInto(
  target: LoadTarget,
  catalog: Catalog,
  source: LogSource,
  path: string,
  fingerprint: string,
  { signal, onEvent }: { signal: AbortSignal | undefined; onEvent: LoadOptions['onEvent'] },
): Promise<SourceInfo> {
  const loaders = new Map<string, TableLoader>();
  const assumptions = new Set<string>();
  const loaderOf = (table: string): TableLoader => {
    const key = table.toLowerCase();
    let loader = loaders.get(key);
    if (!loader) {
      const stored = catalog.get(key);
      loader = loadTable(target, stored, stored?.name ?? tableName(table), path, (text) => assumptions.add(text));
      loaders.set(key, loader);
    }
    return loader;
  };
  let reportedAt = Date.now();
  for await (const item of source.read(signal)) {
    signal?.throwIfAborted();
    if ('parquet' in item) await loadParquet(item, path, loaderOf(item.table), signal);
    else if (item.records.length > 0) await loaderOf(item.table).append(item);
    if (Date.now() - reportedAt >= progressMs) {
      reportedAt = Date.now();
      const { bytes, records } = source.report;
      onEvent?.({ kind: 'progress', path, bytes, records, ...sizeOf(source) });
    }
  }
  const rows: Record<string, number> = {};
  for (const loader of loaders.values()) {
    const stored = await loader.finish();
    rows[stored.name] = loader.rows;
    await storeColumns(target.connection, stored.name, stored.columns);
  }
  const { format, records, skipped, damage } = source.report;
  const info: SourceInfo = {
    path,
    fingerprint,
    loadedAt: new Date().toISOString(),
    format,
    records,
    skipped,
    damage: [...damage],
    assumptions: [...source.report.assumptions, ...assumptions],
    rows,
  };
  await target.connection.run(`INSERT INTO ${bookkeeping}.sources VALUES ($1, $2, $3::TIMESTAMP, $4::JSON)`, [
    fingerprint,
    path,
    info.loadedAt.replace('Z', ''),
    JSON.stringify(info),
  ]);
  return info;
}

async function storeColumns(
  connection: DuckDBConnection,
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
): Promise<void> {
  await connection.run(`DELETE FROM ${bookkeeping}.columns WHERE table_name = $1`, [table]);
  await connection.run(
    `INSERT INTO ${bookkeeping}.columns
     SELECT $1, list.name, list.type, list.position
     FROM (SELECT unnest(from_json($2, '[{"name":"VARCHAR","type":"VARCHAR","position":"INTEGER"}]')) AS list)`,
    [table, JSON.stringify(columns.map(({ name, type }, position) => ({ name, type, position })))],
  );
}

async function loadedPath(connection: DuckDBConnection, fingerprint: string): Promise<string | undefined> {
  const reader = await connection.runAndReadAll(`SELECT path FROM ${bookkeeping}.sources WHERE fingerprint = $1`, [
    fingerprint,
  ]);
  return reader.getRows()[0]?.[0] as string | undefined;
}

function sizeOf(source: LogSource): { size?: number } {
  return source.size === undefined ? {} : { size: source.size };
}

function tableName(name: string): string {
  return name.replaceAll('\0', '') || 'Table';
}
