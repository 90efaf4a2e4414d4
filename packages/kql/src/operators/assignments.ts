import type { Syntax } from '../language/syntax.js';
import { convert } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { refuse, type Scope } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { Relation } from '../plan/relation.js';
import type { Assignment } from './extend.js';
import { ownName } from './shared.js';

/** The assignments of `extend`; `added` are the names that the binder gave the new columns, in order. */
export function assignments(
  expressions: readonly Syntax[],
  added: readonly string[],
  input: Relation,
  scope: Scope,
): Assignment[] {
  let next = 0;
  const exists = (name: string) => input.columns.some((column) => column.name === name);
  const nameFor = (own: string | undefined): string => {
    if (own !== undefined && exists(own)) return own;
    const given = added[next++];
    return own ?? given ?? `Column${next}`;
  };
  return expressions.flatMap((expression) => {
    if (expression.kind === 'CompoundNamedExpression') {
      return tuple(expression, scope).map(({ name, value }) => ({ name: nameFor(name), value }));
    }
    const value = lowerExpression(expression, scope);
    return [{ name: nameFor(ownName(expression)), value }];
  });
}

/** `(a, b) = f(...)`: the members of a dynamic array under the names given. */
export function tuple(
  expression: Syntax,
  scope: Scope,
): readonly { readonly name: string; readonly value: SqlExpression }[] {
  const names = expression.child('Names').list('Names');
  const call = expression.child('Expression');
  const value = lowerExpression(call, scope);
  if (value.type !== 'dynamic') refuse(scope, call, 'Only a function with several results can be given several names');
  const { type } = call;
  return names.map((name, index) => {
    const member: SqlExpression = { sql: `kql_some(json_extract(${value.sql}, '$[${index}]'))`, type: 'dynamic' };
    const bound = type.kind === 'tuple' ? type.columns[index]?.type : undefined;
    return { name: name.name, value: bound ? convert(member, bound, call, scope) : member };
  });
}
