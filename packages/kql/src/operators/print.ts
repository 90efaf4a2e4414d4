import { lowerExpression } from '../lower/expression.js';
import { named, relation } from '../plan/relation.js';
import { tuple } from './assignments.js';
import { boundColumns, type Source } from './shared.js';

export const print: Source = (node, scope) => {
  const { row: _row, ...outside } = scope;
  const values = node
    .list('Expressions')
    .flatMap((expression) =>
      expression.kind === 'CompoundNamedExpression'
        ? tuple(expression, outside).map(({ value }) => value)
        : [lowerExpression(expression, outside)],
    );
  const columns = named(boundColumns(node, scope).map(({ name }, index) => ({ name, type: values[index]!.type })));
  const items = columns.map((column, index) => `${values[index]!.sql} AS ${column.id}`);
  return relation({ columns, inputs: [], print: () => `SELECT ${items.join(', ')}`, ordered: false });
};
