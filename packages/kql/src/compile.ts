import { locate, positionOf, toKqlError } from './errors.js';
import { families } from './functions/index.js';
import { isTolerated } from './language/leniency.js';
import { bind } from './language/service.js';
import { type BoundQuery, type Syntax, UnexpectedSyntax } from './language/syntax.js';
import { lowerExpression } from './lower/expression.js';
import { datetimeLiteral } from './lower/literal.js';
import { coreMacros } from './lower/macros.js';
import { inner, LoweringError, type Query, refuse, type Scope } from './lower/scope.js';
import { sessionStarts } from './lower/session-starts.js';
import { ShapeNeeded } from './lower/shape.js';
import { declare } from './lower/statements.js';
import { isTabular, lowerTabular } from './lower/tabular.js';
import type { CompiledQuery, CompileOptions, HostFunction } from './model/compiled-query.js';
import { KqlError } from './model/error.js';
import type { DatabaseSchema } from './model/schema.js';
import { lowerSeveral } from './operators/fork.js';
import { as } from './operators/shared.js';
import { printPlan, references } from './plan/print.js';
import { identifier } from './plan/quote.js';
import { named, type Relation, relation } from './plan/relation.js';
import { renderOf } from './render.js';

const cacheSize = 500;
const caches = new WeakMap<DatabaseSchema, Map<string, CompiledQuery>>();

/**
 * Compiles KQL to one DuckDB SELECT. Compiled queries are kept by text, options and schema object.
 *
 * @throws KqlError where the query is wrong, or asks for what DuckDB cannot be made to do.
 */
export function compile(query: string, schema: DatabaseSchema, options: CompileOptions = {}): CompiledQuery {
  const outcome = compileOrShape(query, schema, options);
  if ('sql' in outcome) return outcome;
  throw new KqlError({
    code: 'unsupported',
    message: 'The columns of this plugin depend on the data',
    ...positionOf(query, outcome.offset),
    length: 1,
    hint: 'Name the columns behind the call: evaluate plugin(...) : (name: type).',
  });
}

/** What must be asked of the data before a query can be compiled. */
export interface ShapeRequest {
  readonly probeSql: string;
  readonly columnsOf: ShapeNeeded['columnsOf'];
  readonly offset: number;
}

export function compileOrShape(
  query: string,
  schema: DatabaseSchema,
  options: CompileOptions,
): CompiledQuery | ShapeRequest {
  const cache = cacheOf(schema);
  const key = cacheKey(query, options);
  const known = cache.get(key);
  if (known) return known;
  const compiled = compileText(query, schema, options);
  if (!('sql' in compiled)) return compiled;
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value as string);
  cache.set(key, Object.freeze(compiled));
  return compiled;
}

function cacheOf(schema: DatabaseSchema): Map<string, CompiledQuery> {
  const known = caches.get(schema);
  if (known) return known;
  const cache = new Map<string, CompiledQuery>();
  caches.set(schema, cache);
  return cache;
}

function cacheKey(query: string, options: CompileOptions): string {
  const parameters = Object.entries(options.parameters ?? {}).map(([name, value]) => [
    name,
    typeof value,
    value instanceof Date ? value.toISOString() : String(value),
  ]);
  return JSON.stringify([query, options.now?.toISOString() ?? '', parameters]);
}

function compileText(text: string, schema: DatabaseSchema, options: CompileOptions): CompiledQuery | ShapeRequest {
  const bound = bindText(text, schema);
  const error = bound.diagnostics.find((found) => found.severity === 'Error' && !isTolerated(found, bound.root));
  if (error) throw toKqlError(error, bound, schema);
  const relations = references();
  let counter = 0;
  const root = inner(undefined);
  const query: Query = {
    schema,
    options,
    now: options.now ? datetimeLiteral(options.now).sql : `CAST(now() AS TIMESTAMP)`,
    tables: new Set(),
    marks: relations,
    reference: relations.reference,
    fresh: (prefix) => `${prefix}${++counter}`,
    tableRelations: new Map(),
    root,
    settings: new Map(),
    depth: 0,
    calls: 0,
  };
  const scope: Scope = { query, names: inner(root) };
  try {
    const { tables, render } = lowerQuery(bound.root, scope);
    const printed = tables.map((rows) => ({
      sql: printPlan(finish(rows), relations),
      columns: Object.freeze(rows.columns.map(({ name, type }) => Object.freeze({ name, type }))),
      ordered: rows.ordered,
    }));
    const [first, ...others] = printed;
    return {
      ...first!,
      tables: Object.freeze([...query.tables]),
      ...(render ? { render } : {}),
      ...(others.length > 0 ? { others: Object.freeze(others) } : {}),
    };
  } catch (thrown) {
    if (thrown instanceof LoweringError) throw locate(thrown, text);
    if (thrown instanceof UnexpectedSyntax) throw locate(unknownSyntax(thrown), text);
    if (thrown instanceof RangeError) throw tooDeep(text, thrown);
    if (thrown instanceof ShapeNeeded) {
      const { probe, offset, columnsOf } = thrown;
      return {
        probeSql: printPlan(probe, relations),
        offset,
        columnsOf: (rows) => placed(() => columnsOf(rows), text),
      };
    }
    throw thrown;
  }
}

