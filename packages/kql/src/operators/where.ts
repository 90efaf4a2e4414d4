import { asCondition, lowerExpression } from '../lower/expression.js';
import { over } from '../lower/scope.js';
import { withWindows } from '../lower/window.js';
import { step } from '../plan/relation.js';
import type { Operator } from './shared.js';

export const where: Operator = (input, node, scope) => {
  const condition = node.child('Condition');
  const { input: rows, result } = withWindows(input, over(scope, input), (inside) =>
    asCondition(lowerExpression(condition, inside), condition, inside),
  );
  return step(rows, input.columns, (from) => `SELECT * FROM ${from} WHERE ${result.filter ?? result.sql}`);
};
