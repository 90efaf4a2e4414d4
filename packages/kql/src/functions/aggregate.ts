import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { convert, json, toReal } from './convert.js';
import type { AggregateFunction, FunctionContext, FunctionFamily } from './registry.js';
import { decimalType, literalNumber, typed } from './sql.js';

/** An aggregate over the rows that meet every condition of `where`. */
export type Filtered = (
  args: readonly SqlExpression[],
  where: readonly string[],
  context: FunctionContext,
) => SqlExpression;

/** ` FILTER (WHERE ...)`, or nothing where every row counts. */
export function filter(...conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` FILTER (WHERE ${conditions.join(' AND ')})`;
}

/** The aggregate over all rows. */
export function plain(aggregate: Filtered): AggregateFunction {
  return (args, context) => aggregate(args, [], context);
}

/** The `...if` form, whose condition stands at `position` (the last argument where absent). */
export function conditional(aggregate: Filtered, position?: number): AggregateFunction {
  return (args, context) => {
    const at = position ?? args.length - 1;
    const condition = convert(args[at] as SqlExpression, 'bool').sql;
    return aggregate(
      args.filter((_, index) => index !== at),
      [condition],
      context,
    );
  };
}

const nan = "'NaN'::DOUBLE";

/** Numbers of a dynamic count as reals. */
function numeric(arg: SqlExpression): SqlExpression {
  if (arg.type === 'dynamic' || arg.type === 'string') return convert(arg, 'real');
  return arg.type === 'bool' ? convert(arg, 'long') : arg;
}

const count: Filtered = (_args, where) => typed('long', `count(*)${filter(...where)}`);

/** Sums of integers wrap around at 64 bits; the sum of nothing is 0. */
const sum: Filtered = ([arg], where) => {
  const value = numeric(arg as SqlExpression);
  if (value.type === 'real') return typed('real', `coalesce(sum(${value.sql})${filter(...where)}, 0)`);
  if (value.type === 'decimal')
    return typed('decimal', `coalesce(sum(${value.sql})${filter(...where)}, 0)::${decimalType}`);
  return typed(
    value.type === 'timespan' ? 'timespan' : 'long',
    `kql_wrap(coalesce(sum(${value.sql})${filter(...where)}, 0))`,
  );
};

const avg: Filtered = ([arg], where) => {
  const value = numeric(arg as SqlExpression);
  const given = filter(...where);
  switch (value.type) {
    case 'timespan':
      return typed('timespan', `(sum(${value.sql})${given} // count(${value.sql})${given})::BIGINT`);
    case 'datetime':
      return typed(
        'datetime',
        `make_timestamp((sum(epoch_us(${value.sql}))${given} // count(${value.sql})${given})::BIGINT)`,
      );
    case 'decimal':
      return typed('decimal', `(avg(${value.sql})${given})::${decimalType}`);
    case 'long':
      // The sum behind the average wraps around too.
      return typed(
        'real',
        `coalesce(kql_wrap(sum(${value.sql})${given})::DOUBLE / count(${value.sql})${given}, ${nan})`,
      );
    default:
      return typed('real', `coalesce(avg(${value.sql})${given}, ${nan})`);
  }
};

/** NaN beats every number in either direction. */
function extreme(name: 'min' | 'max'): Filtered {
  return ([arg], where, context) => {
    const value = arg as SqlExpression;
    const sql = `${name}(${value.sql})${filter(...where)}`;
    if (value.type === 'dynamic')
      return context.fail(
        `${name} does not compare dynamic values`,
        'Convert it first, with tolong(), todatetime() or tostring().',
        0,
      );
    if (value.type === 'string') return typed('string', `coalesce(${sql}, '')`);
    if (name === 'max' || value.type !== 'real') return typed(value.type, sql);
    return typed('real', `CASE WHEN bool_or(isnan(${value.sql}))${filter(...where)} THEN ${nan} ELSE ${sql} END`);
  };
}