const deepest = 300;

/** The parser of the language service takes time that grows fast with nesting, so depth is looked at before. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [found] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|[([{]|[)\]}]/g)) {
    if ('([{'.includes(found)) depth++;
    else if (')]}'.includes(found)) depth--;
    most = Math.max(most, depth);
  }
  return most;
}

function bindText(text: string, schema: DatabaseSchema): BoundQuery {
  if (depthOf(text) > deepest) throw tooDeep(text);
  try {
    return bind(text, schema);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw tooDeep(text, thrown);
    throw thrown;
  }
}

function unknownSyntax({ node, message }: UnexpectedSyntax): LoweringError {
  const subject = node.kind;
  return new LoweringError({
    code: 'unsupported',
    message: `This form of ${subject} is not supported yet (${message})`,
    subject,
    start: node.start,
    length: node.length,
  });
}

function tooDeep(text: string, cause?: RangeError): KqlError {
  return new KqlError(
    {
      code: 'limit',
      message: 'The query is nested too deeply',
      ...positionOf(text, 0),
      length: text.length,
      hint: 'Split it with let.',
    },
    cause ? { cause } : undefined,
  );
}

function placed<T>(run: () => T, text: string): T {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof LoweringError) throw locate(thrown, text);
    throw thrown;
  }
}

/** The answer of a query is that of its last expression. */
function lowerQuery(
  root: Syntax,
  scope: Scope,
): { readonly tables: readonly Relation[]; readonly render: CompiledQuery['render'] } {
  let last: Syntax | undefined;
  for (const statement of root.list('Statements')) {
    if (statement.kind === 'ExpressionStatement') last = statement.child('Expression');
    else declare(statement, scope);
  }
  if (!last) return refuse(scope, root, 'The query has no expression to answer', { code: 'syntax' });
  const several = lowerSeveral(last, scope);
  if (several && several.length > 0) return { tables: several, render: renderOf(last) };
  const rows =
    isTabular(last, scope) || last.kind === 'PipeExpression' ? lowerTabular(last, scope) : scalarRow(last, scope);
  return { tables: [rows], render: renderOf(last) };
}

/** A query may be a bare scalar expression; its answer is one row. */
function scalarRow(node: Syntax, scope: Scope): Relation {
  const value = lowerExpression(node, scope);
  const columns = named([{ name: 'print_0', type: value.type }]);
  return relation({ columns, inputs: [], print: () => `SELECT ${value.sql} AS ${columns[0]!.id}`, ordered: false });
}

function finish(rows: Relation): Relation {
  const columns = rows.columns.map((column) => ({
    ...column,
    id: identifier(column.name),
  }));
  const items = columns.map((column, index) => as(rows.columns[index]!.id, column.id));
  return relation({
    columns,
    inputs: [rows],
    print: (from) => `SELECT ${items.length === 0 ? '1 AS "$none"' : items.join(', ')} FROM ${from}`,
    ordered: rows.ordered,
  });
}

/** What a connection needs before it can run compiled queries; run and register all of it once. */
export function engineSetup(): { readonly macros: readonly string[]; readonly hostFunctions: readonly HostFunction[] } {
  return {
    macros: [...families.flatMap((family) => family.macros ?? []), ...coreMacros],
    hostFunctions: [sessionStarts, ...families.flatMap((family) => family.hostFunctions ?? [])],
  };
}
