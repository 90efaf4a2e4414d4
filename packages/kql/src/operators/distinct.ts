import { lowerExpression } from '../lower/expression.js';
import { over } from '../lower/scope.js';
import { named, step } from '../plan/relation.js';
import { as, boundColumns, constant, type Operator, select } from './shared.js';
import { limit } from './sort.js';

export const distinct: Operator = (input, node, scope) => {
  const expressions = node.list('Expressions');
  if (expressions[0]?.kind === 'StarExpression') {
    return step(input, input.columns, (from) => `SELECT DISTINCT ${select(input.columns)} FROM ${from}`, {
      ordered: false,
    });
  }
  const values = expressions.map((expression) => lowerExpression(expression, over(scope, input)));
  const columns = named(boundColumns(node, scope).map(({ name }, index) => ({ name, type: values[index]!.type })));
  const items = columns.map((column, index) => as(values[index]!.sql, column.id));
  return step(input, columns, (from) => `SELECT DISTINCT ${items.join(', ')} FROM ${from}`, { ordered: false });
};

export const sampleDistinct: Operator = (input, node, scope) => {
  const count = constant(node.child('Expression'), scope);
  const value = lowerExpression(node.child('OfExpression'), over(scope, input));
  const columns = named(boundColumns(node, scope).map(({ name }) => ({ name, type: value.type })));
  return step(
    input,
    columns,
    (from) => `SELECT DISTINCT ${as(value.sql, columns[0]!.id)} FROM ${from} LIMIT ${limit(count)}`,
    { ordered: false },
  );
};
