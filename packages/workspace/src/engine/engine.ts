import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBResultReader, type DuckDBValue } from '@duckdb/node-api';
import { engineSetup } from '@huntbook/kql';
import { WorkspaceError } from '../model/workspace.js';
import { registerHostFunction } from './host-function.js';
import { quoteText } from './quote.js';
import { type RowFeeds, registerRowFeeds } from './row-feed.js';

export interface EngineOptions {
  /**
   * DuckDB's own limit; beyond it, it spills to the temporary folder. By default a quarter of the machine, 1024 at most.
   * A process that only loads logs stays near 500 MB in all with 160.
   */
  readonly memoryMegabytes?: number;
  readonly threads?: number;
}

/** One DuckDB in memory, with access to files and network off but for the database file it is told of. */
export interface Engine {
  /** Lends a connection of its own for the time of the call. */
  use<Result>(run: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
  /** A connection that the caller closes. */
  connect(): Promise<DuckDBConnection>;
  read(sql: string, values?: DuckDBValue[]): Promise<DuckDBResultReader>;
  readonly feeds: RowFeeds;
  close(): void;
}

/** Where the engine may write, and the only file it may open; absent for a workspace that lives in memory. */
export interface EngineFiles {
  readonly database: string;
  readonly temporary: string;
}

const fileEndings = ['', '.wal', '.wal.checkpoint', '.wal.recovery', '.checkpoint.wal', '.recovery.wal'];

/** Opens the engine, prepares it for compiled KQL and locks its configuration. */
export async function openEngine(files: EngineFiles | undefined, options: EngineOptions = {}): Promise<Engine> {
  const memory = options.memoryMegabytes ?? Math.max(256, Math.min(1024, Math.floor(totalmem() / 4_194_304)));
  const config: Record<string, string> = {
    memory_limit: `${memory}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  };
  if (options.threads !== undefined) config.threads = String(options.threads);
  const temporary = files && join(files.temporary, String(process.pid));
  if (files && temporary) {
    prepareTemporary(files.temporary, temporary);
    config.temp_directory = temporary;
  } else config.temp_directory = '';
  const instance = await DuckDBInstance.create(':memory:', config);
  const first = await instance.connect();
  const setup = engineSetup();
  for (const hostFunction of setup.hostFunctions) registerHostFunction(first, hostFunction);
  if (setup.macros.length > 0) await first.run(setup.macros.join(';\n'));
  const allowed = files ? fileEndings.map((ending) => quoteText(files.database + ending)).join(', ') : '';
  await first.run(`
    SET GLOBAL TimeZone = 'UTC';
    SET allowed_paths = [${allowed}];
    SET enable_external_access = false;
    SET lock_configuration = true`);
  const feeds = registerRowFeeds(first);
  const idle: DuckDBConnection[] = [first];
  let closed = false;
  const engine: Engine = {
    feeds,
    async use(run) {
      const connection = idle.pop() ?? (await instance.connect());
      try {
        return await run(connection);
      } finally {
        if (closed) connection.closeSync();
        else idle.push(connection);
      }
    },
    connect: () => instance.connect(),
    read: (sql, values) => engine.use((connection) => connection.runAndReadAll(sql, values)),
    close() {
      if (closed) return;
      closed = true;
      for (const connection of idle) connection.closeSync();
      instance.closeSync();
      if (temporary) rmSync(temporary, { recursive: true, force: true });
    },
  };
  return engine;
}

function prepareTemporary(folder: string, own: string): void {
  try {
    sweepTemporary(folder);
    mkdirSync(own, { recursive: true });
  } catch (cause) {
    throw new WorkspaceError('io', `Cannot write to ${folder}: ${(cause as Error).message}`, { cause });
  }
}

/** Removes what processes that are gone left behind. */
function sweepTemporary(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const pid = Number(name);
    if (Number.isInteger(pid) && !isAlive(pid)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
