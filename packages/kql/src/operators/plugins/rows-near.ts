import { asCondition, lowerExpression } from '../../lower/expression.js';
import { over, refuse } from '../../lower/scope.js';
import { step } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';
import { outside } from '../join.js';
import { pluginArguments } from './arguments.js';

/** The rows that meet a condition and so many before and behind each, in the order of the input. */
export const rowsNear: Plugin = {
  rows(input, call, _columns, scope) {
    const { positional } = pluginArguments(call);
    const [conditionNode, before, behind] = positional;
    if (!conditionNode || !before) refuse(scope, call, 'rows_near() takes a condition and a number of rows');
    const inside = over(scope, input);
    const condition = asCondition(lowerExpression(conditionNode, inside), conditionNode, inside).sql;
    const count = (node: typeof before) => {
      const { literal } = lowerExpression(node, outside(scope));
      if (typeof literal !== 'bigint' || literal < 0n)
        refuse(scope, node, 'rows_near() takes numbers of rows as literals');
      return literal;
    };
    const [up, down] = [count(before), count(behind ?? before)];
    // A row is near where one that meets the condition stands within so many rows in the other direction.
    const near = `bool_or(${condition}) OVER (ORDER BY "$row" ROWS BETWEEN ${down} PRECEDING AND ${up} FOLLOWING)`;
    return step(
      input,
      input.columns,
      (from) =>
        `SELECT * EXCLUDE ("$row") FROM (SELECT *, row_number() OVER () AS "$row" FROM ${from}) QUALIFY ${near} ORDER BY "$row"`,
      { ordered: true },
    );
  },
};
