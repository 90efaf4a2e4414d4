import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { bind, decimalType, typed } from './sql.js';

/** Ticks between 0001-01-01 and 1970-01-01. */
export const epochTicks = 621_355_968_000_000_000n;
/** Microseconds between 0001-01-01 and 1970-01-01. */
export const epochMicros = 62_135_596_800_000_000n;

/** What `tostring` prints, NULL for a null value. */
export function nullableText(arg: SqlExpression): string {
  switch (arg.type) {
    case 'string':
      return arg.sql;
    case 'bool':
      return `replace(replace((${arg.sql})::VARCHAR, 'true', 'True'), 'false', 'False')`;
    case 'int':
    case 'long':
    case 'guid':
      return `(${arg.sql})::VARCHAR`;
    case 'real':
      return bind([arg.sql], (x) => `kql_real_text(${x})`);
    case 'decimal':
      return bind(
        [`(${arg.sql})::VARCHAR`],
        (s) => `CASE WHEN contains(${s}, '.') THEN rtrim(rtrim(${s}, '0'), '.') ELSE ${s} END`,
      );
    case 'datetime':
      return `strftime(${arg.sql}, '%Y-%m-%dT%H:%M:%S.%f0Z')`;
    case 'timespan':
      return bind([arg.sql], (x) => `kql_timespan_text(${x})`);
    case 'dynamic':
      return `json_extract_string(${arg.sql}, '$')`;
  }
}

/** What `tostring` prints; never NULL. */
export function text(arg: SqlExpression): string {
  return arg.type === 'string' ? arg.sql : `coalesce(${nullableText(arg)}, '')`;
}

/** The value as an element of an array or a property bag; NULL for a null value. */
export function json(arg: SqlExpression): string {
  switch (arg.type) {
    case 'dynamic':
      return arg.sql;
    case 'string':
    case 'bool':
    case 'int':
    case 'long':
      return `to_json(${arg.sql})`;
    case 'real':
      return bind(
        [arg.sql],
        (x) => `CASE WHEN isfinite(${x}) THEN to_json(${x}) ELSE to_json(kql_real_text(${x})) END`,
      );
    default:
      return `to_json(${nullableText(arg)})`;
  }
}

/** The elements of a dynamic array as JSON[]: empty where it is no array, NULL where it is null. */
export function elements(arg: SqlExpression): string {
  return `json_extract(${json(arg)}, '$[*]')::JSON[]`;
}

/** A 32-bit integer; what is out of range wraps around. */
function intOfLong(sql: string): string {
  return bind([sql], (x) => `kql_int_of_long(${x})`);
}

export function toLong(arg: SqlExpression): string {
  switch (arg.type) {
    case 'long':
    case 'timespan':
      return arg.sql;
    case 'int':
    case 'bool':
      return `(${arg.sql})::BIGINT`;
    case 'real':
      return bind([arg.sql], (x) => `kql_long_of_real(${x})`);
    case 'decimal':
      return `TRY_CAST(trunc(${arg.sql}) AS BIGINT)`;
    case 'datetime':
      return `(epoch_us(${arg.sql}) * 10 + ${epochTicks})`;
    case 'string':
      return bind([arg.sql], (s) => `kql_long_of_text(${s})`);
    case 'guid':
      return 'NULL::BIGINT';
    case 'dynamic':
      return bind([`json_extract_string(${arg.sql}, '$')`, arg.sql], (s, j) => `kql_long_of_json(${s}, ${j})`);
  }
}

export function toInt(arg: SqlExpression): string {
  switch (arg.type) {
    case 'int':
      return arg.sql;
    case 'bool':
      return `(${arg.sql})::INTEGER`;
    case 'string':
      return `TRY_CAST(${toLong(arg)} AS INTEGER)`;
    default:
      return intOfLong(toLong(arg));
  }
}

export function toReal(arg: SqlExpression): string {
  switch (arg.type) {
    case 'real':
      return arg.sql;
    case 'int':
    case 'long':
    case 'timespan':
    case 'bool':
    case 'decimal':
      return `(${arg.sql})::DOUBLE`;
    case 'datetime':
      return `(${toLong(arg)})::DOUBLE`;
    case 'string':
      return bind([arg.sql], (s) => `kql_real_of_text(${s})`);
    case 'guid':
      return 'NULL::DOUBLE';
    case 'dynamic':
      return bind([`json_extract_string(${arg.sql}, '$')`, arg.sql], (s, j) => `kql_real_of_json(${s}, ${j})`);
  }
}

