import type { Syntax } from '../language/syntax.js';
import { lowerExpression } from '../lower/expression.js';
import { over, type Scope } from '../lower/scope.js';
import { withWindows } from '../lower/window.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { type Column, named, type Relation, step } from '../plan/relation.js';
import { assignments } from './assignments.js';
import { boundColumns, type Operator } from './shared.js';

/** One column that an operator sets: its place among the columns and its value. */
export interface Assignment {
  readonly name: string;
  readonly value: SqlExpression;
}

export const extend: Operator = (input, node, scope) => {
  const expressions = node.list('Expressions');
  const bound = boundColumns(node, scope).slice(input.columns.length);
  return extendWith(input, scope, (inside) =>
    assignments(
      expressions,
      bound.map((column) => column.name),
      input,
      inside,
    ),
  );
};

/** Adds columns or sets those that are there, which keep their place. */
export function extendWith(input: Relation, scope: Scope, make: (scope: Scope) => readonly Assignment[]): Relation {
  const { input: rows, result } = withWindows(input, over(scope, input), make);
  return result.length === 0 ? rows : assign(rows, input.columns, result);
}

export function assign(rows: Relation, columns: readonly Column[], values: readonly Assignment[]): Relation {
  const last = new Map(values.map((assignment) => [assignment.name, assignment.value]));
  const kept = columns.map((column) => ({ name: column.name, type: last.get(column.name)?.type ?? column.type }));
  const added = [...last].filter(([name]) => !columns.some((column) => column.name === name));
  const all = named([...kept, ...added.map(([name, value]) => ({ name, type: value.type }))]);
  const items = all.map((column, index) => {
    const value = last.get(column.name);
    return value ? `${value.sql} AS ${column.id}` : (columns[index]?.id ?? column.id);
  });
  const replaced = items.slice(0, columns.length).filter((_, index) => last.has(columns[index]!.name));
  const star = replaced.length === 0 ? '*' : `* REPLACE (${replaced.join(', ')})`;
  const list = [star, ...items.slice(columns.length)].join(', ');
  return step(rows, all, (from) => `SELECT ${list} FROM ${from}`);
}

export function lowerAll(nodes: readonly Syntax[], scope: Scope): SqlExpression[] {
  return nodes.map((node) => lowerExpression(node, scope));
}
