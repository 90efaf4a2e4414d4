import { interval, wider } from '../lower/arithmetic.js';
import { convert, isNumeric } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { refuse } from '../lower/scope.js';
import type { KqlType } from '../model/schema.js';
import { named, relation } from '../plan/relation.js';
import { boundColumns, type Source } from './shared.js';

export const range: Source = (node, scope) => {
  const { row: _row, ...outside } = scope;
  const from = lowerExpression(node.child('From'), outside);
  const to = lowerExpression(node.child('To'), outside);
  const step = lowerExpression(node.child('Step'), outside);
  const name = boundColumns(node, scope)[0]!.name;
  let type: KqlType = from.type;
  let sql: string;
  if (from.type === 'datetime') {
    const ticks =
      step.type === 'timespan'
        ? step
        : refuse(scope, node.child('Step'), 'The step of a range of datetimes is a timespan');
    sql = `unnest(generate_series(${from.sql}, ${to.sql}, ${interval(ticks)}))`;
  } else if (isNumeric(from.type) && [from, to, step].some((value) => value.type === 'real')) {
    type = 'real';
    const [a, b, s] = [from, to, step].map((value) => convert(value, 'real', node, scope).sql);
    sql = `unnest(list_transform(generate_series(0, CAST(floor((${b} - ${a}) / ${s} + 1e-9) AS BIGINT)), lambda i: ${a} + i * ${s}))`;
  } else {
    type = isNumeric(from.type) ? wider(wider(from.type, to.type), step.type) : from.type;
    const cast = type === 'int' ? (value: string) => `CAST(${value} AS INTEGER)` : (value: string) => value;
    sql = cast(`unnest(generate_series(${from.sql}, ${to.sql}, ${step.sql}))`);
  }
  const columns = named([{ name, type }]);
  return relation({ columns, inputs: [], print: () => `SELECT ${sql} AS ${columns[0]!.id}`, ordered: false });
};
