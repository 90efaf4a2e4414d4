import { locate, toKqlError } from './errors.js';
import { families } from './functions/index.js';
import { bind } from './language/service.js';
import type { Syntax } from './language/syntax.js';
import { lowerExpression } from './lower/expression.js';
import { datetimeLiteral } from './lower/literal.js';
import { coreMacros } from './lower/macros.js';
import { inner, LoweringError, type Query, refuse, type Scope } from './lower/scope.js';
import { declare } from './lower/statements.js';
import { isTabular, lowerTabular } from './lower/tabular.js';
import type { CompiledQuery, CompileOptions, HostFunction } from './model/compiled-query.js';
import type { DatabaseSchema } from './model/schema.js';
import { as } from './operators/shared.js';
import { printPlan, references } from './plan/print.js';
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
  let cache = caches.get(schema);
  if (!cache) caches.set(schema, (cache = new Map()));
  const key = cacheKey(query, options);
  const known = cache.get(key);
  if (known) return known;
  const compiled = Object.freeze(compileText(query, schema, options));
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value as string);
  cache.set(key, compiled);
  return compiled;
}

function cacheKey(query: string, options: CompileOptions): string {
  const parameters = Object.entries(options.parameters ?? {}).map(([name, value]) => [
    name,
    typeof value,
    value instanceof Date ? value.toISOString() : String(value),
  ]);
  return JSON.stringify([query, options.now?.toISOString() ?? '', parameters]);
}

function compileText(text: string, schema: DatabaseSchema, options: CompileOptions): CompiledQuery {
  const bound = bind(text, schema);
  const error = bound.diagnostics.find((diagnostic) => diagnostic.severity === 'Error');
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
    depth: 0,
    calls: 0,
  };
  const scope: Scope = { query, names: inner(root) };
  try {
    const { rows, render } = lowerQuery(bound.root, scope);
    const sql = printPlan(finish(rows), relations);
    return {
      sql,
      columns: Object.freeze(rows.columns.map(({ name, type }) => Object.freeze({ name, type }))),
      tables: Object.freeze([...query.tables]),
      ordered: rows.ordered,
      ...(render ? { render } : {}),
    };
  } catch (thrown) {
    if (thrown instanceof LoweringError) throw locate(thrown, text);
    throw thrown;
  }
}

/** The answer of a query is that of its last expression. */
function lowerQuery(root: Syntax, scope: Scope): { readonly rows: Relation; readonly render: CompiledQuery['render'] } {
  let last: Syntax | undefined;
  for (const statement of root.list('Statements')) {
    if (statement.kind === 'ExpressionStatement') last = statement.child('Expression');
    else declare(statement, scope);
  }
  if (!last) return refuse(scope, root, 'The query has no expression to answer', { code: 'syntax' });
  const rows = isTabular(last, scope) ? lowerTabular(last, scope) : scalarRow(last, scope);
  return { rows, render: renderOf(last) };
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
    id: `"${column.name.replaceAll('\0', '').replaceAll('"', '""')}"`,
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
    macros: [...coreMacros, ...families.flatMap((family) => family.macros ?? [])],
    hostFunctions: families.flatMap((family) => family.hostFunctions ?? []),
  };
}
