import type { Syntax } from '../language/syntax.js';
import { refuse, type Scope } from '../lower/scope.js';
import { isTabular, lowerTabular, tableRelation } from '../lower/tabular.js';
import { text } from '../plan/quote.js';
import { type Column, named, nullOf, type Relation, relation, step } from '../plan/relation.js';
import { outside } from './join.js';
import { boundColumns, type Operator, parameterNode, type Source } from './shared.js';

export const union: Operator = (input, node, scope) => unite([input, ...members(node, scope)], node, scope);

export const unionSource: Source = (node, scope) => unite(members(node, scope), node, scope);

function members(node: Syntax, scope: Scope): Relation[] {
  const fuzzy = parameterNode(node, 'isfuzzy')?.text === 'true';
  return node.list('Expressions').flatMap((expression) => {
    const names = wildcard(expression, scope);
    if (names) return names.map((name) => tableRelation(name, expression, scope));
    if (fuzzy && !isTabular(expression, scope)) return [];
    return [lowerTabular(expression, outside(scope))];
  });
}

/** The tables that a name with `*` in it stands for. */
export function wildcard(node: Syntax, scope: Scope): readonly string[] | undefined {
  const at = node.kind === 'ParenthesizedExpression' ? node.child('Expression') : node;
  if (at.kind !== 'NameReference' || !at.text.includes('*')) return undefined;
  const pattern = at.text.replace(/^\['?|'?\]$/g, '');
  const matches = wildcardTest(pattern);
  return scope.query.schema.tables.map((table) => table.name).filter(matches);
}

export function wildcardTest(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*');
  return (name) => {
    const first = parts[0] ?? '';
    const last = parts.at(-1) ?? '';
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > name.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}

function unite(inputs: readonly Relation[], node: Syntax, scope: Scope): Relation {
  const bound = boundColumns(node, scope);
  const source = parameterNode(node, 'withsource') ?? parameterNode(node, 'with_source');
  const sourceName = source ? source.name || source.text : undefined;
  return combine(inputs, bound, sourceName, node, scope);
}

/** Rows of several relations under the given columns. */
export function combine(
  inputs: readonly Relation[],
  bound: readonly { readonly name: string; readonly type: Column['type'] }[],
  sourceName: string | undefined,
  node: Syntax,
  scope: Scope,
): Relation {
  if (inputs.length === 0) return refuse(scope, node, 'No table is left to unite', { code: 'unknown-table' });
  const columns = named(bound);
  const missing = new Set<string>();
  const lists = inputs.map((input, index) => {
    const label = input.label ?? `union_arg${index}`;
    return columns.flatMap((column) => {
      if (column.name === sourceName) return [`${text(label)} AS ${column.id}`];
      const from = sourceColumn(input, column);
      if (!from) missing.add(column.id);
      return from ? [`${from.id} AS ${column.id}`] : [];
    });
  });
  const filled = columns.map((column) => {
    if (lists.every((_, index) => !sourceColumn(inputs[index]!, column)) && column.name !== sourceName)
      return `${nullOf(column.type)} AS ${column.id}`;
    return column.type === 'string' && missing.has(column.id)
      ? `coalesce(${column.id}, '') AS ${column.id}`
      : column.id;
  });
  const united = relation({
    columns,
    inputs,
    print: (...names) =>
      names
        .map((name, index) => `SELECT ${lists[index]!.join(', ') || '1 AS "$one"'} FROM ${name}`)
        .join(' UNION ALL BY NAME '),
    ordered: false,
  });
  return step(united, columns, (from) => `SELECT ${filled.join(', ') || '1 AS "$none"'} FROM ${from}`);
}

/** A column of one name and several types among the inputs is split, and the binder calls the parts `name_type`. */
function sourceColumn(input: Relation, column: Column): Column | undefined {
  return (
    input.columns.find((candidate) => candidate.name === column.name && candidate.type === column.type) ??
    input.columns.find(
      (candidate) => candidate.type === column.type && `${candidate.name}_${candidate.type}` === column.name,
    )
  );
}
