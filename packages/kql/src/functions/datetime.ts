import type { SqlExpression } from '../model/compiled-query.js';
import { convert, datetimeOfTicks, epochMicros } from './convert.js';
import { layout } from './format-layout.js';
import type { FunctionContext, FunctionFamily, ScalarFunction } from './registry.js';
import { bind, literalText, typed } from './sql.js';

type Unit = 'day' | 'week' | 'month' | 'year';

/** A datetime moved by ticks; what is smaller than a microsecond is lost. */
export function addTicks(datetime: string, ticks: string): string {
  return `make_timestamp(epoch_us(${datetime}) + (${ticks}) // 10)`;
}

/** NULL for what lies outside the years 1 to 9999. */
function inCalendar(sql: string): string {
  return bind(
    [sql],
    (d) => `CASE WHEN ${d} BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999' THEN ${d} END`,
  );
}

function shift(unit: Unit, sql: string, count: string): string {
  if (count === '0') return sql;
  const step = { day: 'to_days', week: 'to_weeks', month: 'to_months', year: 'to_years' }[unit];
  return `(${sql} + ${step}((${count})::INTEGER))`;
}

/** Weeks begin on Sunday, DuckDB's on Monday. */
function startOf(unit: Unit, datetime: string): string {
  if (unit === 'week') return `(date_trunc('week', ${datetime} + INTERVAL 1 DAY) - INTERVAL 1 DAY)`;
  return `date_trunc('${unit}', ${datetime})`;
}

function start(unit: Unit): ScalarFunction {
  return ([datetime, offset]) => {
    const sql = startOf(unit, (datetime as SqlExpression).sql);
    return typed('datetime', offset ? inCalendar(shift(unit, sql, offset.sql)) : sql);
  };
}

/** The last microsecond of the unit: Kusto's last tick, as near as a TIMESTAMP comes. */
function end(unit: Unit): ScalarFunction {
  return ([datetime, offset]) => {
    const sql = startOf(unit, (datetime as SqlExpression).sql);
    const next = shift(unit, sql, offset ? `(${offset.sql}) + 1` : '1');
    const last = `(${next} - INTERVAL 1 MICROSECOND)`;
    return typed('datetime', offset ? inCalendar(last) : last);
  };
}

function part(sql: (datetime: string) => string, type: 'int' | 'long' = 'int'): ScalarFunction {
  return ([datetime]) =>
    typed(type, `(${sql((datetime as SqlExpression).sql)})::${type === 'int' ? 'INTEGER' : 'BIGINT'}`);
}

/** Microseconds since 0001-01-01: never negative, so that `//` rounds down. */
function micros(datetime: string): string {
  return `(epoch_us(${datetime}) + ${epochMicros})`;
}

const parts: Readonly<Record<string, (datetime: string) => string>> = {
  year: (d) => `year(${d})`,
  quarter: (d) => `quarter(${d})`,
  month: (d) => `month(${d})`,
  week_of_year: (d) => `week(${d})`,
  weekofyear: (d) => `week(${d})`,
  week: (d) => `week(${d})`,
  day: (d) => `day(${d})`,
  dayofyear: (d) => `dayofyear(${d})`,
  hour: (d) => `hour(${d})`,
  minute: (d) => `minute(${d})`,
  second: (d) => `second(${d})`,
  millisecond: (d) => `${micros(d)} % 1000000 // 1000`,
  microsecond: (d) => `${micros(d)} % 1000000`,
  nanosecond: (d) => `${micros(d)} % 1000000 * 1000`,
};

/** Microseconds in the units that have one length. */
const lengths: Readonly<Record<string, bigint>> = {
  week: 604_800_000_000n,
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1_000n,
  microsecond: 1n,
};

function literalPart(
  arg: SqlExpression | undefined,
  name: string,
  known: readonly string[],
  context: FunctionContext,
): string {
  const unit = literalText(arg)?.toLowerCase();
  if (unit === undefined)
    return context.fail(`${name} needs a literal part of the date`, `Use one of ${known.join(', ')}.`, 0);
  if (!known.includes(unit))
    return context.fail(`${name} knows no part '${unit}'`, `Use one of ${known.join(', ')}.`, 0);
  return unit;
}

const diffUnits = [...new Set(['year', 'quarter', 'month', ...Object.keys(lengths), 'nanosecond'])];