/** DuckDB refuses what is not finite, where Kusto answers NaN. */
function spread(name: string): Filtered {
  return ([arg], where) => {
    const value = toReal(numeric(arg as SqlExpression));
    const finite = filter(...where, `isfinite(${value})`);
    return typed(
      'real',
      `CASE WHEN bool_or(NOT isfinite(${value}))${filter(...where)} THEN ${nan} ELSE coalesce(${name}(${value})${finite}, 0) END`,
    );
  };
}

const dcount: Filtered = ([arg], where) =>
  typed('long', `count(DISTINCT ${(arg as SqlExpression).sql})${filter(...where)}`);

/** The rows' order, where it is fixed. */
function ordered(context: FunctionContext): string {
  return context.order ? ` ORDER BY ${context.order}` : '';
}

/** Array elements of a dynamic join the list one by one. */
function listOf(arg: SqlExpression, where: readonly string[], context: FunctionContext, keepNulls: boolean): string {
  const value = json(arg);
  if (arg.type === 'dynamic') {
    const parts = `CASE WHEN json_type(${value}) = 'ARRAY' THEN json_extract(${value}, '$[*]') ELSE [coalesce(${value}, 'null'::JSON)] END`;
    return `coalesce(flatten(list(${parts}${ordered(context)})${filter(...where)}), [])`;
  }
  const present = keepNulls ? where : [...where, `(${arg.sql}) IS NOT NULL`];
  // Values become JSON once a group, not once a row.
  const each = ['string', 'int', 'long', 'bool'].includes(arg.type) ? arg.sql : value;
  return `coalesce(list(${each}${ordered(context)})${filter(...present)}, [])`;
}

function limited(list: string, size: SqlExpression | undefined, standard?: number): string {
  const limit = size ? size.sql : standard;
  return limit === undefined ? `to_json(${list})` : `to_json((${list})[1:${limit}])`;
}

function makeList(keepNulls: boolean, standard?: number): Filtered {
  return ([arg, size], where, context) =>
    typed('dynamic', limited(listOf(arg as SqlExpression, where, context, keepNulls), size, standard));
}

/** Sorted, so that equal sets look equal; Kusto leaves the order open. */
function makeSet(standard?: number): Filtered {
  return ([arg, size], where, context) => {
    const value = arg as SqlExpression;
    if (value.type === 'dynamic')
      return typed(
        'dynamic',
        limited(
          `list_sort(list_filter(list_distinct(${listOf(value, where, context, false)}), lambda e: e <> 'null'::JSON))`,
          size,
          standard,
        ),
      );
    const each = ['string', 'int', 'long', 'bool'].includes(value.type) ? value.sql : json(value);
    return typed(
      'dynamic',
      limited(
        `list_sort(coalesce(list(DISTINCT ${each})${filter(...where, `(${value.sql}) IS NOT NULL`)}, []))`,
        size,
        standard,
      ),
    );
  };
}

/**
 * `arg_max(by, value)`: the value of the row where `by` is greatest, the first row of equals; with one argument, the
 * greatest `by` itself. Rows without `by` count only where there are no others. A call with several values, or `*`,
 * is one call a column; they agree on the row.
 */
function argExtreme(name: 'max' | 'min'): AggregateFunction {
  return (args, context) => {
    const [by, value] = args as [SqlExpression, SqlExpression | undefined];
    const key =
      by.type === 'dynamic'
        ? context.fail(
            `arg_${name} does not compare dynamic values`,
            'Convert it first, with tolong(), todatetime() or tostring().',
            0,
          )
        : by.sql;
    if (!value) return extreme(name)([by], [], context);
    const rank =
      name === 'min' && by.type === 'real' ? `CASE WHEN isnan(${key}) THEN '-Infinity'::DOUBLE ELSE ${key} END` : key;
    return typed(
      value.type,
      `CASE WHEN count(${key}) = 0 THEN first(${value.sql}) ELSE arg_${name}_null(${value.sql}, ${rank}) END`,
    );
  };
}

/** Some value, one that is neither null nor empty where the group has one. */
const takeAny: Filtered = ([arg], where) => {
  const value = arg as SqlExpression;
  if (value.type !== 'string') return typed(value.type, `any_value(${value.sql})${filter(...where)}`);
  return typed('string', `coalesce(any_value(${value.sql})${filter(...where, `${value.sql} <> ''`)}, '')`);
};

