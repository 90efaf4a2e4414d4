import { refuse } from '../lower/scope.js';
import { named, relation } from '../plan/relation.js';
import { lowerValues } from './assignments.js';
import { boundColumns, type Source } from './shared.js';

export const print: Source = (node, scope) => {
  const { row: _row, ...outside } = scope;
  const values = node.list('Expressions').flatMap((expression) => lowerValues(expression, outside));
  const bound = boundColumns(node, scope);
  if (bound.length !== values.length) refuse(scope, node, 'The columns of print are not known');
  const columns = named(bound.map(({ name }, index) => ({ name, type: values[index]!.value.type })));
  const items = columns.map((column, index) => `${values[index]!.value.sql} AS ${column.id}`);
  return relation({ columns, inputs: [], print: () => `SELECT ${items.join(', ')}`, ordered: false });
};
