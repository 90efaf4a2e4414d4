import type { Diagnostic, Syntax } from './syntax.js';

/**
 * True for an error that the language service reports and the engine itself does not: `count(x)` with any argument, bare
 * literals as operands of `and`, `or` and `not()` in a search, named arguments of bag_unpack(), a bag in array_length(),
 * names with `*` that match no table of a fuzzy union, and a source such as `print` that begins a toscalar() or an operand
 * of join inside a subquery.
 */
export function isTolerated(diagnostic: Diagnostic, root: Syntax): boolean {
  const path = pathTo(root, diagnostic);
  if (/\*' does not refer to any known/.test(diagnostic.message)) return path.some(isFuzzyUnion);
  if (/must be a dynamic array|must be an integer/.test(diagnostic.message)) return path.some(isLenientCall);
  if (/must be the first operator/.test(diagnostic.message)) return !isPiped(path);
  if (!/type/.test(diagnostic.message)) return false;
  if (path.some((node) => node.kind === 'SearchOperator')) return /bool/.test(diagnostic.message);
  return path.some(isLenientCall);
}

const lenient = new Set(['count', 'bag_unpack', 'array_length', 'make_timespan']);

function isLenientCall(node: Syntax): boolean {
  return node.kind === 'FunctionCallExpression' && lenient.has(node.child('Name').name);
}

/** True where the rows of another operator are piped into the last operator of the path. */
function isPiped(path: readonly Syntax[]): boolean {
  const at = path.findLastIndex((node) => node.kind.endsWith('Operator'));
  const parent = path[at - 1];
  return parent?.kind !== 'ToScalarExpression' && parent?.kind !== 'ParenthesizedExpression';
}

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
