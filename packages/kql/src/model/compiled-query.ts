import type { ColumnSchema, KqlType } from './schema.js';

export interface RenderSpec {
  /** `timechart`, `barchart`, `table` ... as written after `render`. */
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A KQL query as DuckDB runs it. */
export interface CompiledQuery {
  /**
   * One SELECT statement whose columns stand in the order of `columns`, under their names.
   * bool is BOOLEAN, int INTEGER, long BIGINT, real DOUBLE, decimal DECIMAL, string VARCHAR (never NULL),
   * datetime TIMESTAMP in UTC, timespan BIGINT ticks of 100 ns, guid UUID, dynamic JSON.
   */
  readonly sql: string;
  readonly columns: readonly ColumnSchema[];
  /** The tables of the schema that the query reads. */
  readonly tables: readonly string[];
  readonly render?: RenderSpec;
  /** True when the query ends in rows whose order its author fixed (sort, top, serialize). */
  readonly ordered: boolean;
  /** The tables after the first of a query that answers several: the branches of `fork`, the columns of `facet`. */
  readonly others?: readonly Pick<CompiledQuery, 'sql' | 'columns' | 'ordered'>[];
}

export type KqlLiteral = string | number | bigint | boolean | Date | null;

export interface CompileOptions {
  /** What `now()` and `ago()` count from, once for the whole query. The present when absent. */
  readonly now?: Date;
  /** Values for `declare query_parameters`. */
  readonly parameters?: Readonly<Record<string, KqlLiteral>>;
}

/** A scalar function in JavaScript that the generated SQL calls; an engine registers all of them once a connection. */
export interface HostFunction {
  /** The SQL name, `kql_` first. */
  readonly name: string;
  readonly parameters: readonly HostType[];
  readonly result: HostType;
  /** Called for rows where no argument is null; returns null for a null result. */
  readonly run: (...values: readonly HostValue[]) => HostValue;
}

/** VARCHAR, BIGINT, DOUBLE, BOOLEAN. Dynamic values travel as JSON text in VARCHAR. */
export type HostType = 'string' | 'long' | 'real' | 'bool';
export type HostValue = string | bigint | number | boolean | null;

/** A typed piece of SQL, as the lowering of an expression makes it. */
export interface SqlExpression {
  readonly sql: string;
  readonly type: KqlType;
  /** The value, where the expression is a literal: lets functions choose a cheaper form. Timespans are ticks. */
  readonly literal?: string | number | bigint | boolean | null;
  /** For a member of a dynamic: its text without quotes and its JSON text, each read from the document in one go. */
  readonly member?: { readonly text: string; readonly json: string };
  /** For a bool: cheaper SQL that is true for the same rows, and null where `sql` is false. Only for WHERE and CASE. */
  readonly filter?: string;
  /** Arithmetic of longs in two forms: fast, which fails where it overflows, and wide, which wraps around. */
  readonly arithmetic?: { readonly fast: string; readonly wide: string };
}
