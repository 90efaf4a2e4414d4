import { over, refuse } from '../lower/scope.js';
import { withWindows } from '../lower/window.js';
import { named, step } from '../plan/relation.js';
import { lowerValues } from './assignments.js';
import { as, boundColumns, type Operator } from './shared.js';

export const project: Operator = (input, node, scope) => {
  const bound = boundColumns(node, scope);
  const { input: rows, result } = withWindows(input, over(scope, input), (inside) =>
    node.list('Expressions').flatMap((expression) => lowerValues(expression, inside)),
  );
  if (bound.length !== result.length) refuse(scope, node, 'The columns of project are not known');
  const columns = named(bound.map(({ name }, index) => ({ name, type: result[index]!.value.type })));
  const items = columns.map((column, index) => as(result[index]!.value.sql, column.id));
  return step(rows, columns, (from) => `SELECT ${items.join(', ')} FROM ${from}`);
};
