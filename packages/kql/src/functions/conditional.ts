import type { SqlExpression } from '../model/compiled-query.js';
import { convert, text } from './convert.js';
import type { FunctionContext, FunctionFamily, ScalarFunction } from './registry.js';
import { typed } from './sql.js';

function branches(args: readonly SqlExpression[], context: FunctionContext): readonly string[] {
  return args.map((arg) => convert(arg, context.resultType).sql);
}

const iff: ScalarFunction = (args, context) => {
  const [condition, ...values] = args as [SqlExpression, SqlExpression, SqlExpression];
  const [yes, no] = branches(values, context);
  return typed(context.resultType, `CASE WHEN ${convert(condition, 'bool').sql} THEN ${yes} ELSE ${no} END`);
};

const caseOf: ScalarFunction = (args, context) => {
  const last = args.length - 1;
  const otherwise = convert(args[last] as SqlExpression, context.resultType).sql;
  const arms: string[] = [];
  for (let index = 0; index < last; index += 2) {
    const condition = convert(args[index] as SqlExpression, 'bool').sql;
    arms.push(`WHEN ${condition} THEN ${convert(args[index + 1] as SqlExpression, context.resultType).sql}`);
  }
  return typed(context.resultType, `CASE ${arms.join(' ')} ELSE ${otherwise} END`);
};

/** An empty string counts as missing. */
const coalesce: ScalarFunction = (args, context) => {
  const values = branches(args, context);
  if (context.resultType === 'string') {
    return typed('string', `coalesce(${values.map((sql) => `nullif(${sql}, '')`).join(', ')}, '')`);
  }
  if (context.resultType === 'dynamic') {
    return typed('dynamic', `coalesce(${values.map((sql) => `nullif(${sql}, 'null'::JSON)`).join(', ')})`);
  }
  return typed(context.resultType, `coalesce(${values.join(', ')})`);
};

function isNull(arg: SqlExpression): string {
  if (arg.type === 'string') return 'FALSE';
  return arg.type === 'dynamic' ? `(coalesce((${arg.sql})::VARCHAR, 'null') = 'null')` : `((${arg.sql}) IS NULL)`;
}

function isEmpty(arg: SqlExpression): string {
  if (arg.type === 'string') return `((${arg.sql}) = '')`;
  return arg.type === 'dynamic' ? `(${text(arg)} = '')` : isNull(arg);
}

function test(predicate: (arg: SqlExpression) => string): ScalarFunction {
  return ([arg]) => typed('bool', predicate(arg as SqlExpression));
}

function extreme(name: 'greatest' | 'least'): ScalarFunction {
  return (args, context) => typed(context.resultType, `${name}(${branches(args, context).join(', ')})`);
}

export const conditionalFamily: FunctionFamily = {
  scalars: {
    iff,
    iif: iff,
    case: caseOf,
    coalesce,
    isnull: test(isNull),
    isnotnull: test((arg) => `(NOT ${isNull(arg)})`),
    notnull: test((arg) => `(NOT ${isNull(arg)})`),
    isempty: test(isEmpty),
    isnotempty: test((arg) => `(NOT ${isEmpty(arg)})`),
    notempty: test((arg) => `(NOT ${isEmpty(arg)})`),
    not: test((arg) => `(NOT ${convert(arg, 'bool').sql})`),
    max_of: extreme('greatest'),
    min_of: extreme('least'),
  },
};
