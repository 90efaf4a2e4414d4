import type { SqlExpression } from '../model/compiled-query.js';
import { convert, epochMicros, text, toLong, toReal } from './convert.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, literalNumber, typed } from './sql.js';

/** Floor to a multiple; for datetimes counted from 0001-01-01. Null for a size that is not positive. */
const bin: ScalarFunction = (args, context) => {
  const [value, size] = args as [SqlExpression, SqlExpression];
  if (value.type === 'datetime') {
    const width = convert(size, 'timespan');
    if (typeof width.literal === 'number' || typeof width.literal === 'bigint') {
      const ticks = BigInt(width.literal);
      if (ticks <= 0n) return typed('datetime', 'NULL::TIMESTAMP');
      if (ticks % 10n === 0n) return typed('datetime', binMicros(value.sql, (ticks / 10n).toString()));
    }
    return typed(
      'datetime',
      bind(
        [value.sql, width.sql],
        (d, w) =>
          `CASE WHEN ${w} > 0 THEN make_timestamp((epoch_us(${d}) * 10 + 621355968000000000) // ${w} * ${w} // 10 - ${epochMicros}) END`,
      ),
    );
  }
  const integral = (type: string): boolean => type === 'int' || type === 'long' || type === 'timespan';
  if (integral(value.type) && integral(size.type)) {
    const sql = bind([value.sql, size.sql], (x, s) => `CASE WHEN ${s} > 0 THEN ${x} - (${x} % ${s} + ${s}) % ${s} END`);
    const type =
      value.type === 'timespan' || size.type === 'timespan'
        ? 'timespan'
        : context.resultType === 'int'
          ? 'int'
          : 'long';
    return typed(type, sql);
  }
  if (value.type === 'decimal' || size.type === 'decimal') {
    const [x, s] = [convert(value, 'decimal').sql, convert(size, 'decimal').sql];
    return convert(
      typed(
        'real',
        bind([`(${x})::DOUBLE`, `(${s})::DOUBLE`], (a, b) => `CASE WHEN ${b} > 0 THEN floor(${a} / ${b}) * ${b} END`),
      ),
      'decimal',
    );
  }
  return typed(
    'real',
    bind([toReal(value), toReal(size)], (x, s) => `CASE WHEN ${s} > 0 THEN floor(${x} / ${s}) * ${s} END`),
  );
};

function binMicros(datetime: string, width: string): string {
  return `make_timestamp((epoch_us(${datetime}) + ${epochMicros}) // ${width} * ${width} - ${epochMicros})`;
}

/** `bin` whose bins begin at a given point. */
const binAt: ScalarFunction = (args) => {
  const [value, size, at] = args as [SqlExpression, SqlExpression, SqlExpression];
  if (value.type === 'datetime') {
    return typed(
      'datetime',
      bind(
        [value.sql, size.sql, at.sql],
        (d, w, p) =>
          `CASE WHEN ${w} > 0 THEN make_timestamp((kql_bin_at(epoch_us(${d}) * 10, ${w}, epoch_us(${p}) * 10)) // 10) END`,
      ),
    );
  }
  if ([value, size, at].some((arg) => arg.type === 'real' || arg.type === 'decimal')) {
    return typed(
      'real',
      bind(
        [toReal(value), toReal(size), toReal(at)],
        (x, s, p) => `CASE WHEN ${s} > 0 THEN ${p} + floor((${x} - ${p}) / ${s}) * ${s} END`,
      ),
    );
  }
  return typed(
    value.type,
    bind([value.sql, size.sql, at.sql], (x, s, p) => `CASE WHEN ${s} > 0 THEN kql_bin_at(${x}, ${s}, ${p}) END`),
  );
};

function real(sql: (x: string) => string): ScalarFunction {
  return ([arg]) => typed('real', bind([toReal(arg as SqlExpression)], sql));
}

/** NaN where DuckDB would refuse the argument. */
function within(condition: (x: string) => string, name: string): ScalarFunction {
  return real((x) => `CASE WHEN ${condition(x)} THEN ${name}(${x}) WHEN ${x} IS NOT NULL THEN 'NaN'::DOUBLE END`);
}

function logarithm(name: string): ScalarFunction {
  return real(
    (x) =>
      `CASE WHEN ${x} > 0 THEN ${name}(${x}) WHEN ${x} = 0 THEN '-Infinity'::DOUBLE WHEN ${x} IS NOT NULL THEN 'NaN'::DOUBLE END`,
  );
}

const round: ScalarFunction = (args) => {
  const [value, digits] = args as [SqlExpression, SqlExpression | undefined];
  if (value.type === 'decimal') return typed('decimal', `round(${value.sql}, ${digits?.sql ?? '0'})`);
  const known = literalNumber(digits);
  // DuckDB's round is slow with a number of digits.
  if (known !== undefined && Number.isInteger(known) && known > 0 && known <= 12) {
    return typed('real', `(round(${toReal(value)} * 1e${known}) / 1e${known})`);
  }
  return typed('real', `round(${toReal(value)}, (${digits?.sql ?? '0'})::INTEGER)`);
};

function rounded(name: 'ceil' | 'floor'): ScalarFunction {
  return ([arg]) => {
    const value = arg as SqlExpression;
    if (value.type === 'int' || value.type === 'long' || value.type === 'timespan') return value;
    return value.type === 'decimal'
      ? typed('decimal', `${name}(${value.sql})`)
      : typed('real', `${name}(${toReal(value)})`);
  };
}

const sign: ScalarFunction = ([arg], context) => {
  const value = arg as SqlExpression;
  if (value.type !== 'real') return typed(context.resultType, `sign(${value.sql})`);
  return typed(
    'real',
    bind([value.sql], (x) => `CASE WHEN isnan(${x}) THEN 0 ELSE sign(${x})::DOUBLE END`),
  );
};

