import type { Diagnostic, Syntax } from './syntax.js';

/**
 * True for an error that the language service reports and the engine itself does not: `count(x)` with any argument, bare
 * literals as operands of `and`, `or` and `not()` in a search, named arguments of bag_unpack(), and names with `*` that
 * match no table of a fuzzy union.
 */
export function isTolerated(diagnostic: Diagnostic, root: Syntax): boolean {
  const path = pathTo(root, diagnostic);
  if (/\*' does not refer to any known/.test(diagnostic.message)) return path.some(isFuzzyUnion);
  if (!/type/.test(diagnostic.message)) return false;
  if (path.some((node) => node.kind === 'SearchOperator')) return /bool/.test(diagnostic.message);
  return path.some((node) => node.kind === 'FunctionCallExpression' && lenient.has(node.child('Name').name));
}

const lenient = new Set(['count', 'bag_unpack']);

function isFuzzyUnion(node: Syntax): boolean {
  return (
    node.kind === 'UnionOperator' &&
    node.list('Parameters').some((parameter) => /^isfuzzy\s*=\s*true$/.test(parameter.text))
  );
}

function pathTo(root: Syntax, { start, length }: Diagnostic): readonly Syntax[] {
  const path: Syntax[] = [];
  let at: Syntax | undefined = root;
  while (at) {
    path.push(at);
    at = at.children.find((child) => child.start <= start && child.start + child.length >= start + length);
  }
  return path;
}
