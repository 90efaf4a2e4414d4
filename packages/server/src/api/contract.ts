import type {
  ExplorerInfo,
  HuntEvent,
  HuntView,
  InputValues,
  TimelineData,
  TimelineRequest,
} from '@huntbook/explorers';
import type { ColumnSchema, RenderSpec } from '@huntbook/kql';
import type {
  Completeness,
  ExportFormat,
  IngestEvent,
  JsonValue,
  NamedQueryInfo,
  PageOptions,
  Provenance,
  SourceInfo,
  TableInfo,
} from '@huntbook/workspace';

/**
 * The HTTP API under /api. Requests carry `Authorization: Bearer TOKEN` or the cookie that `GET /?token=TOKEN` sets.
 * Bodies and answers are JSON; errors answer `ApiError` with a 4xx or 5xx status. Long integers beyond 2^53, NaN and the
 * infinities travel as text. Server-sent events are `message` events whose data is one JSON value each; a stream that
 * ends by itself is over (a hunt was closed, an ingest has ended): do not connect again.
 *
 * | method and path | body → answer |
 * | --- | --- |
 * | GET /api/workspace | → WorkspaceView |
 * | GET /api/home | → HomeView |
 * | GET /api/explorers | → ExplorerInfo[] |
 * | GET /api/hunts | → HuntSummary[] |
 * | POST /api/hunts | OpenHunt → HuntView; the same explorer and values give the live hunt that is there |
 * | GET /api/hunts/:id | → HuntView |
 * | DELETE /api/hunts/:id | → 204 |
 * | GET /api/hunts/:id/events | → server-sent events: HuntEvent; first the whole state, a `step` event each |
 * | PUT /api/hunts/:id/steps/:step/inputs | InputValues → HuntView; `{}` puts the defaults back |
 * | POST /api/hunts/:id/cancel, /resume | → HuntView |
 * | GET /api/hunts/:id/report | → the single-file HTML report, as a download |
 * | GET /api/hunts/:id/json | → the JSON outcome, as a download |
 * | POST /api/hunts/:id/steps/:step/tables/:table/page | PageOptions → PageView |
 * | POST /api/hunts/:id/steps/:step/tables/:table/timeline | TimelineQuery → TimelineData |
 * | POST /api/hunts/:id/steps/:step/tables/:table/export | ExportQuery → the file |
 * | POST /api/query | QueryRequest → QueryView |
 * | POST /api/results/:id/page, /timeline, /export | as for a hunt's tables |
 * | DELETE /api/results/:id | → 204 |
 * | GET /api/queries | → NamedQueryInfo[] |
 * | GET /api/sources | → SourceInfo[] |
 * | POST /api/ingest | multipart/form-data, parts `file` (any number), streamed to disk → { id } |
 * | GET /api/ingest/:id/events | → server-sent events: IngestJobEvent, from the beginning; the last is `{ kind: 'end' }` |
 * | POST /api/ingest/:id/cancel | → 204 |
 *
 * `POST /v1/rest/query` is Kusto's own: `{ db, csl }` → `{ Tables: [{ TableName, Columns, Rows }] }`.
 */
export interface WorkspaceView {
  readonly name: string;
  readonly engine: 'local' | 'log-analytics' | 'data-explorer';
  /** Folder of a local workspace. */
  readonly path?: string;
  readonly tables: readonly TableInfo[];
  readonly canIngest: boolean;
  readonly isDemo: boolean;
  readonly version: string;
}

/** An entity worth a look, most conspicuous first. */
export interface HomeEntity {
  readonly entity: 'host' | 'account' | 'ip';
  readonly name: string;
  /** Explorer that takes it; absent where none does yet. */
  readonly explorer?: string;
  /** Of a host all events; of an account or an address logons, failed and successful. */
  readonly events: number;
  readonly alerts: number;
  readonly highestSeverity?: string;
  readonly failedLogons: number;
  readonly firstSeen?: string;
  readonly lastSeen?: string;
}

export interface HomeAlert {
  readonly id: string;
  readonly time: string;
  readonly name: string;
  readonly severity: string;
  readonly product: string;
  readonly entity: string;
}

export interface HomeView {
  readonly workspace: WorkspaceView;
  readonly entities: readonly HomeEntity[];
  /** Newest first, at most 50. */
  readonly alerts: readonly HomeAlert[];
  readonly alertCount: number;
  readonly eventCount: number;
  readonly start?: string;
  readonly end?: string;
}

export interface OpenHunt {
  readonly explorer: string;
  readonly values: InputValues;
  /** Inputs of steps that differ from their defaults: `{ 'rare-sessions': { percentile: 50 } }`. */
  readonly inputs?: Readonly<Record<string, InputValues>>;
}

export interface HuntSummary {
  readonly id: string;
  readonly explorer: string;
  readonly values: InputValues;
  readonly state: HuntView['state'];
}

export interface PageView {
  readonly columns: readonly ColumnSchema[];
  readonly rows: readonly (readonly JsonValue[])[];
  readonly total: number;
}

export interface TimelineQuery extends TimelineRequest {
  readonly time: string;
  readonly endTime?: string;
  readonly lane?: string;
  readonly value?: string;
  readonly tooltip: readonly string[];
}

export interface ExportQuery extends Pick<PageOptions, 'sort' | 'filter' | 'search'> {
  readonly format: ExportFormat;
}

export interface QueryRequest {
  readonly query: string;
  readonly start?: string;
  readonly end?: string;
  readonly maxRows?: number;
}

export interface QueryView {
  readonly id: string;
  readonly columns: readonly ColumnSchema[];
  readonly rowCount: number;
  readonly completeness: Completeness;
  readonly provenance: Provenance;
  readonly render?: RenderSpec;
  /** The first page. */
  readonly page: PageView;
}

export type IngestJobEvent = IngestEvent | { readonly kind: 'end' };

export interface ApiError {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly hint?: string;
    readonly line?: number;
    readonly column?: number;
    readonly length?: number;
  };
}

export type { ExplorerInfo, HuntEvent, HuntView, IngestEvent, NamedQueryInfo, SourceInfo, TimelineData };
