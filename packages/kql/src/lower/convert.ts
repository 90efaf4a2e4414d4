import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { sqlTypes } from '../plan/relation.js';
import { callScalar } from './functions.js';
import { nullLiteral } from './literal.js';
import type { Scope } from './scope.js';

const conversions: Readonly<Record<KqlType, string>> = {
  bool: 'tobool',
  int: 'toint',
  long: 'tolong',
  real: 'todouble',
  decimal: 'todecimal',
  string: 'tostring',
  datetime: 'todatetime',
  timespan: 'totimespan',
  guid: 'toguid',
  dynamic: 'todynamic',
};

const numeric = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

export function isNumeric(type: KqlType): boolean {
  return numeric.has(type);
}

/** The value as a value of another type, as `tolong()`, `tostring()` and their like convert. */
export function convert(value: SqlExpression, type: KqlType, node: Syntax, scope: Scope): SqlExpression {
  if (value.type === type) return value;
  if (value.literal === null && type !== 'string') return nullLiteral(type);
  if (isNumeric(value.type) && isNumeric(type) && (rank[type] ?? 0) > (rank[value.type] ?? 0)) {
    return { sql: `CAST(${value.sql} AS ${sqlTypes[type]})`, type };
  }
  if (type === 'dynamic') return toDynamic(value);
  const direct = fromMember(value, type);
  if (direct) return direct;
  return callScalar(conversions[type], [value], type, node, scope);
}

/** A member of a dynamic as text or number without a JSON value in between; undefined for other types. */
export function fromMember(value: SqlExpression, type: KqlType): SqlExpression | undefined {
  const { member } = value;
  if (!member) return undefined;
  const once = (macro: string) => `list_transform([${member.json}], lambda member: ${macro}(member))[1]`;
  switch (type) {
    case 'string':
      return { sql: `coalesce(${member.text}, '')`, type };
    case 'long':
      return { sql: once('kql_long_of_member'), type };
    case 'int': {
      const long = `list_transform([${member.json}], lambda member: kql_long_of_member(member))`;
      return { sql: `list_transform(${long}, lambda long: kql_int_of_long(long))[1]`, type };
    }
    case 'real':
      return { sql: once('kql_real_of_member'), type };
    default:
      return undefined;
  }
}

const rank: Readonly<Record<string, number>> = { int: 1, long: 2, decimal: 3, real: 4 };

/** The value inside a dynamic: numbers, booleans and strings as themselves, everything else as text. */
export function toDynamic(value: SqlExpression): SqlExpression {
  const { sql, type } = value;
  if (type === 'dynamic') return value;
  if (type === 'datetime') return { sql: `to_json(strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%f') || '0Z')`, type: 'dynamic' };
  if (type === 'timespan') return { sql: `to_json(kql_timespan_text(${sql}))`, type: 'dynamic' };
  if (type === 'guid') return { sql: `to_json(CAST(${sql} AS VARCHAR))`, type: 'dynamic' };
  if (type === 'decimal') return { sql: `to_json(CAST(${sql} AS DOUBLE))`, type: 'dynamic' };
  return { sql: `to_json(${sql})`, type: 'dynamic' };
}

/** The text of a value for string operators: a dynamic counts as what `tostring()` makes of it. */
export function asText(value: SqlExpression, node: Syntax, scope: Scope): SqlExpression {
  return value.type === 'string' ? value : convert(value, 'string', node, scope);
}
