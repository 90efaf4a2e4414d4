import { refuse } from '../lower/scope.js';
import { named, step } from '../plan/relation.js';
import { as, boundColumns, findColumn, type Operator } from './shared.js';

/** `project-away`, `project-keep` and `project-reorder` take columns as they are: the binder says which and in what order. */
export const projectColumns: Operator = (input, node, scope) => {
  const names = boundColumns(node, scope);
  const sources = names.map(
    ({ name }) => findColumn(input, name) ?? refuse(scope, node, `The column ${name} is not known here`),
  );
  const columns = named(sources);
  const items = columns.map((column, index) => as(sources[index]!.id, column.id));
  if (items.length === 0) return step(input, columns, (from) => `SELECT 1 AS "$none" FROM ${from}`);
  return step(input, columns, (from) => `SELECT ${items.join(', ')} FROM ${from}`);
};

/** `project-rename` keeps the place of every column. */
export const projectRename: Operator = (input, node, scope) => {
  const bound = boundColumns(node, scope);
  if (bound.length !== input.columns.length) refuse(scope, node, 'The columns of project-rename are not known');
  const columns = named(bound.map(({ name }, index) => ({ name, type: input.columns[index]!.type })));
  const items = columns.map((column, index) => as(input.columns[index]!.id, column.id));
  return step(input, columns, (from) => `SELECT ${items.join(', ')} FROM ${from}`);
};