/** Boundaries of the unit between two instants, weeks beginning on Sunday. */
const datetimeDiff: ScalarFunction = (args, context) => {
  const unit = literalPart(args[0], 'datetime_diff', diffUnits, context);
  const [a, b] = [args[1]?.sql ?? '', args[2]?.sql ?? ''];
  const count = (d: string): string => {
    if (unit === 'year') return `year(${d})`;
    if (unit === 'quarter') return bind([d], (x) => `(year(${x}) * 4 + quarter(${x}))`);
    if (unit === 'month') return bind([d], (x) => `(year(${x}) * 12 + month(${x}))`);
    if (unit === 'nanosecond') return `(epoch_us(${d}) * 1000)`;
    // 0001-01-01 was a Monday: one day more makes the weeks begin on Sunday.
    const ahead = unit === 'week' ? ` + ${lengths.day}` : '';
    return `((${micros(d)}${ahead}) // ${lengths[unit]})`;
  };
  return typed('long', `(${count(a)} - ${count(b)})`);
};

const datetimeAdd: ScalarFunction = (args, context) => {
  const unit = literalPart(args[0], 'datetime_add', diffUnits, context);
  const [count, datetime] = [args[1]?.sql ?? '', args[2]?.sql ?? ''];
  const months = { year: 12, quarter: 3, month: 1 }[unit];
  if (months) return typed('datetime', inCalendar(`(${datetime} + to_months((${count} * ${months})::INTEGER))`));
  if (unit === 'nanosecond')
    return typed('datetime', inCalendar(`make_timestamp(epoch_us(${datetime}) + (${count}) // 1000)`));
  return typed('datetime', inCalendar(`make_timestamp(epoch_us(${datetime}) + (${count})::BIGINT * ${lengths[unit]})`));
};

const datetimePart: ScalarFunction = (args, context) => {
  const unit = literalPart(args[0], 'datetime_part', Object.keys(parts), context);
  return typed('long', `(${parts[unit]?.(args[1]?.sql ?? '')})::BIGINT`);
};

const makeDatetime: ScalarFunction = (args) => {
  if (args.length === 1) return convert(args[0] as SqlExpression, 'datetime');
  const [year, month, day, hour = '0', minute = '0', second = '0'] = args.map((arg) => `(${arg.sql})`);
  const fraction = args[5]?.type === 'real';
  const whole = `TRY(make_timestamp(${year}::BIGINT, ${month}::BIGINT, ${day}::BIGINT, ${hour}::BIGINT, ${minute}::BIGINT, 0))`;
  const seconds = fraction ? `round(${second} * 10000000)::BIGINT` : `${second}::BIGINT * 10000000`;
  return typed(
    'datetime',
    `CASE WHEN ${year} BETWEEN 1 AND 9999 AND ${second} >= 0 AND ${second} < 60 THEN ${addTicks(whole, seconds)} END`,
  );
};

const formatDatetime: ScalarFunction = (args, context) => {
  const pattern = literalText(args[1]);
  if (pattern === undefined)
    return context.fail('format_datetime needs a literal format', 'Write the format as text in the call.', 1);
  const refuse = (): never =>
    context.fail(
      `'${pattern}' is no format of a datetime`,
      'Use y, M, d, H, h, m, s, f, F and tt, and one of / - : , . _ [ ] or a blank between them.',
      1,
    );
  const pieces = layout(pattern, 'yMdHhmsfFt') ?? refuse();
  const body = (d: string): string => {
    const sql = pieces.flatMap((piece) =>
      piece.kind === 'text' ? [piece.sql] : pairs(piece.run).map((run) => datetimeRun(run, d) ?? refuse()),
    );
    return `coalesce(${sql.join(' || ') || "''"}, '')`;
  };
  return typed('string', bind([args[0]?.sql ?? ''], body));
};

/** Kusto reads at most two letters of a field at once (`dddd` is `dd` twice), four of the year, seven of the fraction. */
function pairs(run: string): readonly string[] {
  const longest = run[0] === 'y' ? 4 : run[0] === 'f' || run[0] === 'F' ? 7 : 2;
  return run.match(new RegExp(`.{1,${longest}}`, 'g')) ?? [];
}

function datetimeRun(run: string, datetime: string): string | undefined {
  const formats: Readonly<Record<string, string>> = {
    yyyy: '%Y',
    yy: '%y',
    MM: '%m',
    M: '%-m',
    dd: '%d',
    d: '%-d',
    HH: '%H',
    H: '%-H',
    hh: '%I',
    h: '%-I',
    mm: '%M',
    m: '%-M',
    ss: '%S',
    s: '%-S',
    tt: '%p',
  };
  if (run === 'y') return `(year(${datetime}) % 100)::VARCHAR`;
  const format = formats[run];
  if (format) return `strftime(${datetime}, '${format}')`;
  if (!/^[fF]+$/.test(run)) return undefined;
  const fraction = `left(strftime(${datetime}, '%f') || '0', ${run.length})`;
  return run[0] === 'F' ? `rtrim(${fraction}, '0')` : fraction;
}

