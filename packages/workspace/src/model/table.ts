import type { ColumnSchema, RenderSpec } from '@huntbook/kql';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A cell as programs see it, by the type of its column:
 * bool → boolean; int, real → number; long → number, or bigint beyond 2^53; decimal, guid → string; string → string;
 * datetime → ISO 8601 in UTC with seven fractional digits and Z; timespan → `[-][d.]hh:mm:ss[.fffffff]`;
 * dynamic → the parsed value. null is KQL's null; a string is never null.
 */
export type CellValue = JsonValue | bigint;
export type Row = Readonly<Record<string, CellValue>>;

/** Whether a table holds all that its query asked for. */
export type Completeness =
  | { readonly complete: true }
  | {
      readonly complete: false;
      readonly reason: string;
      readonly limit?: 'rows' | 'bytes' | 'time' | 'memory' | 'failed-part';
    };

export interface Provenance {
  /** The KQL that made the table; for a table computed by an algorithm, the KQL of its input. */
  readonly query: string;
  /** What was computed from the query's rows, where something was: 'DBSCAN over pathScore, ...'. */
  readonly derivation?: string;
  readonly engine: 'local' | 'log-analytics' | 'data-explorer';
  readonly workspace: string;
  /** Tables of the workspace that were read. */
  readonly sources: readonly string[];
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly elapsedMs: number;
  /** Generated SQL, where the engine is local. */
  readonly sql?: string;
}

export interface SortKey {
  readonly column: string;
  readonly descending?: boolean;
}

/** Rows whose cell holds (`contains`, any case), equals, or lies between. Filters of one page are combined with and. */
export type ColumnFilter =
  | { readonly column: string; readonly op: 'contains' | 'not-contains'; readonly value: string }
  | { readonly column: string; readonly op: 'equals' | 'not-equals'; readonly value: CellValue }
  | { readonly column: string; readonly op: 'in'; readonly values: readonly CellValue[] }
  | { readonly column: string; readonly op: 'between'; readonly from: CellValue; readonly to: CellValue };

export interface PageOptions {
  readonly offset?: number;
  /** 100 by default. */
  readonly limit?: number;
  readonly sort?: readonly SortKey[];
  readonly filter?: readonly ColumnFilter[];
  /** Rows in which any column holds the text, in any case. */
  readonly search?: string;
}

export interface TablePage {
  readonly columns: readonly ColumnSchema[];
  /** `rows[r][c]` in the order of `columns`. */
  readonly rows: readonly (readonly CellValue[])[];
  /** Rows that pass the filter, of which this page shows some. */
  readonly total: number;
}

/** The answer of a query. Rows stay in the engine until asked for. */
export interface Table {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  readonly rowCount: number;
  readonly completeness: Completeness;
  readonly provenance: Provenance;
  readonly render?: RenderSpec;
  page(options?: PageOptions): Promise<TablePage>;
  /** All rows as objects, fetched in pieces. */
  rows(): AsyncIterable<Row>;
  /** All cells of the columns asked for, `result[name][row]`: what the algorithms take. Unknown names throw. */
  columnsOf<Name extends string>(...names: Name[]): Promise<Record<Name, CellValue[]>>;
  /** All cells of one column. */
  column(name: string): Promise<CellValue[]>;
  /**
   * Applies more KQL to these rows: `table.query('where Account has "adm" | count')`.
   * `tables` names further tables that the pipeline may join with: `lookup Rarities on CommandLine`.
   */
  query(
    pipeline: string,
    options?: { readonly signal?: AbortSignal; readonly tables?: Readonly<Record<string, Table>> },
  ): Promise<Table>;
  /** Writes the rows to a file; spreadsheet formats neutralise cells that begin with = + - @. */
  export(
    path: string,
    options?: { readonly format?: ExportFormat } & Pick<PageOptions, 'sort' | 'filter' | 'search'>,
  ): Promise<void>;
  /** Frees the rows. Using the table afterwards throws. */
  dispose(): Promise<void>;
}

export type ExportFormat = 'csv' | 'ndjson' | 'json' | 'parquet' | 'xlsx';
