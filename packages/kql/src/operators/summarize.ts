import type { Syntax } from '../language/syntax.js';
import { lowerExpression } from '../lower/expression.js';
import { over, refuse, type Scope } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { named, type Relation, step } from '../plan/relation.js';
import { isWritten, withPlaces } from '../plan/sequence.js';
import { boundColumns, type Operator } from './shared.js';
import { extremeValues, manyColumns, rankOf } from './summarize-many.js';

export const summarize: Operator = (input, node, scope) => {
  const keyNodes = node.maybe('ByClause')?.list('Expressions') ?? [];
  const inside = over(scope, input);
  const keys = keyNodes.map((key) => lowerExpression(key, inside));
  const keyNames = keyNodes.map((key) => (key.kind === 'NameReference' ? key.name : ''));
  const sole = soleExtreme(node, input, keys, keyNames, scope);
  if (sole) return sole;
  const hidden = hiddenColumns(scope);
  const written = isWritten(input);
  const place = `"${scope.query.fresh('$o')}"`;
  const sequenced = written || input.ordered ? { ...scope, order: place } : scope;
  const values = node
    .list('Aggregates')
    .flatMap((expression) => aggregates(expression, input, keyNames, sequenced, hidden));
  const usesPlaces = [...values.map(({ sql }) => sql), ...hidden.items].some((sql) => sql.includes(place));
  if (!written && !usesPlaces) return grouped(input, node, keys, values, hidden, scope);
  const rows = withPlaces(input, place);
  return grouped(rows, node, keys, values, hidden, scope, written ? ` ORDER BY min(${place})` : '');
};

/**
 * `summarize arg_max(x, ...) by ...` and nothing else: the best row of each group, which DuckDB finds much faster as a
 * ranked row than as an aggregate over whole rows.
 */
function soleExtreme(
  node: Syntax,
  input: Relation,
  keys: readonly SqlExpression[],
  keyNames: readonly string[],
  scope: Scope,
): Relation | undefined {
  const items = node.list('Aggregates');
  const call = items[0];
  if (items.length !== 1 || keys.length === 0 || call?.kind !== 'FunctionCallExpression') return undefined;
  const which = /^arg_?(max|min)$/i.exec(call.child('Name').name)?.[1]?.toLowerCase() as 'max' | 'min' | undefined;
  if (!which) return undefined;
  const values = extremeValues(call, input, keyNames, over(scope, input));
  const bound = boundColumns(node, scope);
  const all = [...keys, ...values];
  if (bound.length !== all.length) refuse(scope, node, 'The columns of summarize are not known');
  const columns = named(bound.map(({ name }, index) => ({ name, type: all[index]!.type })));
  const list = columns.map((column, index) => `${all[index]!.sql} AS ${column.id}`).join(', ');
  const rank = `row_number() OVER (PARTITION BY ${keys.map((key) => key.sql).join(', ')} ORDER BY ${rankOf(which, values[0]!)} ${which === 'max' ? 'DESC' : 'ASC'} NULLS LAST)`;
  return step(input, columns, (from) => `SELECT ${list} FROM ${from} QUALIFY ${rank} = 1`, { ordered: false });
}

/** Groups rows; the binder's names go to the keys first and then to the aggregates. */
function grouped(
  input: Relation,
  node: Syntax,
  keys: readonly SqlExpression[],
  values: readonly SqlExpression[],
  hidden: HiddenColumns,
  scope: Scope,
  sorted = '',
): Relation {
  const all = [...keys, ...values];
  const bound = boundColumns(node, scope);
  if (bound.length !== all.length) refuse(scope, node, 'The columns of summarize are not known');
  const columns = named(bound.map(({ name }, index) => ({ name, type: all[index]!.type })));
  const by = keys.length === 0 ? '' : ` GROUP BY ${keys.map((_, index) => index + 1).join(', ')}${sorted}`;
  const items = columns.map((column, index) => `${all[index]!.sql} AS ${column.id}`);
  if (values.length === 0 && sorted === '')
    return step(input, columns, (from) => `SELECT DISTINCT ${items.join(', ')} FROM ${from}`, { ordered: false });
  if (hidden.items.length === 0)
    return step(input, columns, (from) => `SELECT ${items.join(', ')} FROM ${from}${by}`, { ordered: false });
  const isLate = (index: number) => all[index]!.sql.includes('"$h');
  const early = [...items.filter((_, index) => !isLate(index)), ...hidden.items];
  const groups = step(input, columns, (from) => `SELECT ${early.join(', ')} FROM ${from}${by}`, { ordered: false });
  const late = columns.map((column, index) => (isLate(index) ? items[index] : column.id));
  return step(groups, columns, (from) => `SELECT ${late.join(', ')} FROM ${from}`);
}

/** Aggregates that several columns are taken from, computed once under a name of their own. */
export interface HiddenColumns {
  readonly items: readonly string[];
  /** The identifier under which the SQL stands. */
  readonly add: (sql: string) => string;
}

export function hiddenColumns(scope: Scope): HiddenColumns {
  const items: string[] = [];
  return {
    items,
    add(sql) {
      const id = `"${scope.query.fresh('$h')}"`;
      items.push(`${sql} AS ${id}`);
      return id;
    },
  };
}

/** The columns that one item of `summarize` yields: mostly one, several for `arg_max`, `percentiles` and their like. */
export function aggregates(
  expression: Syntax,
  input: Relation,
  keyNames: readonly string[],
  scope: Scope,
  hidden: HiddenColumns,
): SqlExpression[] {
  const inside = over(scope, input, { aggregating: true });
  const call =
    expression.maybe('Expression') && expression.kind !== 'FunctionCallExpression'
      ? expression.child('Expression')
      : expression;
  const many = call.kind === 'FunctionCallExpression' ? manyColumns(call, input, keyNames, inside, hidden) : undefined;
  return many ? [...many] : [lowerExpression(expression, inside)];
}
