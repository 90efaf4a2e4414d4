import type { Syntax } from '../language/syntax.js';
import { convert } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { refuse, type Scope } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import type { Relation } from '../plan/relation.js';
import type { Assignment } from './extend.js';
import { columnNamer, ownName } from './shared.js';

/** A value and the name that its expression carries, if it carries one. */
export interface NamedValue {
  readonly own: string | undefined;
  readonly value: SqlExpression;
}

/** The assignments of `extend`; `added` are the names that the binder gave the new columns, in order. */
export function assignments(
  expressions: readonly Syntax[],
  added: readonly string[],
  input: Relation,
  scope: Scope,
): Assignment[] {
  const nameFor = columnNamer(input.columns, added);
  return expressions
    .flatMap((expression) => lowerValues(expression, scope))
    .map(({ own, value }) => ({ name: nameFor(own), value }));
}

/**
 * The columns that one expression yields: mostly one. A function with several results yields all of them, the first
 * under the name where there is one, and as many as there are names in `(a, b) = f(...)`.
 */
export function lowerValues(expression: Syntax, scope: Scope): readonly NamedValue[] {
  if (expression.kind === 'CompoundNamedExpression') return several(expression, scope);
  const value = lowerExpression(expression, scope);
  const members = memberTypes(expression);
  const named = expression.kind === 'SimpleNamedExpression';
  const own = ownName(expression);
  if (members.length === 0 || value.type !== 'dynamic') return [{ own, value }];
  return members.map((type, index) => ({
    own: named && index === 0 ? own : undefined,
    value: member(value, index, type, expression, scope),
  }));
}

function several(expression: Syntax, scope: Scope): readonly NamedValue[] {
  const call = expression.child('Expression');
  const value = lowerExpression(call, scope);
  if (value.type !== 'dynamic') refuse(scope, call, 'Only a function with several results can be given several names');
  const types = memberTypes(call);
  const names = expression.child('Names').list('Names');
  return names.map((name, index) => ({
    own: name.name,
    value: member(value, index, types[index] ?? 'dynamic', call, scope),
  }));
}

/** The types of the results of a function that the binder knows to have several. */
function memberTypes(expression: Syntax): readonly KqlType[] {
  const at = expression.kind === 'SimpleNamedExpression' ? expression.child('Expression') : expression;
  return at.type.kind === 'tuple' ? at.type.columns.map((column) => column.type) : [];
}

function member(value: SqlExpression, index: number, type: KqlType, node: Syntax, scope: Scope): SqlExpression {
  const element: SqlExpression = { sql: `kql_some(json_extract(${value.sql}, '$[${index}]'))`, type: 'dynamic' };
  return type === 'dynamic' ? element : convert(element, type, node, scope);
}
