import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { convert } from './convert.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { quote, typed } from './sql.js';

function to(type: KqlType): ScalarFunction {
  return (args) => convert(args[0] as SqlExpression, type);
}

const maxLong = '9223372036854775807';
const number = String.raw`\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*`;

/** `to...` functions. Text that is no value of the type gives null; integers that do not fit into `int` wrap around. */
export const castFamily: FunctionFamily = {
  scalars: {
    tostring: to('string'),
    tolong: to('long'),
    toint: to('int'),
    todouble: to('real'),
    toreal: to('real'),
    todecimal: to('decimal'),
    tobool: to('bool'),
    toboolean: to('bool'),
    todatetime: to('datetime'),
    totimespan: to('timespan'),
    totime: to('timespan'),
    toguid: to('guid'),
    gettype: (args) => {
      const arg = args[0] as SqlExpression;
      if (arg.type !== 'dynamic') return typed('string', quote(arg.type));
      const names = "['array', 'dictionary', 'string', 'bool', 'long', 'long', 'long', 'double']";
      const types = "['ARRAY', 'OBJECT', 'VARCHAR', 'BOOLEAN', 'UBIGINT', 'BIGINT', 'HUGEINT', 'DOUBLE']";
      return typed('string', `coalesce(${names}[list_position(${types}, json_type(${arg.sql}))], 'null')`);
    },
  },
  macros: [
    // .NET's shortest form, with a point or an exponent always: 1.0, 1E+15, 1E-05, NaN, Infinity.
    `CREATE OR REPLACE MACRO kql_real_text(x) AS CASE
       WHEN isfinite(x) THEN CASE WHEN abs(x) >= 1e15 AND abs(x) < 1e16
         THEN regexp_replace(regexp_replace(x::VARCHAR, '^(-?\\d)(\\d*?)0*\\.\\d+$', '\\1.\\2E+15'), '\\.E', 'E')
         ELSE replace(x::VARCHAR, 'e', 'E') END
       WHEN isnan(x) THEN 'NaN' WHEN x > 0 THEN 'Infinity' WHEN x < 0 THEN '-Infinity' END`,
    `CREATE OR REPLACE MACRO kql_long_of_real(x) AS CASE WHEN isnan(x) THEN NULL WHEN x >= 9223372036854775807
       THEN ${maxLong} WHEN x <= -9223372036854775808 THEN -${maxLong} - 1 ELSE trunc(x)::BIGINT END`,
    `CREATE OR REPLACE MACRO kql_int_of_long(x) AS CASE WHEN x BETWEEN -2147483648 AND 2147483647 THEN x::INTEGER
       WHEN (x & 4294967295) > 2147483647 THEN ((x & 4294967295) - 4294967296)::INTEGER ELSE (x & 4294967295)::INTEGER END`,
    `CREATE OR REPLACE MACRO kql_long_of_text(s) AS CASE WHEN regexp_full_match(s, '\\s*(?:[+-]?\\d+|0[xX][0-9a-fA-F]+)\\s*')
       THEN TRY_CAST(s AS BIGINT) END`,
    `CREATE OR REPLACE MACRO kql_real_of_text(s) AS CASE WHEN regexp_full_match(s, '${number}|(?i:[+-]?inf(?:inity)?|nan)')
       THEN TRY_CAST(s AS DOUBLE) END`,
    `CREATE OR REPLACE MACRO kql_long_of_json(s, j) AS coalesce(kql_long_of_text(s), CASE json_type(j)
       WHEN 'DOUBLE' THEN kql_long_of_real(s::DOUBLE) WHEN 'BOOLEAN' THEN (s = 'true')::BIGINT END)`,
    `CREATE OR REPLACE MACRO kql_real_of_json(s, j) AS coalesce(kql_real_of_text(s),
       CASE json_type(j) WHEN 'BOOLEAN' THEN (s = 'true')::DOUBLE END)`,
    `CREATE OR REPLACE MACRO kql_bool_of_text(s) AS CASE lower(s) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE
       ELSE CASE WHEN regexp_full_match(s, '[+-]?\\d+') THEN TRY_CAST(s AS BIGINT) <> 0 END END`,
  ],
};
