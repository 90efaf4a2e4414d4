import type { Syntax } from '../language/syntax.js';
import type { CompileOptions, SqlExpression } from '../model/compiled-query.js';
import type { KqlErrorCode } from '../model/error.js';
import type { DatabaseSchema, KqlType } from '../model/schema.js';
import type { References } from '../plan/print.js';
import type { Column, Relation } from '../plan/relation.js';

/** What a `let`, a parameter or `as` has given a name to. */
export type Binding =
  | { readonly kind: 'scalar'; readonly value: SqlExpression }
  | { readonly kind: 'table'; readonly relation: () => Relation }
  | { readonly kind: 'function'; readonly names: Names /** The body, where it is a view. */; readonly view?: Syntax };

/** Names visible at a point of the query; lookups go outwards. */
export interface Names {
  readonly outer: Names | undefined;
  readonly bindings: Map<string, Binding>;
}

/** The columns that a name can mean inside an operator, as SQL reaches them. */
export interface Row {
  readonly columns: readonly Column[];
  /** Columns of the two sides of a join, behind `$left` and `$right`. */
  readonly left?: readonly Column[];
  readonly right?: readonly Column[];
  /** Columns behind the names of the steps of a scan. */
  readonly sides?: ReadonlyMap<string, readonly Column[]>;
}

/** Window functions seen while an operator is lowered; each becomes a column computed in a layer before it. */
export interface WindowLayers {
  /** The SQL may be made from the name of the layer below, for what needs all rows at once. */
  readonly add: (sql: string | ((below: string) => string), type: KqlType) => SqlExpression;
}

export interface Query {
  readonly schema: DatabaseSchema;
  readonly options: CompileOptions;
  /** SQL of the instant that `now()` means. */
  readonly now: string;
  readonly tables: Set<string>;
  /** Resolves what `reference` has put into SQL. */
  readonly marks: References;
  /** SQL that stands for the rows of a relation inside an expression. */
  readonly reference: (relation: Relation) => string;
  readonly fresh: (prefix: string) => string;
  readonly tableRelations: Map<string, Relation>;
  /** Names at the top of the query, before any statement. */
  readonly root: Names;
  /** What `set` statements gave, by name. */
  readonly settings: Map<string, Syntax>;
  /** The last window function seen. */
  windowAt?: Syntax;
  depth: number;
  calls: number;
}

export interface Scope {
  readonly query: Query;
  readonly names: Names;
  readonly row?: Row;
  readonly windows?: WindowLayers;
  /** True where aggregates may be called. */
  readonly aggregating?: boolean;
  /** SQL that sorts the rows of an ordered input, for aggregates whose answer depends on it. */
  readonly order?: string;
  /** The call in the query text whose body is being lowered: bodies of functions have no place of their own. */
  readonly callSite?: Syntax;
}

export function inner(outer: Names | undefined): Names {
  return { outer, bindings: new Map() };
}

export function lookUp(names: Names, name: string): Binding | undefined {
  for (let at: Names | undefined = names; at; at = at.outer) {
    const found = at.bindings.get(name);
    if (found) return found;
  }
  return undefined;
}

export interface Refusal {
  readonly code: KqlErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly subject?: string;
  readonly start: number;
  readonly length: number;
}

/** Thrown while lowering; the compiler turns it into a KqlError with line and column. */
export class LoweringError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export function refuse(
  scope: Scope,
  node: Syntax,
  message: string,
  details: { readonly code?: KqlErrorCode; readonly hint?: string; readonly subject?: string } = {},
): never {
  const place = scope.callSite ?? node;
  const { code = 'semantic', ...rest } = details;
  throw new LoweringError({ code, message, start: place.start, length: place.length, ...rest });
}

export function unsupported(scope: Scope, node: Syntax, what: string, hint?: string): never {
  return refuse(scope, node, `${what} is not supported yet`, {
    code: 'unsupported',
    subject: what,
    ...(hint ? { hint } : {}),
  });
}

/** The scope for expressions over the rows of a relation. */
export function over(scope: Scope, input: Relation, extra: Partial<Scope> = {}): Scope {
  const { windows: _windows, aggregating: _aggregating, ...rest } = scope;
  return { ...rest, row: { columns: input.columns }, ...extra };
}