const abs: ScalarFunction = ([arg], context) => {
  const value = arg as SqlExpression;
  // The smallest long has no absolute value; it stays as it is.
  if (value.type === 'real' || value.type === 'decimal') return typed(value.type, `abs(${value.sql})`);
  if (value.type === 'dynamic') return typed('real', `abs(${toReal(value)})`);
  const wide = toLong(value);
  return typed(
    context.resultType === 'int' ? 'long' : context.resultType,
    bind([wide], (x) => `CASE WHEN ${x} = -9223372036854775808 THEN ${x} ELSE abs(${x}) END`),
  );
};

export const mathFamily: FunctionFamily = {
  scalars: {
    bin,
    floor: (args, context) => (args.length === 1 ? rounded('floor')(args, context) : bin(args, context)),
    bin_at: binAt,
    ceiling: rounded('ceil'),
    round,
    sign,
    abs,
    sqrt: within((x) => `${x} >= 0`, 'sqrt'),
    exp: real((x) => `exp(${x})`),
    exp2: real((x) => `pow(2.0::DOUBLE, ${x})`),
    exp10: real((x) => `pow(10.0::DOUBLE, ${x})`),
    pow: (args) =>
      typed(
        'real',
        bind([toReal(args[0] as SqlExpression), toReal(args[1] as SqlExpression)], (x, y) => `pow(${x}, ${y})`),
      ),
    log: logarithm('ln'),
    log2: logarithm('log2'),
    log10: logarithm('log10'),
    loggamma: within((x) => `${x} > 0`, 'lgamma'),
    gamma: within((x) => `${x} > 0`, 'gamma'),
    sin: within((x) => `isfinite(${x})`, 'sin'),
    cos: within((x) => `isfinite(${x})`, 'cos'),
    tan: within((x) => `isfinite(${x})`, 'tan'),
    cot: real((x) => `(1 / tan(${x}))`),
    asin: within((x) => `abs(${x}) <= 1`, 'asin'),
    acos: within((x) => `abs(${x}) <= 1`, 'acos'),
    atan: real((x) => `atan(${x})`),
    atan2: (args) => typed('real', `atan2(${toReal(args[0] as SqlExpression)}, ${toReal(args[1] as SqlExpression)})`),
    degrees: real((x) => `degrees(${x})`),
    radians: real((x) => `radians(${x})`),
    pi: () => typed('real', 'pi()'),
    rand: (args) => {
      if (args.length === 0) return typed('real', 'random()');
      return typed('real', `floor(random() * ${toReal(args[0] as SqlExpression)})`);
    },
    isnan: ([arg]) => typed('bool', `isnan(${toReal(arg as SqlExpression)})`),
    isinf: ([arg]) => typed('bool', `isinf(${toReal(arg as SqlExpression)})`),
    isfinite: ([arg]) => typed('bool', `isfinite(${toReal(arg as SqlExpression)})`),
    tohex: (args) => {
      const source = args[0] as SqlExpression;
      const value = `lower(hex(${source.type === 'int' ? `((${source.sql})::BIGINT & 4294967295)` : toLong(source)}))`;
      return typed(
        'string',
        `coalesce(${args[1] ? bind([value], (h) => `lpad(${h}, greatest(length(${h}), ${args[1]?.sql})::INTEGER, '0')`) : value}, '')`,
      );
    },
    new_guid: () => typed('guid', 'uuid()'),
    binary_and: bitwise('&'),
    binary_or: bitwise('|'),
    binary_xor: (args) =>
      typed('long', `xor(${toLong(args[0] as SqlExpression)}, ${toLong(args[1] as SqlExpression)})`),
    binary_not: ([arg]) => typed('long', `(~${toLong(arg as SqlExpression)})`),
    binary_shift_left: shiftLeft,
    binary_shift_right: (args) =>
      typed(
        'long',
        bind(
          [toLong(args[0] as SqlExpression), toLong(args[1] as SqlExpression)],
          (x, n) => `(${x} >> (${n} % 64)::BIGINT)`,
        ),
      ),
    bitset_count_ones: ([arg]) => typed('long', `bit_count(${toLong(arg as SqlExpression)})::BIGINT`),
    /** Nothing is timed by arrival here. */
    ingestion_time: () => typed('datetime', 'NULL::TIMESTAMP'),
    estimate_data_size: (args) =>
      typed(
        'long',
        `(${args.map((arg) => (arg.type === 'string' || arg.type === 'dynamic' ? `strlen(${text(arg)})` : arg.type === 'int' || arg.type === 'bool' ? (arg.type === 'int' ? '4' : '1') : arg.type === 'guid' || arg.type === 'decimal' ? '16' : '8')).join(' + ')})::BIGINT`,
      ),
  },
  macros: ['CREATE OR REPLACE MACRO kql_bin_at(x, s, p) AS x - ((x - p) % s + s) % s'],
};

function bitwise(operator: '&' | '|'): ScalarFunction {
  return (args) =>
    typed('long', `(${toLong(args[0] as SqlExpression)} ${operator} ${toLong(args[1] as SqlExpression)})`);
}

/** What leaves the 64 bits is lost; DuckDB would refuse the overflow. */
function shiftLeft(args: readonly SqlExpression[]): SqlExpression {
  const [value, count] = [toLong(args[0] as SqlExpression), toLong(args[1] as SqlExpression)];
  return typed(
    'long',
    bind([value, count], (x, n) => `kql_wrap((${x})::HUGEINT * pow(2, ${n} % 64)::HUGEINT)`),
  );
}
