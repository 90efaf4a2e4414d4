import type { Syntax } from '../../language/syntax.js';
import { refuse, type Scope } from '../../lower/scope.js';
import type { Column, Relation } from '../../plan/relation.js';

/** The arguments of a plugin: by place, and behind a name. */
export interface PluginArguments {
  readonly positional: readonly Syntax[];
  readonly named: ReadonlyMap<string, Syntax>;
}

export function pluginArguments(call: Syntax): PluginArguments {
  const positional: Syntax[] = [];
  const named = new Map<string, Syntax>();
  for (const argument of call.child('ArgumentList').list('Expressions')) {
    if (argument.kind === 'SimpleNamedExpression') named.set(argument.child('Name').name, argument.child('Expression'));
    else positional.push(argument);
  }
  return { positional, named };
}

/** The column that an argument names. */
export function argumentColumn(input: Relation, node: Syntax | undefined, call: Syntax, scope: Scope): Column {
  const found = input.columns.find((column) => column.name === node?.name);
  if (found) return found;
  const subject = node?.text ?? '';
  return refuse(scope, node ?? call, node ? `The column ${subject} is not known here` : 'A column is missing here', {
    code: 'unknown-column',
    subject,
  });
}
