import { lowerExpression } from '../../lower/expression.js';
import { callScalar } from '../../lower/functions.js';
import { over, refuse } from '../../lower/scope.js';
import { named, relation, step } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';
import { outside } from '../join.js';
import { argumentColumn, pluginArguments } from './arguments.js';

/** For each bin that has rows, the value at the nearest rank among the rows of so many bins up to it. */
export const rollingPercentile: Plugin = {
  rows(input, call, bound, scope) {
    const { positional } = pluginArguments(call);
    const [valueNode, shareNode, indexNode, sizeNode, countNode, ...dimensionNodes] = positional;
    if (!shareNode || !sizeNode || !countNode)
      refuse(scope, call, 'rolling_percentile() takes a value, a percentage, an index, its bin and a number of bins');
    const value = argumentColumn(input, valueNode, call, scope);
    const index = argumentColumn(input, indexNode, call, scope);
    const dimensions = dimensionNodes.map((node) => argumentColumn(input, node, call, scope));
    const [share, size, count] = [shareNode, sizeNode, countNode].map((node) => lowerExpression(node, outside(scope)));
    if (typeof share!.literal !== 'bigint' && typeof share!.literal !== 'number')
      refuse(scope, shareNode, 'rolling_percentile() takes its percentage as a literal');
    const bin = callScalar(
      'bin',
      [{ sql: index.id, type: index.type }, size!],
      index.type,
      call,
      over(scope, input),
    ).sql;
    const number = index.type === 'datetime' ? (sql: string) => `(epoch_us(${sql}) * 10)` : (sql: string) => sql;
    const keys = ['"$bin"', ...dimensions.map(({ id }) => id)];
    const rows = step(input, [], (from) => `SELECT *, ${bin} AS "$bin" FROM ${from}`);
    const types = [
      index.type,
      ...dimensions.map(({ type }) => type),
      value.type === 'int' ? ('long' as const) : value.type,
    ];
    const columns = named(bound.map(({ name, type }, place) => ({ name, type: types[place] ?? type })));
    const same = dimensions.map(({ id }) => ` AND r.${id} IS NOT DISTINCT FROM b.${id}`).join('');
    const sources = [...keys.map((id) => `b.${id}`), `quantile_disc(r.${value.id}, ${Number(share!.literal) / 100})`];
    const list = columns.map((to, place) => `${sources[place]} AS ${to.id}`).join(', ');
    return relation({
      columns,
      inputs: [rows],
      print: (from) =>
        `SELECT ${list} FROM (SELECT DISTINCT ${keys.join(', ')} FROM ${from}) AS b JOIN ${from} AS r ON r."$bin" <= b."$bin" AND ${number('b."$bin"')} - ${number('r."$bin"')} < ${count!.sql} * ${size!.sql}${same} GROUP BY ${keys.map((id) => `b.${id}`).join(', ')} ORDER BY b."$bin"`,
      ordered: false,
    });
  },
};
