import type { HostFunction, SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';

/** What a function may ask of the query it stands in. */
export interface FunctionContext {
  /** SQL of the one instant that `now()` means in this query. */
  readonly now: string;
  /** The type that the binder gave the call. */
  readonly resultType: KqlType;
  /** What an order-sensitive aggregate (`make_list`) sorts its rows by, where the input's order is fixed. */
  readonly order?: string;
  /** Refuses the call, naming its place; `argument` points at one argument, counted from 0. */
  fail(message: string, hint?: string, argument?: number): never;
}

/**
 * Typed SQL arguments to typed SQL. Arguments are already evaluated once each only if the SQL repeats none of them.
 * A dynamic literal carries its JSON text in `literal`; `typeof(...)` arguments are left out. Where the binder knows
 * several results (`series_fit_line`), the function answers a dynamic array of them, in the binder's order: a call under
 * one name means the first.
 */
export type ScalarFunction = (args: readonly SqlExpression[], context: FunctionContext) => SqlExpression;

/**
 * An aggregate; `distinct` orderings and filters are inside the SQL that it returns. What answers several columns is
 * one call a column: `arg_max(by, value)` for each value after `arg_max(by)`, `take_any(value)`, `percentiles(x, p)`.
 */
export type AggregateFunction = (args: readonly SqlExpression[], context: FunctionContext) => SqlExpression;

/** One family of functions (string, datetime, dynamic ...): lower-case KQL names to implementations. */
export interface FunctionFamily {
  readonly scalars?: Readonly<Record<string, ScalarFunction>>;
  readonly aggregates?: Readonly<Record<string, AggregateFunction>>;
  /** `CREATE OR REPLACE MACRO kql_...` statements that the SQL of this family calls; those a macro calls come first. */
  readonly macros?: readonly string[];
  /** JavaScript functions that the SQL of this family calls; for what neither an expression nor a macro can do. */
  readonly hostFunctions?: readonly HostFunction[];
}
