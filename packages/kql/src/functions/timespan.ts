import type { SqlExpression } from '../model/compiled-query.js';

import { layout } from './format-layout.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, literalText, typed } from './sql.js';

export const ticksPerDay = 864_000_000_000n;

/** make_timespan([d,] h, m[, s]); hours and minutes beyond a day's or an hour's and negative parts give null. */
const makeTimespan: ScalarFunction = (args) => {
  const parts = args.map((arg) => (arg.type === 'real' ? arg.sql : `(${arg.sql})`));
  const [days, hours, minutes, seconds] =
    parts.length === 4 ? parts : ['0', parts[0] ?? '0', parts[1] ?? '0', parts[2] ?? '0'];
  return typed(
    'timespan',
    bind(
      [days ?? '0', hours ?? '0', minutes ?? '0', seconds ?? '0'],
      (d, h, m, s) =>
        `CASE WHEN ${d} BETWEEN 0 AND 10675198 AND ${h} BETWEEN 0 AND 23 AND ${m} BETWEEN 0 AND 59 AND ${s} >= 0 AND ${s} < 60 THEN (${d})::BIGINT * ${ticksPerDay} + (${h})::BIGINT * 36000000000 + (${m})::BIGINT * 600000000 + round((${s})::DOUBLE * 10000000)::BIGINT END`,
    ),
  );
};

const formatTimespan: ScalarFunction = (args, context) => {
  const [span, format] = args as [SqlExpression, SqlExpression];
  const pattern = literalText(format);
  if (pattern === undefined) {
    return context.fail('format_timespan needs a literal format', 'Write the format as text in the call.', 1);
  }
  const pieces =
    layout(pattern, 'dhHmsfF') ??
    context.fail(
      `'${pattern}' is no format of a timespan`,
      'Use d, h, m, s, f and F, and one of / - : , . _ [ ] or a blank between them.',
      1,
    );
  const body = (t: string): string => {
    const a = `abs(${t})`;
    const part = (run: string): string => {
      switch (run[0]) {
        case 'd':
          return `lpad((${a} // ${ticksPerDay})::VARCHAR, greatest(${run.length}, length((${a} // ${ticksPerDay})::VARCHAR))::INTEGER, '0')`;
        case 'h':
        case 'H':
          return digits(`${a} // 36000000000 % 24`, run.length);
        case 'm':
          return digits(`${a} // 600000000 % 60`, run.length);
        case 's':
          return digits(`${a} // 10000000 % 60`, run.length);
        default: {
          const fraction = `left(lpad((${a} % 10000000)::VARCHAR, 7, '0'), ${run.length})`;
          return run[0] === 'F' ? `rtrim(${fraction}, '0')` : fraction;
        }
      }
    };
    const all = pieces.map((piece) => (piece.kind === 'text' ? piece.sql : part(piece.run)));
    return `coalesce(CASE WHEN ${t} < 0 THEN '-' ELSE '' END || ${all.join(' || ') || "''"}, '')`;
  };
  return typed('string', bind([span.sql], body));
};

function digits(sql: string, width: number): string {
  return width === 1 ? `(${sql})::VARCHAR` : `lpad((${sql})::VARCHAR, ${Math.min(width, 2)}, '0')`;
}

export const timespanFamily: FunctionFamily = {
  scalars: {
    make_timespan: makeTimespan,
    format_timespan: formatTimespan,
  },
  macros: [
    // [-][d.]hh:mm:ss[.fffffff]; NULL gives NULL. The smallest timespan has no absolute value.
    `CREATE OR REPLACE MACRO kql_timespan_text(t) AS CASE WHEN t > -9223372036854775808 THEN
       CASE WHEN t < 0 THEN '-' ELSE '' END
       || CASE WHEN abs(t) >= 864000000000 THEN (abs(t) // 864000000000)::VARCHAR || '.' ELSE '' END
       || printf('%02d:%02d:%02d', abs(t) // 36000000000 % 24, abs(t) // 600000000 % 60, abs(t) // 10000000 % 60)
       || CASE WHEN t % 10000000 <> 0 THEN '.' || lpad((abs(t) % 10000000)::VARCHAR, 7, '0') ELSE '' END
       WHEN t IS NOT NULL THEN '-10675199.02:48:05.4775808' END`,
    `CREATE OR REPLACE MACRO kql_timespan_of_clock(p) AS CASE WHEN p.h <> '' AND p.h::INTEGER < 24 AND p.m::INTEGER < 60
       AND (p.s = '' OR p.s::INTEGER < 60) THEN CASE WHEN p.n = '-' THEN -1 ELSE 1 END * (
         coalesce(TRY_CAST(p.d AS BIGINT), 0) * 864000000000 + p.h::BIGINT * 36000000000 + p.m::BIGINT * 600000000
         + coalesce(TRY_CAST(p.s AS BIGINT), 0) * 10000000 + rpad(p.f, 7, '0')::BIGINT) END`,
    `CREATE OR REPLACE MACRO kql_timespan_of_unit(p) AS CASE WHEN p.v <> '' THEN TRY_CAST(round(p.v::DOUBLE * CASE
       WHEN p.u LIKE 'd%' THEN 864000000000.0 WHEN p.u LIKE 'h%' THEN 36000000000.0 WHEN p.u LIKE 'micro%' THEN 10.0
       WHEN p.u LIKE 'tick%' THEN 1.0 WHEN p.u LIKE 'ms%' OR p.u LIKE 'milli%' THEN 10000.0 WHEN p.u LIKE 'm%' THEN 600000000.0
       ELSE 10000000.0 END) AS BIGINT) END`,
    // [-][d.]hh:mm[:ss[.fffffff]], a count of days, or a KQL literal such as 1.5h.
    `CREATE OR REPLACE MACRO kql_timespan_of_text(s) AS coalesce(
       kql_timespan_of_clock(regexp_extract(s, '^\\s*(-?)(?:(\\d{1,8})[.])?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?\\s*$', ['n', 'd', 'h', 'm', 's', 'f'])),
       kql_timespan_of_unit(regexp_extract(s, '^\\s*(-?\\d+(?:\\.\\d+)?)\\s*(d|days?|h|hr|hrs|hours?|m|min|minutes?|s|sec|seconds?|ms|millis?|milliseconds?|microseconds?|ticks?)\\s*$', ['v', 'u'])),
       TRY_CAST(nullif(regexp_extract(s, '^\\s*(-?\\d{1,8})\\s*$', 1), '') AS BIGINT) * 864000000000)`,
  ],
};
