import type { Syntax } from '../language/syntax.js';
import { compare } from '../lower/comparison.js';
import { asCondition, columnValue, lowerExpression } from '../lower/expression.js';
import { refuse, type Scope, unsupported } from '../lower/scope.js';
import { lowerTabular } from '../lower/tabular.js';
import { type Column, named, type Relation, relation } from '../plan/relation.js';
import { as, boundColumns, findColumn, type Operator, parameter, select } from './shared.js';

export const join: Operator = (input, node, scope) => {
  const right = lowerTabular(node.child('Expression'), outside(scope));
  const kind = parameter(node, 'kind') ?? 'innerunique';
  const keys = joinKeys(input, right, node.maybe('ConditionClause'), scope);
  switch (kind) {
    case 'inner':
    case 'innerunique':
    case 'leftouter':
    case 'rightouter':
    case 'fullouter':
      return matched(kind, input, right, keys, node, scope);
    case 'leftsemi':
    case 'leftanti':
    case 'leftantisemi':
    case 'anti':
      return filtered(input, right, keys.condition, kind === 'leftsemi' ? 'SEMI' : 'ANTI', 'l', 'r');
    case 'rightsemi':
    case 'rightanti':
    case 'rightantisemi':
      return filtered(right, input, keys.condition, kind === 'rightsemi' ? 'SEMI' : 'ANTI', 'r', 'l');
    default:
      return unsupported(scope, node, `join kind=${kind}`);
  }
};

export function outside(scope: Scope): Scope {
  const { row: _row, windows: _windows, aggregating: _aggregating, ...rest } = scope;
  return rest;
}

export interface JoinKeys {
  /** SQL over the sides `l` and `r`. */
  readonly condition: string;
  readonly left: readonly Column[];
  readonly right: readonly Column[];
}

const behind = (alias: string, columns: readonly Column[]): Column[] =>
  columns.map((column) => ({ ...column, id: `${alias}.${column.id}` }));

export function joinKeys(left: Relation, right: Relation, clause: Syntax | undefined, scope: Scope): JoinKeys {
  const sides = { left: behind('l', left.columns), right: behind('r', right.columns) };
  const row = { columns: [...sides.left, ...sides.right], ...sides };
  const inside: Scope = { ...outside(scope), row };
  const usedLeft: Column[] = [];
  const usedRight: Column[] = [];
  if (clause?.kind === 'JoinWhereClause') {
    const condition = clause.child('Expression');
    return { condition: asCondition(lowerExpression(condition, inside), condition, inside).sql, left: [], right: [] };
  }
  const conditions = (clause?.list('Expressions') ?? []).map((on) => {
    if (on.kind === 'NameReference') {
      const a = findColumn(left, on.name) ?? unknown(on, 'left', scope);
      const b = findColumn(right, on.name) ?? unknown(on, 'right', scope);
      usedLeft.push(a);
      usedRight.push(b);
      return matches(sides.left[left.columns.indexOf(a)]!, sides.right[right.columns.indexOf(b)]!, on, inside);
    }
    const pair = sidesOf(on);
    if (pair) {
      const a = findColumn(left, pair.left.name) ?? unknown(pair.left, 'left', scope);
      const b = findColumn(right, pair.right.name) ?? unknown(pair.right, 'right', scope);
      usedLeft.push(a);
      usedRight.push(b);
      return matches(sides.left[left.columns.indexOf(a)]!, sides.right[right.columns.indexOf(b)]!, on, inside);
    }
    return asCondition(lowerExpression(on, inside), on, inside).sql;
  });
  return { condition: conditions.length === 0 ? 'true' : conditions.join(' AND '), left: usedLeft, right: usedRight };
}

function unknown(node: Syntax, side: string, scope: Scope): never {
  return refuse(scope, node, `The ${side} side of the join has no column ${node.name}`, {
    code: 'unknown-column',
    subject: node.name,
  });
}

/** The columns of `$left.a == $right.b`, written in either order. */
function sidesOf(on: Syntax): { readonly left: Syntax; readonly right: Syntax } | undefined {
  if (on.kind !== 'EqualExpression') return undefined;
  const side = (node: Syntax) => (node.kind === 'PathExpression' ? node.child('Expression').name : '');
  const a = on.child('Left');
  const b = on.child('Right');
  if (side(a) === '$left' && side(b) === '$right') return { left: a.child('Selector'), right: b.child('Selector') };
  if (side(a) === '$right' && side(b) === '$left') return { left: b.child('Selector'), right: a.child('Selector') };
  return undefined;
}