function bits(name: 'bit_and' | 'bit_or' | 'bit_xor'): Filtered {
  return ([arg], where) => typed('long', `${name}(${(arg as SqlExpression).sql})${filter(...where)}::BIGINT`);
}

/** The value at the nearest rank. */
function percentile(
  arg: SqlExpression,
  rank: SqlExpression,
  where: readonly string[],
  context: FunctionContext,
  position: number,
): SqlExpression {
  const share = literalNumber(rank);
  if (share === undefined) return context.fail('percentile needs a literal percentage', undefined, position);
  const value = numeric(arg);
  const type: KqlType = value.type === 'int' ? 'long' : value.type;
  return typed(
    type,
    `(quantile_disc(${value.sql}, ${Math.min(1, Math.max(0, share / 100))})${filter(...where)})${type === 'long' ? '::BIGINT' : ''}`,
  );
}

const percentilesArray: AggregateFunction = (args, context) => {
  const [value, ...ranks] = args as [SqlExpression, ...SqlExpression[]];
  const literal =
    ranks.length === 1 && typeof ranks[0]?.literal === 'string'
      ? (JSON.parse(ranks[0].literal) as readonly number[])
      : undefined;
  const shares = literal
    ? literal.map((share): SqlExpression => ({ sql: String(share), type: 'real', literal: share }))
    : ranks;
  return typed(
    'dynamic',
    `json_array(${shares.map((rank, index) => json(percentile(value, rank, [], context, index + 1))).join(', ')})`,
  );
};

export const aggregateFamily: FunctionFamily = {
  aggregates: {
    count: plain(count),
    countif: conditional(count),
    sum: plain(sum),
    sumif: conditional(sum),
    avg: plain(avg),
    avgif: conditional(avg),
    min: plain(extreme('min')),
    minif: conditional(extreme('min')),
    max: plain(extreme('max')),
    maxif: conditional(extreme('max')),
    stdev: plain(spread('stddev_samp')),
    stdevif: conditional(spread('stddev_samp')),
    stdevp: plain(spread('stddev_pop')),
    stdevpif: conditional(spread('stddev_pop')),
    variance: plain(spread('var_samp')),
    varianceif: conditional(spread('var_samp')),
    variancep: plain(spread('var_pop')),
    variancepif: conditional(spread('var_pop')),
    dcount: plain(dcount),
    dcountif: conditional(dcount, 1),
    count_distinct: plain(dcount),
    count_distinctif: conditional(dcount, 1),
    make_list: plain(makeList(false)),
    makelist: plain(makeList(false, 128)),
    make_list_if: conditional(makeList(false), 1),
    make_list_with_nulls: plain(makeList(true)),
    make_set: plain(makeSet()),
    makeset: plain(makeSet(128)),
    make_set_if: conditional(makeSet(), 1),
    arg_max: argExtreme('max'),
    argmax: argExtreme('max'),
    arg_min: argExtreme('min'),
    argmin: argExtreme('min'),
    take_any: plain(takeAny),
    any: plain(takeAny),
    take_anyif: conditional(takeAny),
    anyif: conditional(takeAny),
    /** One percentage; `percentiles` is one call a column. */
    percentile: (args, context) => percentile(args[0] as SqlExpression, args[1] as SqlExpression, [], context, 1),
    percentiles: (args, context) => percentile(args[0] as SqlExpression, args[1] as SqlExpression, [], context, 1),
    percentiles_array: percentilesArray,
    binary_all_and: plain(bits('bit_and')),
    binary_all_or: plain(bits('bit_or')),
    binary_all_xor: plain(bits('bit_xor')),
  },
  macros: [
    // The low 64 bits of a HUGEINT with their sign, as overflow leaves them.
    `CREATE OR REPLACE MACRO kql_wrap(h) AS
       CAST(((CAST(h AS HUGEINT) + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT AS BIGINT)`,
  ],
};
