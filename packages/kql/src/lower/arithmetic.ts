import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { convert, isNumeric } from './convert.js';
import { lowerExpression, scalarType } from './expression.js';
import { integerLiteral, realLiteral } from './literal.js';
import { refuse, type Scope } from './scope.js';

export function lowerArithmetic(node: Syntax, operator: string, scope: Scope): SqlExpression {
  const [a, b] = [lowerExpression(node.child('Left'), scope), lowerExpression(node.child('Right'), scope)];
  if (a.type === 'dynamic' && b.type === 'dynamic' && a.literal === undefined && b.literal === undefined) {
    return refuse(scope, node, `${operator} is not defined between two dynamic values`, {
      hint: 'Convert one of them first, with tolong() or todouble().',
    });
  }
  const [left, right] = [plain(a, node, scope), plain(b, node, scope)];
  return arithmetic(operator, left, right, node, scope);
}

export function arithmetic(
  operator: string,
  left: SqlExpression,
  right: SqlExpression,
  node: Syntax,
  scope: Scope,
): SqlExpression {
  if (isNumeric(left.type) && isNumeric(right.type)) return numbers(operator, left, right, node, scope);
  const pair = `${left.type} ${operator} ${right.type}`;
  const ticks = 'timespan' as const;
  switch (pair) {
    case 'datetime - datetime':
      return { sql: `(date_diff('microsecond', ${right.sql}, ${left.sql}) * 10)`, type: ticks };
    case 'datetime + timespan':
      return { sql: `(${left.sql} + ${interval(right)})`, type: 'datetime' };
    case 'timespan + datetime':
      return { sql: `(${right.sql} + ${interval(left)})`, type: 'datetime' };
    case 'datetime - timespan':
      return { sql: `(${left.sql} - ${interval(right, 'up')})`, type: 'datetime' };
    case 'timespan + timespan':
    case 'timespan - timespan':
      return { sql: `(${left.sql} ${operator} ${right.sql})`, type: ticks };
    case 'timespan / timespan':
      return { sql: `(CAST(${left.sql} AS DOUBLE) / ${right.sql})`, type: 'real' };
    case 'timespan % timespan':
      return { sql: modulo(left.sql, right.sql), type: ticks };
  }
  if (left.type === ticks && isNumeric(right.type)) {
    if (operator === '*') return { sql: product(left.sql, right), type: ticks };
    if (operator === '/') return { sql: `CAST(trunc(${left.sql} / ${right.sql}) AS BIGINT)`, type: ticks };
    if (operator === '%') return { sql: modulo(left.sql, right.sql), type: ticks };
  }
  if (right.type === ticks && isNumeric(left.type) && operator === '*')
    return { sql: product(right.sql, left), type: ticks };
  if (left.type === 'datetime' && operator === '%' && right.type === ticks) {
    return { sql: `(epoch_us(${left.sql}) * 10 % ${right.sql})`, type: ticks };
  }
  return refuse(scope, node, `${left.type} ${operator} ${right.type} is not defined`);
}

function product(ticks: string, factor: SqlExpression): string {
  const integral = factor.type === 'int' || factor.type === 'long';
  return integral ? `(${ticks} * ${factor.sql})` : `CAST(trunc(${ticks} * ${factor.sql}) AS BIGINT)`;
}

/** A timespan as a DuckDB interval. DuckDB keeps microseconds: a sum is rounded down, so what is taken away is rounded up. */
export function interval(ticks: SqlExpression, round: 'down' | 'up' = 'down'): string {
  if (typeof ticks.literal === 'bigint') {
    const over = ((ticks.literal % 10n) + 10n) % 10n;
    const down = (ticks.literal - over) / 10n;
    return `to_microseconds(${round === 'up' && over > 0n ? down + 1n : down})`;
  }
  return `to_microseconds((${ticks.sql}) // 10)`;
}

function numbers(
  operator: string,
  left: SqlExpression,
  right: SqlExpression,
  node: Syntax,
  scope: Scope,
): SqlExpression {
  const bound = scalarType(node);
  const type: KqlType = isNumeric(bound) ? bound : wider(left.type, right.type);
  const [first, second] = [convert(left, type, node, scope), convert(right, type, node, scope)];
  const [a, b] = [first.sql, second.sql];
  const integral = type === 'int' || type === 'long';
  if (operator === '/') {
    if (integral) return { sql: `(${a} // ${b})`, type };
    if (type === 'decimal') return { sql: `CAST(${a} / nullif(${b}, 0) AS DECIMAL(38,18))`, type };
    return { sql: `(${a} / ${b})`, type };
  }
  if (operator === '%') return { sql: modulo(a, b, right.literal), type };
  if (type === 'long') return wrapping(first, operator, second);
  if (type === 'decimal' && operator === '*')
    return {
      sql: `coalesce(TRY(CAST(${a} * ${b} AS DECIMAL(38,18))), CAST(CAST(${a} AS DOUBLE) * CAST(${b} AS DOUBLE) AS DECIMAL(38,18)))`,
      type,
    };
  return { sql: `(${a} ${operator} ${b})`, type };
}

/** Longer operands are not written twice, since they may hold arithmetic that is written twice already. */
const longest = 200;

/** Longs wrap around at 64 bits. A whole tree of sums and products is tried as it is before it is computed widely. */
function wrapping(left: SqlExpression, operator: string, right: SqlExpression): SqlExpression {
  const form = (value: SqlExpression, which: 'fast' | 'wide') => value.arithmetic?.[which] ?? value.sql;
  const fast = `(${form(left, 'fast')} ${operator} ${form(right, 'fast')})`;
  const wide = `kql_wrap(CAST(${form(left, 'wide')} AS HUGEINT) ${operator} ${form(right, 'wide')})`;
  const leaves = [left, right].filter((value) => !value.arithmetic);
  if (leaves.some(({ sql }) => sql.length > longest) || fast.length > 10 * longest) return { sql: wide, type: 'long' };
  return { sql: `coalesce(TRY(${fast}), ${wide})`, type: 'long', arithmetic: { fast, wide } };
}

/** The remainder that is never negative, as Kusto has it. */
function modulo(a: string, b: string, divisor?: SqlExpression['literal']): string {
  if ((typeof divisor === 'bigint' && divisor > 0n) || (typeof divisor === 'number' && divisor > 0))
    return `((${a} % ${b} + ${b}) % ${b})`;
  return `((${a} % ${b} + abs(${b})) % ${b})`;
}

const order: readonly KqlType[] = ['int', 'long', 'decimal', 'real'];

export function wider(a: KqlType, b: KqlType): KqlType {
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? 'real';
}

/** A dynamic in arithmetic counts as a number. */
function plain(value: SqlExpression, node: Syntax, scope: Scope): SqlExpression {
  if (value.type === 'dynamic') return convert(value, 'real', node, scope);
  if (value.type === 'bool') return convert(value, 'int', node, scope);
  return value;
}

export function lowerSign(node: Syntax, scope: Scope): SqlExpression {
  const value = plain(lowerExpression(node.child('Expression'), scope), node, scope);
  if (node.kind === 'UnaryPlusExpression') return value;
  if (typeof value.literal === 'bigint')
    return integerLiteral(-value.literal, value.type as 'int' | 'long' | 'timespan');
  if (typeof value.literal === 'number') return realLiteral(-value.literal);
  if (value.type === 'int' || value.type === 'long')
    return wrapping({ sql: 'CAST(0 AS BIGINT)', type: 'long' }, '-', convert(value, 'long', node, scope));
  return { sql: `(-(${value.sql}))`, type: value.type };
}