/** Keys match when they are equal; two nulls match as well. */
function matches(left: Column, right: Column, node: Syntax, scope: Scope): string {
  if (left.type === right.type && left.type !== 'dynamic') {
    return left.type === 'string' ? `${left.id} = ${right.id}` : `${left.id} IS NOT DISTINCT FROM ${right.id}`;
  }
  return compare('==', columnValue(left), columnValue(right), node, scope).sql;
}

/** A missing row has nulls, and empty strings. */
function outer(column: Column, alias: string): string {
  const sql = `${alias}.${column.id}`;
  return column.type === 'string' ? `coalesce(${sql}, '')` : sql;
}

const words = {
  inner: 'JOIN',
  innerunique: 'JOIN',
  leftouter: 'LEFT JOIN',
  rightouter: 'RIGHT JOIN',
  fullouter: 'FULL JOIN',
};

function matched(
  kind: keyof typeof words,
  left: Relation,
  right: Relation,
  keys: JoinKeys,
  node: Syntax,
  scope: Scope,
): Relation {
  const bound = boundColumns(node, scope);
  const sources = [
    ...left.columns.map((column) => ({
      column,
      sql: kind === 'rightouter' || kind === 'fullouter' ? outer(column, 'l') : `l.${column.id}`,
    })),
    ...right.columns.map((column) => ({
      column,
      sql: kind === 'leftouter' || kind === 'fullouter' ? outer(column, 'r') : `r.${column.id}`,
    })),
  ];
  if (bound.length !== sources.length) refuse(scope, node, 'The columns of the join are not known');
  const columns = named(bound.map(({ name }, index) => ({ name, type: sources[index]!.column.type })));
  const items = columns.map((column, index) => as(sources[index]!.sql, column.id)).join(', ');
  // innerunique keeps one row of the left side a key.
  const unique = kind === 'innerunique' && keys.left.length > 0 ? `DISTINCT ON (${select(keys.left)}) ` : '';
  return relation({
    columns,
    inputs: [left, right],
    print: (l, r) => {
      const from = unique ? `(SELECT ${unique}${select(left.columns)} FROM ${l})` : l;
      return `SELECT ${items} FROM ${from} AS l ${words[kind]} ${r} AS r ON ${keys.condition}`;
    },
    ordered: false,
  });
}

function filtered(
  kept: Relation,
  other: Relation,
  condition: string,
  word: string,
  alias: string,
  otherAlias: string,
): Relation {
  return relation({
    columns: kept.columns,
    inputs: [kept, other],
    print: (a, b) => `SELECT ${alias}.* FROM ${a} AS ${alias} ${word} JOIN ${b} AS ${otherAlias} ON ${condition}`,
    ordered: kept.ordered,
  });
}

/** `lookup`: the left rows with the columns of the right that are no keys; leftouter unless told otherwise. */
export const lookup: Operator = (input, node, scope) => {
  const right = lowerTabular(node.child('Expression'), outside(scope));
  const kind = parameter(node, 'kind') ?? 'leftouter';
  if (kind !== 'leftouter' && kind !== 'inner') unsupported(scope, node, `lookup kind=${kind}`);
  const keys = joinKeys(input, right, node.maybe('LookupClause'), scope);
  const extra = right.columns.filter((column) => !keys.right.includes(column));
  const bound = boundColumns(node, scope);
  if (bound.length !== input.columns.length + extra.length)
    refuse(scope, node, 'The columns of the lookup are not known');
  const columns = named([...input.columns, ...extra].map(({ type }, index) => ({ name: bound[index]!.name, type })));
  const sources = [
    ...input.columns.map((column) => `l.${column.id}`),
    ...extra.map((column) => (kind === 'leftouter' ? outer(column, 'r') : `r.${column.id}`)),
  ];
  const items = columns.map((column, index) => as(sources[index]!, column.id)).join(', ');
  return relation({
    columns,
    inputs: [input, right],
    print: (l, r) => `SELECT ${items} FROM ${l} AS l ${words[kind]} ${r} AS r ON ${keys.condition}`,
    ordered: false,
  });
};
