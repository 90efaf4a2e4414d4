import type { Syntax } from '../../language/syntax.js';
import { lowerExpression } from '../../lower/expression.js';
import { callScalar } from '../../lower/functions.js';
import { over, refuse, type Scope } from '../../lower/scope.js';
import type { SqlExpression } from '../../model/compiled-query.js';
import type { ColumnSchema } from '../../model/schema.js';
import { type Column, named, type Relation, relation, step } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';
import { outside } from '../join.js';
import { argumentColumn, pluginArguments } from './arguments.js';

/** What the plugins over an identity and a timeline share: the rows of a stretch of time, and its bins. */
interface Timeline {
  readonly id: Column;
  readonly time: Column;
  readonly dimensions: readonly Column[];
  readonly settings: readonly SqlExpression[];
  readonly settingNodes: readonly Syntax[];
  readonly columns: readonly Column[];
}

/** `plugin(id, time, start, end, ...settings, ...dimensions)` */
function timelineOf(
  input: Relation,
  call: Syntax,
  bound: readonly ColumnSchema[],
  settings: number,
  scope: Scope,
): Timeline {
  const { positional } = pluginArguments(call);
  const settingNodes = positional.slice(2, 2 + settings);
  if (settingNodes.length < settings) refuse(scope, call, `${call.child('Name').name}() lacks arguments`);
  const column = (node: Syntax | undefined) => argumentColumn(input, node, call, scope);
  const time = column(positional[1]);
  const dimensions = positional.slice(2 + settings).map(column);
  const known = [time, ...dimensions];
  return {
    id: column(positional[0]),
    time,
    dimensions,
    settings: settingNodes.map((node) => lowerExpression(node, outside(scope))),
    settingNodes,
    columns: named(
      bound.map(({ name, type }) => ({ name, type: known.find((from) => from.name === name)?.type ?? type })),
    ),
  };
}

function within({ time, settings }: Timeline): string {
  return `${time.id} >= ${settings[0]!.sql} AND ${time.id} <= ${settings[1]!.sql}`;
}

/** The bin of a time, counted from the start where the size is a length, by the calendar where it is a name. */
function binOf(line: Timeline, size: SqlExpression, call: Syntax, input: Relation, scope: Scope): string {
  const inside = over(scope, input);
  const time: SqlExpression = { sql: line.time.id, type: line.time.type };
  if (typeof size.literal === 'string')
    return callScalar(`startof${size.literal}`, [time], time.type, call, inside).sql;
  return callScalar('bin_at', [time, size, line.settings[0]!], time.type, call, inside).sql;
}

/** Numbers the steps of time, so that a distance is a difference. */
function ticks(sql: string, type: Column['type']): string {
  return type === 'datetime' ? `(epoch_us(${sql}) * 10)` : sql;
}

const by = (columns: readonly Column[]) => columns.map(({ id }) => id).join(', ');

/** For each step: rows, distinct identities, those not seen in a step before, and all seen so far. */
export const activityCountsMetrics: Plugin = {
  rows(input, call, bound, scope) {
    const line = timelineOf(input, call, bound, 3, scope);
    const bin = binOf(line, line.settings[2]!, call, input, scope);
    const dims = by(line.dimensions);
    const also = dims === '' ? '' : `, ${dims}`;
    const rows = step(
      input,
      [],
      (from) =>
        `SELECT ${bin} AS "$bin", ${line.id.id} AS "$id"${also}, min(${bin}) OVER (PARTITION BY ${line.id.id}${also}) AS "$first" FROM ${from} WHERE ${within(line)}`,
      { ordered: false },
    );
    const counts = step(
      rows,
      [],
      (from) =>
        `SELECT "$bin"${also}, count(*) AS "$n", count(DISTINCT "$id") AS "$d", count(DISTINCT "$id") FILTER (WHERE "$first" = "$bin") AS "$new" FROM ${from} GROUP BY "$bin"${also}`,
    );
    const [time, ...others] = line.columns;
    const sources = [
      ...line.dimensions.map(({ id }) => id),
      '"$n"',
      '"$d"',
      '"$new"',
      `CAST(sum("$new") OVER (${dims === '' ? '' : `PARTITION BY ${dims} `}ORDER BY "$bin") AS BIGINT)`,
    ];
    const list = others.map((to, index) => `${sources[index]} AS ${to.id}`);
    return step(
      counts,
      line.columns,
      (from) => `SELECT "$bin" AS ${time!.id}, ${list.join(', ')} FROM ${from} ORDER BY "$bin"`,
    );
  },
};

