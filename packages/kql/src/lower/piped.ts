import type { Syntax } from '../language/syntax.js';
import { operators, sources } from '../operators/index.js';
import type { Relation } from '../plan/relation.js';
import { type Scope, unsupported } from './scope.js';

/** Lowers a subquery such as `where x > 1 | summarize ...` whose first operator takes its rows from outside. */
export function lowerPiped(input: Relation, node: Syntax, scope: Scope): Relation {
  if (node.kind === 'PipeExpression') {
    return apply(lowerPiped(input, node.child('Expression'), scope), node.child('Operator'), scope);
  }
  if (node.kind === 'ParenthesizedExpression') return lowerPiped(input, node.child('Expression'), scope);
  return apply(input, node, scope);
}

function apply(input: Relation, node: Syntax, scope: Scope): Relation {
  const operator = operators.get(node.kind);
  if (operator) return operator(input, node, scope);
  const source = sources.get(node.kind);
  return source ? source(node, scope) : unsupported(scope, node, `The operator ${node.text.split(/\s/, 1)[0]}`);
}
