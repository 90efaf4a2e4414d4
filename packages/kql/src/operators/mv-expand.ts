import type { Syntax } from '../language/syntax.js';
import { convert, toDynamic } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { over, refuse, type Scope } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import type { Relation } from '../plan/relation.js';
import { type Assignment, assign } from './extend.js';
import { boundColumns, columnNamer, constant, type Operator, ownName, parameter, parameterNode } from './shared.js';

export const mvExpand: Operator = (input, node, scope) => {
  const index = parameterNode(node, 'with_itemindex');
  const pairs = (parameter(node, 'bagexpansion') ?? parameter(node, 'kind')) === 'array';
  const limit = node.maybe('RowLimitClause')?.child('RowLimit');
  return expand(input, node, scope, {
    pairs,
    ...(index ? { indexName: index.name || index.text } : {}),
    ...(limit ? { limit: constant(limit, scope).sql } : {}),
  });
};

export interface Expansion {
  readonly pairs: boolean;
  readonly indexName?: string;
  readonly limit?: string;
}

/** One array to expand, the name of its elements and the type they are converted to. */
export interface ExpansionTarget {
  readonly name: string;
  readonly list: string;
  readonly type: KqlType | undefined;
}

export function expansions(input: Relation, node: Syntax, scope: Scope, how: Expansion): ExpansionTarget[] {
  const inside = over(scope, input);
  const added = boundColumns(node, scope)
    .slice(input.columns.length)
    .map((column) => column.name)
    .filter((name) => name !== how.indexName);
  const nameFor = columnNamer(input.columns, added);
  return node.list('Expressions').map((expression) => {
    const value = lowerExpression(expression.maybe('Expression') ?? expression, inside);
    const name = nameFor(ownName(expression));
    return { name, list: elements(value, expression, how, scope), type: typeOf(expression) };
  });
}

/** One row for each element; several arrays go side by side, the shorter ones filled with nulls. */
function expand(input: Relation, node: Syntax, scope: Scope, how: Expansion): Relation {
  const targets = expansions(input, node, scope, how);
  const lists: Assignment[] = targets.map(({ name, list }) => ({
    name,
    value: { sql: `unnest(${list})`, type: 'dynamic' },
  }));
  if (how.indexName) {
    const longest = targets.map(({ list }) => `len(${list})`);
    const length = longest.length === 1 ? longest[0] : `greatest(${longest.join(', ')})`;
    lists.push({ name: how.indexName, value: { sql: `unnest(range(${length}))`, type: 'long' } });
  }
  const rows = assign(input, input.columns, lists);
  return typed(rows, targets, node, scope);
}

function elements(value: SqlExpression, node: Syntax, how: Expansion, scope: Scope): string {
  const dynamic =
    value.type === 'dynamic'
      ? value
      : value.type === 'string'
        ? refuse(scope, node, 'mv-expand takes a dynamic value; parse it with todynamic() first')
        : toDynamic(value);
  const list = `${how.pairs ? 'kql_pairs' : 'kql_elements'}(${dynamic.sql})`;
  return how.limit ? `(${list})[1:${how.limit}]` : list;
}

export function typeOf(expression: Syntax): KqlType | undefined {
  const type = expression.maybe('ToTypeOf')?.child('TypeOf').list('Types')[0]?.text;
  return type ? (aliases[type.toLowerCase()] ?? (type.toLowerCase() as KqlType)) : undefined;
}

const aliases: Readonly<Record<string, KqlType>> = {
  double: 'real',
  date: 'datetime',
  time: 'timespan',
  boolean: 'bool',
  uuid: 'guid',
  int64: 'long',
  int32: 'int',
};

function typed(rows: Relation, targets: readonly ExpansionTarget[], node: Syntax, scope: Scope): Relation {
  const values = targets.map(({ name, type }) => {
    const column = rows.columns.find((candidate) => candidate.name === name)!;
    const element: SqlExpression = { sql: `kql_some(${column.id})`, type: 'dynamic' };
    return { name, value: type && type !== 'dynamic' ? convert(element, type, node, scope) : element };
  });
  return assign(rows, rows.columns, values);
}