/**
 * For each bin, the identities with a row whose look-back, its own period included, holds at least so many periods with
 * rows of that identity.
 */
export const activeUsersCount: Plugin = {
  rows(input, call, bound, scope) {
    const line = timelineOf(input, call, bound, 6, scope);
    const [start, , lookback, period, least, binSize] = line.settings as readonly SqlExpression[];
    const { type } = line.time;
    const inside = over(scope, input);
    const time: SqlExpression = { sql: line.time.id, type };
    const slot = ticks(callScalar('bin_at', [time, period!, start!], type, call, inside).sql, type);
    const bin = binOf(line, binSize!, call, input, scope);
    const dims = by(line.dimensions);
    const also = dims === '' ? '' : `, ${dims}`;
    const slots = step(
      input,
      [],
      (from) =>
        `SELECT DISTINCT ${line.id.id} AS "$id"${also}, ${slot} AS "$slot", ${bin} AS "$bin", ${line.time.id} >= ${start!.sql} AS "$in" FROM ${from} WHERE ${line.time.id} <= ${line.settings[1]!.sql}`,
      { ordered: false },
    );
    const same = ['"$id"', ...line.dimensions.map(({ id }) => id)]
      .map((id) => `a.${id} IS NOT DISTINCT FROM b.${id}`)
      .join(' AND ');
    const active = relation({
      columns: [],
      inputs: [slots],
      print: (from) =>
        `SELECT a."$bin", a."$id"${line.dimensions.map(({ id }) => `, a.${id}`).join('')} FROM ${from} AS a JOIN ${from} AS b ON ${same} AND b."$slot" <= a."$slot" AND b."$slot" > a."$slot" - ${lookback!.sql} WHERE a."$in" GROUP BY a."$bin", a."$id"${line.dimensions.map(({ id }) => `, a.${id}`).join('')}, a."$slot" HAVING count(DISTINCT b."$slot") >= ${least!.sql}`,
      ordered: false,
    });
    const [first, ...others] = line.columns;
    const sources = [...line.dimensions.map(({ id }) => id), 'count(DISTINCT "$id")'];
    const list = others.map((to, index) => `${sources[index]} AS ${to.id}`);
    return step(
      active,
      line.columns,
      (from) => `SELECT "$bin" AS ${first!.id}, ${list.join(', ')} FROM ${from} GROUP BY "$bin"${also} ORDER BY "$bin"`,
    );
  },
};

/** For each bin, the sessions that begin in it: rows of one identity closer to each other than the look-back. */
export const sessionCount: Plugin = {
  rows(input, call, bound, scope) {
    const line = timelineOf(input, call, bound, 4, scope);
    const { type, id: at } = line.time;
    const bin = callScalar('bin', [{ sql: at, type }, line.settings[2]!], type, call, over(scope, input)).sql;
    const dims = by(line.dimensions);
    const also = dims === '' ? '' : `, ${dims}`;
    const before = `lag(${ticks(at, type)}) OVER (PARTITION BY ${line.id.id}${also} ORDER BY ${at})`;
    const rows = step(
      input,
      [],
      (from) =>
        `SELECT ${bin} AS "$bin"${also}, coalesce(${ticks(at, type)} - ${before} >= ${line.settings[3]!.sql}, true) AS "$new" FROM ${from} WHERE ${within(line)}`,
      { ordered: false },
    );
    const [time, ...others] = line.columns;
    const sources = [...line.dimensions.map(({ id }) => id), 'count(*) FILTER (WHERE "$new")'];
    const list = others.map((to, index) => `${sources[index]} AS ${to.id}`);
    return step(
      rows,
      line.columns,
      (from) => `SELECT "$bin" AS ${time!.id}, ${list.join(', ')} FROM ${from} GROUP BY "$bin"${also} ORDER BY "$bin"`,
    );
  },
};