export function toDecimal(arg: SqlExpression): string {
  if (arg.type === 'decimal') return arg.sql;
  if (arg.type === 'string') return `TRY_CAST(nullif(trim(${arg.sql}), '') AS ${decimalType})`;
  if (arg.type === 'dynamic') return `TRY_CAST(json_extract_string(${arg.sql}, '$') AS ${decimalType})`;
  // Through text, because a cast from DOUBLE shows the binary digits behind the shortest decimal form.
  if (arg.type === 'real') return `TRY_CAST((${arg.sql})::VARCHAR AS ${decimalType})`;
  return `TRY_CAST(${toLong(arg)} AS ${decimalType})`;
}

export function toBool(arg: SqlExpression): string {
  switch (arg.type) {
    case 'bool':
      return arg.sql;
    case 'string':
      return bind([arg.sql], (s) => `kql_bool_of_text(${s})`);
    case 'dynamic':
      return bind(
        [`json_extract_string(${arg.sql}, '$')`, arg.sql],
        (s, j) => `coalesce(kql_bool_of_text(${s}), CASE WHEN json_type(${j}) = 'DOUBLE' THEN ${s}::DOUBLE <> 0 END)`,
      );
    case 'datetime':
    case 'guid':
      return 'NULL::BOOLEAN';
    default:
      return `((${arg.sql}) <> 0)`;
  }
}

/** 100 ns ticks since 0001-01-01 as a datetime; NULL outside the years 1 to 9999. */
export function datetimeOfTicks(ticks: string): string {
  return bind(
    [ticks],
    (x) => `CASE WHEN ${x} BETWEEN 0 AND 3155378975999999999 THEN make_timestamp(${x} // 10 - ${epochMicros}) END`,
  );
}

export function toDatetime(arg: SqlExpression): string {
  switch (arg.type) {
    case 'datetime':
      return arg.sql;
    case 'string':
      return bind([arg.sql], (s) => `kql_datetime_of_text(${s})`);
    case 'dynamic':
      return bind(
        [`json_extract_string(${arg.sql}, '$')`, arg.sql],
        (s, j) =>
          `CASE WHEN json_type(${j}) IN ('UBIGINT', 'BIGINT') THEN ${datetimeOfTicks(`${s}::BIGINT`)} ELSE kql_datetime_of_text(${s}) END`,
      );
    case 'bool':
    case 'guid':
      return 'NULL::TIMESTAMP';
    default:
      return datetimeOfTicks(toLong(arg));
  }
}

export function toTimespan(arg: SqlExpression): string {
  switch (arg.type) {
    case 'timespan':
      return arg.sql;
    case 'string':
      return bind([arg.sql], (s) => `kql_timespan_of_text(${s})`);
    case 'dynamic':
      return bind(
        [`json_extract_string(${arg.sql}, '$')`, arg.sql],
        (s, j) =>
          `CASE WHEN json_type(${j}) IN ('UBIGINT', 'BIGINT') THEN ${s}::BIGINT ELSE kql_timespan_of_text(${s}) END`,
      );
    case 'datetime':
    case 'bool':
    case 'guid':
      return 'NULL::BIGINT';
    default:
      return toLong(arg);
  }
}

export function toGuid(arg: SqlExpression): string {
  return arg.type === 'guid' ? arg.sql : `TRY_CAST(${text(arg)} AS UUID)`;
}

/** The argument as another type, by the rules of the `to...` function of that type. */
export function convert(arg: SqlExpression, type: KqlType): SqlExpression {
  if (arg.type === type) return arg;
  const sql = ((): string => {
    switch (type) {
      case 'string':
        return text(arg);
      case 'dynamic':
        return json(arg);
      case 'long':
        return toLong(arg);
      case 'int':
        return toInt(arg);
      case 'real':
        return toReal(arg);
      case 'decimal':
        return toDecimal(arg);
      case 'bool':
        return toBool(arg);
      case 'datetime':
        return toDatetime(arg);
      case 'timespan':
        return toTimespan(arg);
      case 'guid':
        return toGuid(arg);
    }
  })();
  return typed(type, sql);
}
