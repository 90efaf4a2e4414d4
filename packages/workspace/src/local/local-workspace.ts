import { existsSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type IngestOptions, type LogSource, openSources } from '@huntbook/ingest';
import { type Attachment, type AttachmentOptions, attachFile, attachMemory } from '../engine/attachment.js';
import { type Engine, type EngineOptions, openEngine } from '../engine/engine.js';
import type { Table } from '../model/table.js';
import type { IngestEvent, LocalWorkspace } from '../model/workspace.js';
import { bindQueries, loadDefinitions } from '../queries/library.js';
import type { NamedQueries } from '../queries/named-queries.js';
import type { QueryRunner } from '../queries/named-query.js';
import { concatTables } from '../table/concat-tables.js';
import { storeRows } from '../table/create-table.js';
import { openTable } from '../table/table.js';
import { bookkeepingSql, readCatalog, readSources } from './catalog.js';
import { type LoadOptions, loadSource } from './load-source.js';
import { createFolder, openFolder, type WorkspaceFolder } from './manifest.js';
import { pipeOver, type QueryContext, runQuery, schemaOf } from './run-query.js';
import { sharedSchema } from './shared-schema.js';
import { describeTables } from './table-info.js';
import { tableSources } from './table-source.js';

export interface LocalOptions extends EngineOptions, Omit<AttachmentOptions, 'readOnly'> {
  /** Refuses to load anything; several processes may open a workspace so. */
  readonly readOnly?: boolean;
  /** Folders of query definitions of one's own, read after the built-in ones. */
  readonly queryPaths?: readonly string[];
}

/** Makes the folder into an empty workspace, or opens the workspace that it already is. */
export async function createLocalWorkspace(path: string, options: LocalOptions = {}): Promise<LocalWorkspace> {
  return open(createFolder(path), options);
}

/** Opens the workspace in a folder. Throws `not-found`, `not-a-workspace` or `version`. */
export async function openLocalWorkspace(path: string, options: LocalOptions = {}): Promise<LocalWorkspace> {
  return open(openFolder(path), options);
}

/** A workspace that lives and dies with the process. */
export async function openMemoryWorkspace(options: Omit<LocalOptions, 'readOnly'> = {}): Promise<LocalWorkspace> {
  return open(undefined, options);
}

async function open(folder: WorkspaceFolder | undefined, options: LocalOptions): Promise<LocalWorkspace> {
  const engine = await openEngine(folder, options);
  try {
    const attachment = folder ? attachFile(engine, folder.database, options) : await attachMemory(engine);
    if (!folder || isUnmade(folder.database)) await attachment.write(() => engine.read(bookkeepingSql));
    return localWorkspace(engine, attachment, folder, options);
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** Whether there is no database yet, or only the empty file of a maker that was stopped at its first step. */
function isUnmade(database: string): boolean {
  if (existsSync(database) && statSync(database).size > 0) return false;
  rmSync(database, { force: true });
  return true;
}

function localWorkspace(
  engine: Engine,
  attachment: Attachment,
  folder: WorkspaceFolder | undefined,
  options: LocalOptions,
): LocalWorkspace {
  const path = folder?.path ?? ':memory:';
  const name = folder ? basename(folder.path) : 'memory';
  let cached: { readonly generation: number; readonly context: QueryContext } | undefined;
  const contextAt = async (generation: number): Promise<QueryContext> => {
    if (cached?.generation !== generation) {
      const sources = tableSources(await readCatalog(engine));
      const schema = sharedSchema(schemaOf(name, sources));
      cached = { generation, context: { engine, workspace: name, sources, schema } };
    }
    return cached.context;
  };
  const load = (source: LogSource, loadOptions: LoadOptions = {}) =>
    loadSource(engine, attachment, source, loadOptions);

  const runner: QueryRunner = {
    query: (kql, queryOptions) => workspace.query(kql, queryOptions),
    concat: (tables, about) => concatTables(engine, name, tables, about),
  };
  let bound: NamedQueries | undefined;
  const queries = (): NamedQueries => {
    bound ??= bindQueries(loadDefinitions(options.queryPaths), runner);
    return bound;
  };
  // Definitions of one's own are checked at once; the built-in ones wait until they are asked for.
  if (options.queryPaths) queries();

  const workspace: LocalWorkspace = {
    engine: 'local',
    name,
    path,
    get queries() {
      return queries();
    },
    schema: () => attachment.read(async (generation) => (await contextAt(generation)).schema),
    query: (kql, queryOptions) =>
      attachment.read(async (generation) => runQuery(await contextAt(generation), kql, queryOptions)),
    async createTable(tableName, columns, rows, origin = {}) {
      const stored = await storeRows(engine, columns, rows, origin.completeness ?? { complete: true });
      const provenance = {
        query: origin.from?.query ?? '',
        engine: 'local' as const,
        workspace: name,
        sources: origin.from?.sources ?? [],
        startedAt: origin.from?.startedAt ?? new Date().toISOString(),
        elapsedMs: origin.from?.elapsedMs ?? 0,
        ...(origin.from?.sql === undefined ? {} : { sql: origin.from.sql }),
        ...(origin.derivation === undefined ? {} : { derivation: origin.derivation }),
      };
      const table: Table = openTable(engine, stored, {
        name: tableName,
        provenance,
        pipe: pipeOver({ engine, workspace: name }, () => table, provenance),
      });
      return table;
    },
    tables: () => attachment.read(async (generation) => describeTables(engine, (await contextAt(generation)).sources)),
    sources: () => attachment.read(() => readSources(engine)),
    load,
    async ingest(paths, ingestOptions = {}) {
      const { signal, onEvent, ...how } = ingestOptions;
      const limits: LoadOptions = { ...(signal ? { signal } : {}), ...(onEvent ? { onEvent } : {}) };
      const events: IngestEvent[] = [];
      for await (const entry of openSources(paths, { ...(how as IngestOptions), ...(signal ? { signal } : {}) })) {
        if (entry.kind === 'log') events.push(await load(entry.source, limits));
        else {
          const event: IngestEvent = { kind: 'skipped', path: entry.path, reason: entry.reason };
          onEvent?.(event);
          events.push(event);
        }
      }
      return events;
    },
    async close() {
      await attachment.close();
      engine.close();
    },
  };
  return workspace;
}
