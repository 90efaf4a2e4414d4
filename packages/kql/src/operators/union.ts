import type { Syntax } from '../language/syntax.js';
import { inner, lookUp, type Names, refuse, type Scope } from '../lower/scope.js';
import { declare } from '../lower/statements.js';
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
    if (names) return names.map((read) => read());
    if (!fuzzy) return [lowerTabular(expression, outside(scope))];
    const source = sourceName(expression);
    if (source && !isKnown(source, scope)) return [];
    return isTabular(expression, scope) ? [lowerTabular(expression, outside(scope))] : [];
  });
}

/** The name at the head of a pipe. */
function sourceName(node: Syntax): string | undefined {
  if (node.kind === 'PipeExpression' || node.kind === 'ParenthesizedExpression')
    return sourceName(node.child('Expression'));
  return node.kind === 'NameReference' ? node.name : undefined;
}

function isKnown(name: string, scope: Scope): boolean {
  const { schema } = scope.query;
  return (
    lookUp(scope.names, name) !== undefined ||
    schema.tables.some((table) => table.name === name) ||
    (schema.functions ?? []).some((saved) => saved.name === name)
  );
}

/** The tables and views that a name with `*` in it stands for. */
export function wildcard(node: Syntax, scope: Scope): readonly (() => Relation)[] | undefined {
  const at = node.kind === 'ParenthesizedExpression' ? node.child('Expression') : node;
  if (at.kind !== 'NameReference' || !at.text.includes('*')) return undefined;
  const matches = wildcardTest(at.text.replace(/^\['?|'?\]$/g, ''));
  const tables = scope.query.schema.tables.filter((table) => matches(table.name));
  return [
    ...views(scope)
      .filter(({ name }) => matches(name))
      .map(({ read }) => read),
    ...tables.map(
      ({ name }) =>
        () =>
          tableRelation(name, at, scope),
    ),
  ];
}

/** The functions that the query declares as `view`: wildcards and `search` see them as tables. */
export function views(scope: Scope): readonly { readonly name: string; readonly read: () => Relation }[] {
  const found: { name: string; read: () => Relation }[] = [];
  for (let names: Names | undefined = scope.names; names; names = names.outer) {
    for (const [name, binding] of names.bindings) {
      if (binding.kind !== 'function' || !binding.view || found.some((view) => view.name === name)) continue;
      const { view, names: closure } = binding;
      found.push({ name, read: () => relation({ ...lowerBody(view, scope, closure), label: name }) });
    }
  }
  return found;
}

function lowerBody(body: Syntax, scope: Scope, names: Names): Relation {
  const inside: Scope = { ...outside(scope), names: inner(names) };
  for (const statement of body.list('Statements')) declare(statement, inside);
  return lowerTabular(body.child('Expression'), inside);
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
