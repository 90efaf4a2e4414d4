import type { Syntax } from '../language/syntax.js';
import { lowerExpression } from '../lower/expression.js';
import { over, type Scope } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { type Relation, step } from '../plan/relation.js';
import { constant, type Operator } from './shared.js';

export const sort: Operator = (input, node, scope) => {
  const keys = node.list('Expressions').map((key) => orderKey(key, over(scope, input)));
  return step(input, input.columns, (from) => `SELECT * FROM ${from} ORDER BY ${keys.join(', ')}`, { ordered: true });
};

export const top: Operator = (input, node, scope) => {
  const count = constant(node.child('Expression'), scope);
  const key = orderKey(node.child('ByExpression'), over(scope, input));
  return step(input, input.columns, (from) => `SELECT * FROM ${from} ORDER BY ${key} LIMIT ${limit(count)}`, {
    ordered: true,
  });
};

export const take: Operator = (input, node, scope) => {
  const count = constant(node.child('Expression'), scope);
  return step(input, input.columns, (from) => `SELECT * FROM ${from} LIMIT ${limit(count)}`);
};

export const sample: Operator = (input, node, scope) => {
  const count = constant(node.child('Expression'), scope);
  return step(input, input.columns, (from) => `SELECT * FROM ${from} ORDER BY random() LIMIT ${limit(count)}`);
};

export function limit(count: SqlExpression): string {
  if (typeof count.literal === 'bigint') return String(count.literal < 0n ? 0n : count.literal);
  return `(SELECT greatest(CAST(${count.sql} AS BIGINT), 0))`;
}

/** Descending unless told otherwise; nulls stand where the smallest value would. */
export function orderKey(node: Syntax, scope: Scope): string {
  const ordered = node.kind === 'OrderedExpression';
  const value = lowerExpression(ordered ? node.child('Expression') : node, scope);
  const ordering = ordered ? node.maybe('Ordering') : undefined;
  const ascending = /^(asc|granny-asc)/.test(ordering?.maybe('AscOrDescKeyword')?.text ?? 'desc');
  const written = ordering?.maybe('NullsClause')?.maybe('FirstOrLastKeyword')?.text;
  const nulls = written ?? (ascending ? 'first' : 'last');
  // A literal would be read as the number of a column.
  const sql = value.literal === undefined ? value.sql : `(${value.sql} || '')`;
  return `${sql} ${ascending ? 'ASC' : 'DESC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`;
}

export function unordered(input: Relation): Relation {
  return input.ordered ? step(input, input.columns, (from) => `SELECT * FROM ${from}`, { ordered: false }) : input;
}