function unixtime(microsPerUnit: string): ScalarFunction {
  return ([arg]) => {
    const value = arg as SqlExpression;
    const ticks =
      value.type === 'real'
        ? `TRY_CAST(round(${value.sql} * ${microsPerUnit} * 10) AS BIGINT)`
        : `TRY_CAST((${value.sql})::DECIMAL(38, 4) * ${microsPerUnit} * 10 AS BIGINT)`;
    return typed('datetime', datetimeOfTicks(`${ticks} + 621355968000000000`));
  };
}

export const datetimeFamily: FunctionFamily = {
  scalars: {
    now: ([offset], context) => typed('datetime', offset ? addTicks(context.now, offset.sql) : context.now),
    ago: ([span], context) => typed('datetime', addTicks(context.now, `-(${span?.sql})`)),
    startofday: start('day'),
    startofweek: start('week'),
    startofmonth: start('month'),
    startofyear: start('year'),
    endofday: end('day'),
    endofweek: end('week'),
    endofmonth: end('month'),
    endofyear: end('year'),
    dayofweek: ([datetime]) => typed('timespan', `(dayofweek(${datetime?.sql})::BIGINT * 864000000000)`),
    dayofmonth: part((d) => `day(${d})`),
    dayofyear: part((d) => `dayofyear(${d})`),
    hourofday: part((d) => `hour(${d})`),
    monthofyear: part((d) => `month(${d})`),
    getmonth: part((d) => `month(${d})`),
    getyear: part((d) => `year(${d})`),
    week_of_year: part((d) => `week(${d})`, 'long'),
    weekofyear: part((d) => `week(${d})`, 'long'),
    datetime_diff: datetimeDiff,
    datetime_add: datetimeAdd,
    datetime_part: datetimePart,
    datepart: datetimePart,
    make_datetime: makeDatetime,
    format_datetime: formatDatetime,
    unixtime_seconds_todatetime: unixtime('1000000'),
    unixtime_milliseconds_todatetime: unixtime('1000'),
    unixtime_microseconds_todatetime: unixtime('1'),
    unixtime_nanoseconds_todatetime: unixtime('0.001'),
  },
  macros: [
    `CREATE OR REPLACE MACRO kql_datetime_of_text(s) AS CASE WHEN s = '' OR lower(s) IN ('epoch', 'infinity', '-infinity') THEN NULL
       ELSE coalesce(
         CASE WHEN length(s) <= 19 OR ends_with(s, 'Z') THEN TRY_CAST(s AS TIMESTAMP)
           WHEN regexp_matches(s, ':\\d\\d(?:\\.\\d+)? ?[+-]\\d\\d(?::?\\d\\d)?$')
           THEN make_timestamp(epoch_us(TRY_CAST(regexp_replace(s, '([+-]\\d\\d):?(\\d\\d)?$', '\\1:\\2') AS TIMESTAMPTZ)))
           ELSE TRY_CAST(s AS TIMESTAMP) END,
         kql_datetime_of_prose(trim(s, chr(32) || chr(9) || chr(10) || chr(13)))) END`,
    // What could be no date is not tried, since a failed format costs a microsecond.
    // What TIMESTAMP does not read: no seconds before Z, only a year or a month, RFC 1123, and month/day/year.
    `CREATE OR REPLACE MACRO kql_datetime_of_prose(s) AS CASE
       WHEN NOT regexp_full_match(s, '[A-Za-z, ]{0,12}\\d{1,4}[\\w ,:./+-]{0,32}') THEN NULL
       WHEN contains(s, '/') THEN try_strptime(s, ['%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M:%S.%f %p', '%m/%d/%Y %I:%M %p',
         '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M:%S.%f', '%m/%d/%Y %H:%M', '%m/%d/%Y', '%m/%d/%y %H:%M', '%m/%d/%y', '%Y/%m/%d', '%Y/%m/%d %H:%M:%S'])
       ELSE try_strptime(s, ['%Y-%m-%dT%H:%MZ', '%Y-%m-%d %H:%MZ', '%Y-%m-%d %I:%M:%S %p', '%a, %d %b %Y %H:%M:%S GMT', '%a, %d %b %Y %H:%M:%S',
         '%d %b %Y %H:%M:%S', '%d %b %Y', '%b %d %Y', '%b %d, %Y', '%B %d, %Y', '%a %b %d %H:%M:%S %Y', '%Y-%m', '%Y', '%Y%m%d%H%M%S', '%Y%m%d', '%m-%d-%Y', '%m-%d-%Y %H:%M:%S', '%Y-%m-%d %I:%M %p']) END`,
  ],
};
