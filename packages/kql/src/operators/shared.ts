import type { Syntax } from '../language/syntax.js';
import { lowerExpression } from '../lower/expression.js';
import { refuse, type Scope } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { ColumnSchema } from '../model/schema.js';
import type { Column, Relation } from '../plan/relation.js';

/** Lowers one query operator over its input. */
export type Operator = (input: Relation, node: Syntax, scope: Scope) => Relation;
/** Lowers a source of rows. */
export type Source = (node: Syntax, scope: Scope) => Relation;

/** The columns that the binder found an operator to have. */
export function boundColumns(node: Syntax, scope: Scope): readonly ColumnSchema[] {
  const { type } = node;
  if (type.kind !== 'table') return refuse(scope, node, 'The columns of this operator are not known');
  return type.columns;
}

/** The text of a parameter such as `kind=inner`, lower case. */
export function parameter(node: Syntax, name: string): string | undefined {
  return parameterNode(node, name)?.text.toLowerCase();
}

export function parameterNode(node: Syntax, name: string, place = 'Parameters'): Syntax | undefined {
  const found = node.list(place).find((item) => item.maybe('Name')?.name.toLowerCase() === name);
  return found?.maybe('Expression');
}

/** The name that an expression carries itself: of `x = ...`, of a bare column, or `d_foo` of `d.foo`. */
export function ownName(node: Syntax): string | undefined {
  if (node.kind === 'MvExpandExpression' || node.kind === 'MvApplyExpression') return ownName(node.child('Expression'));
  return node.resultName || undefined;
}

/**
 * Names columns as the binder did: an expression sets the column of its own name where there is one, and otherwise takes
 * the next name that the binder added.
 */
export function columnNamer(
  existing: readonly ColumnSchema[],
  added: readonly string[],
): (own: string | undefined) => string {
  const names = new Set(existing.map((column) => column.name));
  let next = 0;
  return (own) => {
    const given = added[next];
    if (own !== undefined && names.has(own) && given !== `${own}1`) return own;
    next++;
    return own !== undefined && !given?.startsWith(own) ? own : (given ?? `Column${next}`);
  };
}

export function select(columns: readonly Column[]): string {
  return columns.map((column) => column.id).join(', ');
}

/** `expression AS id`, or the bare identifier where they are the same. */
export function as(sql: string, id: string): string {
  return sql === id ? id : `${sql} AS ${id}`;
}

/** A constant such as the number of rows to take. */
export function constant(node: Syntax, scope: Scope): SqlExpression {
  const { row: _row, ...outside } = scope;
  return lowerExpression(node, outside);
}

export function findColumn(input: Relation, name: string): Column | undefined {
  return input.columns.find((column) => column.name === name);
}
