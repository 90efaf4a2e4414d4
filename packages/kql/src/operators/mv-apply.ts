import type { Syntax } from '../language/syntax.js';
import { convert } from '../lower/convert.js';
import { lowerPiped } from '../lower/piped.js';
import { inner, type Scope } from '../lower/scope.js';
import { isWindowFunction } from '../lower/window.js';
import { printPlan } from '../plan/print.js';
import { type Column, named, type Relation, relation, step } from '../plan/relation.js';
import { expansions, mvExpand } from './mv-expand.js';
import { as, boundColumns, constant, type Operator, parameterNode } from './shared.js';

/** A subquery over the elements of each row, which a lateral join runs row by row. */
export const mvApply: Operator = (input, node, scope) => {
  const subquery = node.child('Subquery').child('Expression');
  if (isRowWise(subquery)) return rowWise(input, subquery, node, scope);
  const limit = node.maybe('RowLimitClause')?.child('RowLimit');
  const index = parameterNode(node, 'with_itemindex');
  const targets = expansions(input, node, scope, {
    pairs: false,
    ...(limit ? { limit: constant(limit, scope).sql } : {}),
  });
  const alias = scope.query.fresh('o');
  const used = isPlain(subquery) ? namesIn(subquery) : undefined;
  const outer = input.columns.filter(
    (column) => (!used || used.has(column.name)) && !targets.some(({ name }) => name === column.name),
  );
  const itemColumns = named([
    ...outer,
    ...targets.map(({ name, type }) => ({ name, type: type ?? ('dynamic' as const) })),
    ...(index ? [{ name: index.name || index.text, type: 'long' as const }] : []),
  ]);
  const items = relation({
    columns: itemColumns,
    inputs: [],
    print: () => elementsOf(itemColumns, outer, targets, alias, node, scope, input),
    ordered: true,
  });
  const result = lowerPiped(items, subquery, { ...scope, names: inner(scope.names) });
  return lateral(input, result, alias, node, scope);
};

const rowWiseOperators = new Set(['FilterOperator', 'ExtendOperator', 'MvExpandOperator']);

/** True where the subquery treats each element by itself, so that it may as well run on the elements of all rows. */
function isRowWise(node: Syntax): boolean {
  if (node.kind === 'PipeExpression') return isRowWise(node.child('Expression')) && isRowWise(node.child('Operator'));
  if (!rowWiseOperators.has(node.kind)) return false;
  return ![...namesIn(node)].some((name) => isWindowFunction(name));
}

function rowWise(input: Relation, subquery: Syntax, node: Syntax, scope: Scope): Relation {
  const elements = mvExpand(input, node, scope);
  const result = lowerPiped(elements, subquery, { ...scope, names: inner(scope.names) });
  const sources = boundColumns(node, scope).flatMap(
    ({ name }) => result.columns.find((column) => column.name === name) ?? [],
  );
  const columns = named(sources);
  const items = columns.map((column, index) => as(sources[index]!.id, column.id)).join(', ');
  return step(result, columns, (from) => `SELECT ${items} FROM ${from}`);
}

const plainOperators = new Set([
  'FilterOperator',
  'ExtendOperator',
  'ProjectOperator',
  'SummarizeOperator',
  'TopOperator',
  'SortOperator',
  'TakeOperator',
  'CountOperator',
]);

/** True where the subquery can do without the columns of the outer row that it does not name. */
function isPlain(node: Syntax): boolean {
  if (node.kind === 'PipeExpression') return isPlain(node.child('Expression')) && isPlain(node.child('Operator'));
  return plainOperators.has(node.kind) && !namesIn(node).has('pack_all');
}

/** SELECT of one row an element, over the row `alias` of the outer query. */
function elementsOf(
  columns: readonly Column[],
  outer: readonly Column[],
  targets: ReturnType<typeof expansions>,
  alias: string,
  node: Syntax,
  scope: Scope,
  input: Relation,
): string {
  const lists = targets.map(({ list }, index) => `unnest(${correlate(list, input, alias)}) AS e${index}`);
  const withIndex = columns.length > outer.length + targets.length;
  const longest = targets.map(({ list }) => `len(${correlate(list, input, alias)})`);
  if (withIndex)
    lists.push(`unnest(range(${longest.length === 1 ? longest[0] : `greatest(${longest.join(', ')})`})) AS i`);
  const values = columns.map((column, index) => {
    const from = outer[index];
    if (from) return `${alias}.${from.id} AS ${column.id}`;
    const target = targets[index - outer.length];
    if (!target) return `i AS ${column.id}`;
    const element = { sql: `kql_some(e${index - outer.length})`, type: 'dynamic' as const };
    return `${target.type && target.type !== 'dynamic' ? convert(element, target.type, node, scope).sql : element.sql} AS ${column.id}`;
  });
  return `SELECT ${values.join(', ')} FROM (SELECT ${lists.join(', ')})`;
}

/** Puts the alias of the outer row before its columns. */
function correlate(sql: string, input: Relation, alias: string): string {
  const ids = new Set(input.columns.map((column) => column.id));
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, (found) => (ids.has(found) ? `${alias}.${found}` : found));
}

function lateral(input: Relation, result: Relation, alias: string, node: Syntax, scope: Scope): Relation {
  const sources = boundColumns(node, scope).flatMap(({ name }) => {
    const inside = result.columns.find((column) => column.name === name);
    if (inside) return [{ name, sql: `s.${inside.id}`, type: inside.type }];
    const column = input.columns.find((candidate) => candidate.name === name);
    return column ? [{ name, sql: `${alias}.${column.id}`, type: column.type }] : [];
  });
  const columns = named(sources);
  const items = columns.map((column, index) => as(sources[index]!.sql, column.id)).join(', ');
  const body = printPlan(result, scope.query.marks, scope.query.fresh('m'));
  return relation({
    columns,
    inputs: [input],
    print: (from) => `SELECT ${items} FROM ${from} AS ${alias}, LATERAL (${body}) AS s`,
    ordered: input.ordered,
  });
}

export function namesIn(node: Syntax): Set<string> {
  const names = new Set<string>();
  const visit = (at: Syntax) => {
    if (at.kind === 'NameReference') names.add(at.name);
    for (const child of at.children) visit(child);
  };
  visit(node);
  return names;
}
