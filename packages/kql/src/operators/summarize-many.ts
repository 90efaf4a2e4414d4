import type { Syntax } from '../language/syntax.js';
import { withoutAggregates } from '../lower/call.js';
import { columnValue, lowerExpression, scalarType } from '../lower/expression.js';
import { aggregateFunction, callAggregate } from '../lower/functions.js';
import { refuse, type Scope } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { Relation } from '../plan/relation.js';
import type { HiddenColumns } from './summarize.js';

/** The columns of an aggregate that yields several, or undefined where this one yields one. */
export function manyColumns(
  call: Syntax,
  input: Relation,
  keyNames: readonly string[],
  scope: Scope,
  hidden: HiddenColumns,
): readonly SqlExpression[] | undefined {
  const name = call.child('Name').name.toLowerCase();
  const args = call.child('ArgumentList').list('Expressions');
  const inside = withoutAggregates(scope);
  switch (name) {
    case 'arg_max':
    case 'argmax':
      return extreme('max', args, input, keyNames, inside, hidden);
    case 'arg_min':
    case 'argmin':
      return extreme('min', args, input, keyNames, inside, hidden);
    case 'take_any':
    case 'any':
    case 'anyif':
    case 'take_anyif':
      if (args.length === 1 && args[0]?.kind !== 'StarExpression') return undefined;
      if (name.endsWith('if')) return undefined;
      return anyRow(args, input, keyNames, inside, hidden);
    case 'percentiles':
    case 'percentilesw':
      return percentiles(name, call, args, inside);
    default:
      return undefined;
  }
}

/** What a row keeps: the arguments, with `*` for every column that is not named already. */
function kept(args: readonly Syntax[], input: Relation, taken: readonly string[], scope: Scope): SqlExpression[] {
  return args.flatMap((argument) => {
    if (argument.kind !== 'StarExpression') return [lowerExpression(argument, scope)];
    const named = new Set([...taken, ...args.flatMap((other) => (other.kind === 'NameReference' ? [other.name] : []))]);
    return input.columns.filter((column) => !named.has(column.name)).map(columnValue);
  });
}

/** The values that `arg_max` takes from the best row, the one it goes by first. */
export function extremeValues(
  call: Syntax,
  input: Relation,
  keyNames: readonly string[],
  scope: Scope,
): SqlExpression[] {
  return rowValues(call.child('ArgumentList').list('Expressions'), input, keyNames, scope);
}

function rowValues(
  args: readonly Syntax[],
  input: Relation,
  keyNames: readonly string[],
  scope: Scope,
): SqlExpression[] {
  const [keyNode, ...rest] = args;
  const keyName = keyNode!.kind === 'NameReference' ? [keyNode!.name] : [];
  return [lowerExpression(keyNode!, scope), ...kept(rest, input, [...keyNames, ...keyName], scope)];
}

/**
 * All values of a group are taken from one and the same row, so the row travels as a struct. Where every key is null
 * Kusto still answers some row.
 */
function extreme(
  which: 'max' | 'min',
  args: readonly Syntax[],
  input: Relation,
  keyNames: readonly string[],
  scope: Scope,
  hidden: HiddenColumns,
): SqlExpression[] {
  const values = rowValues(args, input, keyNames, scope);
  const key = values[0]!;
  if (values.length === 1) return [{ sql: `${which}(${key.sql})`, type: key.type }];
  const rank = rankOf(which, key);
  const row = `{${values.map((value, index) => `'c${index}': ${value.sql}`).join(', ')}}`;
  const best = hidden.add(`coalesce(arg_${which}(${row}, ${rank}), first(${row}))`);
  return values.map((value, index) => ({ sql: member(best, index, value.type), type: value.type }));
}

/** NaN is the best value in either direction. */
export function rankOf(which: 'max' | 'min', { sql, type }: SqlExpression): string {
  return which === 'min' && type === 'real'
    ? `CASE WHEN isnan(${sql}) THEN CAST('-inf' AS DOUBLE) ELSE ${sql} END`
    : sql;
}

function anyRow(
  args: readonly Syntax[],
  input: Relation,
  keyNames: readonly string[],
  scope: Scope,
  hidden: HiddenColumns,
): SqlExpression[] {
  const values = kept(args, input, keyNames, scope);
  const row = hidden.add(`first({${values.map((value, index) => `'c${index}': ${value.sql}`).join(', ')}})`);
  return values.map((value, index) => ({ sql: member(row, index, value.type), type: value.type }));
}

function member(row: string, index: number, type: SqlExpression['type']): string {
  const sql = `${row}.c${index}`;
  return type === 'string' ? `coalesce(${sql}, '')` : sql;
}

function percentiles(name: string, call: Syntax, args: readonly Syntax[], scope: Scope): SqlExpression[] {
  const weighted = name === 'percentilesw';
  const single = weighted ? 'percentilew' : 'percentile';
  const values = args.map((argument) => lowerExpression(argument, scope));
  const fixed = weighted ? 2 : 1;
  if (!aggregateFunction(single))
    refuse(scope, call, `The aggregate ${name}() is not supported yet`, { code: 'unsupported', subject: name });
  const type = values[0]!.type;
  return values
    .slice(fixed)
    .map((at) =>
      callAggregate(
        single,
        [...values.slice(0, fixed), at],
        type === 'int' ? 'long' : scalarTypeOr(call, type),
        call,
        scope,
      ),
    );
}

function scalarTypeOr(call: Syntax, fallback: SqlExpression['type']): SqlExpression['type'] {
  return call.type.kind === 'scalar' ? scalarType(call) : fallback;
}
