import type { IngestOptions, LogSource, SourceReport } from '@huntbook/ingest';
import type { ColumnSchema, DatabaseSchema, KqlLiteral } from '@huntbook/kql';
import type { NamedQueries } from '../queries/named-queries.js';
import type { CellValue, Completeness, Provenance, Table } from './table.js';

export interface Timespan {
  /** Instants, both ends inclusive. */
  readonly start: Date;
  readonly end: Date;
}

export interface QueryOptions {
  /** Restricts every table of the query to rows whose TimeGenerated lies within, as Log Analytics does. */
  readonly timespan?: Timespan;
  readonly parameters?: Readonly<Record<string, KqlLiteral>>;
  /** Stops after this many rows; the table then says it is cut. */
  readonly maxRows?: number;
  /** Milliseconds after which the query is given up. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Name of the resulting table, for people. */
  readonly name?: string;
}

export interface TableInfo {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  readonly rowCount: number;
  /** First and last TimeGenerated, ISO 8601 UTC; absent for tables without that column or without rows. */
  readonly start?: string;
  readonly end?: string;
  /** Paths of the sources that gave rows. */
  readonly sources: readonly string[];
}

export interface SourceInfo
  extends Readonly<Pick<SourceReport, 'format' | 'records' | 'skipped' | 'damage' | 'assumptions'>> {
  readonly path: string;
  readonly fingerprint: string;
  /** ISO 8601 UTC. */
  readonly loadedAt: string;
  readonly rows: Readonly<Record<string, number>>;
}

export interface Workspace {
  readonly engine: 'local' | 'log-analytics' | 'data-explorer';
  readonly name: string;
  schema(): Promise<DatabaseSchema>;
  /** Throws KqlError for a query that cannot be compiled, WorkspaceError for one that fails. */
  query(kql: string, options?: QueryOptions): Promise<Table>;
  /** The named-query library: `workspace.queries.WindowsSecurity.list_host_logons({ host_name, start, end })`. */
  readonly queries: NamedQueries;
  /** A table of rows that a program computed; it can be paged, queried and exported as any other. */
  createTable(
    name: string,
    columns: readonly ColumnSchema[],
    rows: readonly (readonly CellValue[])[],
    origin?: { readonly from?: Provenance; readonly derivation?: string; readonly completeness?: Completeness },
  ): Promise<Table>;
  tables(): Promise<readonly TableInfo[]>;
  close(): Promise<void>;
}

export type IngestEvent =
  | { readonly kind: 'start'; readonly path: string; readonly size?: number }
  | {
      readonly kind: 'progress';
      readonly path: string;
      readonly bytes: number;
      readonly size?: number;
      readonly records: number;
    }
  | { readonly kind: 'done'; readonly source: SourceInfo }
  /** The same content was loaded before, from `loadedFrom`. */
  | { readonly kind: 'duplicate'; readonly path: string; readonly loadedFrom: string }
  /** Not a log, or unreadable as a whole: nothing of it was loaded. */
  | { readonly kind: 'skipped' | 'failed'; readonly path: string; readonly reason: string };

/** A workspace on this machine's disk. */
export interface LocalWorkspace extends Workspace {
  readonly engine: 'local';
  readonly path: string;
  /** Loads files, folders and archives, source by source, each wholly or not at all. */
  ingest(
    paths: readonly string[],
    options?: IngestOptions & { readonly signal?: AbortSignal; readonly onEvent?: (event: IngestEvent) => void },
  ): Promise<readonly IngestEvent[]>;
  /** Loads one source, as `ingest` does for each that it finds. */
  load(
    source: LogSource,
    options?: { readonly signal?: AbortSignal; readonly onEvent?: (event: IngestEvent) => void },
  ): Promise<IngestEvent>;
  sources(): Promise<readonly SourceInfo[]>;
}

export type WorkspaceErrorCode =
  | 'not-found'
  | 'locked'
  | 'not-a-workspace'
  | 'version'
  | 'query-failed'
  | 'cancelled'
  | 'timeout'
  | 'unknown-query'
  | 'unknown-parameter'
  | 'missing-parameter'
  | 'bad-parameter'
  | 'bad-definition'
  | 'table-missing'
  | 'disposed'
  | 'io';

export class WorkspaceError extends Error {
  readonly code: WorkspaceErrorCode;
  readonly hint: string | undefined;
  /** The query text, where one failed. */
  readonly query: string | undefined;
  /** The missing table, parameter or query name, where the code is about one. */
  readonly subject: string | undefined;
  constructor(
    code: WorkspaceErrorCode,
    message: string,
    options?: ErrorOptions & { hint?: string; query?: string; subject?: string },
  ) {
    super(message, options);
    this.name = 'WorkspaceError';
    this.code = code;
    this.hint = options?.hint;
    this.query = options?.query;
    this.subject = options?.subject;
  }
}
