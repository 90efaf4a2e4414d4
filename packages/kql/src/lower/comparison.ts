import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { wider } from './arithmetic.js';
import { convert, isNumeric } from './convert.js';
import { lowerExpression } from './expression.js';
import { boolLiteral } from './literal.js';
import { refuse, type Scope } from './scope.js';

/** Brings two operands to a type in which SQL compares them as KQL does. */
export function comparable(
  left: SqlExpression,
  right: SqlExpression,
  node: Syntax,
  scope: Scope,
): readonly [SqlExpression, SqlExpression] {
  if (left.type === right.type) {
    if (left.type !== 'dynamic') return [left, right];
    return [convert(left, 'string', node, scope), convert(right, 'string', node, scope)];
  }
  if (isNumeric(left.type) && isNumeric(right.type)) {
    const type = wider(left.type, right.type);
    return [convert(left, type, node, scope), convert(right, type, node, scope)];
  }
  if (left.type === 'dynamic')
    return [convert(left, target(right), node, scope), convert(right, target(right), node, scope)];
  if (right.type === 'dynamic')
    return [convert(left, target(left), node, scope), convert(right, target(left), node, scope)];
  if (left.type === 'bool' && isNumeric(right.type)) return [convert(left, right.type, node, scope), right];
  if (right.type === 'bool' && isNumeric(left.type)) return [left, convert(right, left.type, node, scope)];
  if (left.type === 'string') return [convert(left, right.type, node, scope), right];
  if (right.type === 'string') return [left, convert(right, left.type, node, scope)];
  return [left, right];
}

/** A dynamic is compared with an integer as a real, so that 1.5 does not equal 1. */
function target(other: SqlExpression): SqlExpression['type'] {
  return other.type === 'int' || other.type === 'long' ? 'real' : other.type;
}

export function lowerComparison(node: Syntax, operator: string, scope: Scope): SqlExpression {
  const left = lowerExpression(node.child('Left'), scope);
  const right = lowerExpression(node.child('Right'), scope);
  return compare(operator, left, right, node, scope);
}

export function compare(
  operator: string,
  left: SqlExpression,
  right: SqlExpression,
  node: Syntax,
  scope: Scope,
): SqlExpression {
  if (
    left.type === 'dynamic' &&
    right.type === 'dynamic' &&
    left.literal === undefined &&
    right.literal === undefined
  ) {
    refuse(scope, node, 'Two dynamic values cannot be compared', {
      hint: 'Convert one of them first, with tostring() or tolong().',
    });
  }
  const [a, b] = comparable(left, right, node, scope);
  if (operator === '==' || operator === '=') return equality(a, b);
  if (operator === '!=' || operator === '<>') {
    if (a.type === 'string') return { sql: `(${a.sql} <> ${b.sql})`, type: 'bool' };
    const sql = a.type === 'real' ? `(${equality(a, b).sql} IS NOT TRUE)` : `(${a.sql} IS DISTINCT FROM ${b.sql})`;
    return { sql, type: 'bool' };
  }
  return { sql: `(${a.sql} ${operator} ${b.sql})`, type: 'bool' };
}

/** Nothing equals a null, and NaN equals nothing. */
function equality(a: SqlExpression, b: SqlExpression): SqlExpression {
  const plain = `(${a.sql} = ${b.sql})`;
  if (a.type === 'string') return { sql: plain, type: 'bool' };
  if (Number.isNaN(a.literal) || Number.isNaN(b.literal)) return boolLiteral(false);
  const finite = typeof a.literal === 'number' || typeof b.literal === 'number' || a.type !== 'real';
  const filter = finite ? plain : `(${a.sql} = ${b.sql} AND NOT isnan(${b.sql}))`;
  return { sql: `coalesce(${filter}, false)`, type: 'bool', filter };
}

export function lowerBetween(node: Syntax, scope: Scope): SqlExpression {
  const value = lowerExpression(node.child('Left'), scope);
  const range = node.child('Right');
  const first = lowerExpression(range.child('First'), scope);
  let second = lowerExpression(range.child('Second'), scope);
  if (value.type === 'datetime' && second.type === 'timespan') {
    second = { sql: `(${first.sql} + to_microseconds((${second.sql}) // 10))`, type: 'datetime' };
  }
  const low = compare('>=', value, first, node, scope).sql;
  const high = compare('<=', value, second, node, scope).sql;
  const sql = `(${low} AND ${high})`;
  return { sql: node.kind === 'NotBetweenExpression' ? `(NOT ${sql})` : sql, type: 'bool' };
}
