import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { type Relation, step } from '../plan/relation.js';
import { convert } from './convert.js';
import { lowerExpression } from './expression.js';
import { refuse, type Scope, unsupported, type WindowLayers } from './scope.js';

const names = new Set([
  'row_number',
  'row_cumsum',
  'prev',
  'next',
  'row_rank',
  'row_rank_dense',
  'row_rank_min',
  'row_window_session',
]);

export function isWindowFunction(name: string): boolean {
  return names.has(name);
}

/** Rows whose window functions stand as columns in layers before `input`, in the order in which they came. */
export interface Layered<T> {
  readonly input: Relation;
  readonly result: T;
}

/**
 * Lowers with window functions allowed. DuckDB has no window function over another one, so each becomes a column of a
 * layer under the operator, above the layers that its arguments need.
 */
export function withWindows<T>(input: Relation, scope: Scope, lower: (scope: Scope) => T): Layered<T> {
  const layers: { readonly id: string; readonly sql: (below: string) => string }[][] = [];
  const layerOf = new Map<string, number>();
  const windows: WindowLayers = {
    add(sql, type) {
      const print = typeof sql === 'string' ? () => sql : sql;
      const needs = [...print('').matchAll(/"\$w\d+"/g)].map(([id]) => (layerOf.get(id) ?? -1) + 1);
      const layer = Math.max(0, ...needs);
      const id = `"${scope.query.fresh('$w')}"`;
      layerOf.set(id, layer);
      const columns = layers[layer] ?? [];
      layers[layer] = [...columns, { id, sql: print }];
      return { sql: id, type };
    },
  };
  const result = lower({ ...scope, windows });
  if (layers.length === 0) return { input, result };
  if (!input.ordered) {
    const node = scope.query.windowAt;
    return refuse(scope, node!, 'A window function needs rows in an order', {
      hint: 'Put `| serialize` or `| sort by ...` before it.',
    });
  }
  const ordinal = layers.reduce(
    (below, layer) =>
      step(
        below,
        below.columns,
        (from) => `SELECT *, ${layer.map(({ id, sql }) => `${sql(from)} AS ${id}`).join(', ')} FROM ${from}`,
      ),
    step(input, input.columns, (from) => `SELECT *, row_number() OVER () AS "$row" FROM ${from}`),
  );
  const sorted = step(ordinal, ordinal.columns, (from) => `SELECT * EXCLUDE ("$row") FROM ${from} ORDER BY "$row"`, {
    ordered: true,
  });
  return { input: sorted, result };
}

const byRow = 'OVER (ORDER BY "$row")';
const soFar = 'OVER (ORDER BY "$row" ROWS UNBOUNDED PRECEDING)';

export function lowerWindow(name: string, node: Syntax, args: readonly Syntax[], scope: Scope): SqlExpression {
  const { windows } = scope;
  scope.query.windowAt = node;
  if (!windows)
    return refuse(
      scope,
      node,
      `${name}() needs rows in an order; it can be used in extend, serialize, project and where`,
    );
  const values = args.map((argument) => lowerExpression(argument, scope));
  switch (name) {
    case 'prev':
    case 'next': {
      const [value, offset, fallback] = values;
      if (!value) break;
      const distance = offset ? offset.sql : '1';
      const missing = fallback
        ? convert(fallback, value.type, node, scope).sql
        : value.type === 'string'
          ? "''"
          : 'NULL';
      const shift = name === 'prev' ? 'lag' : 'lead';
      return windows.add(`${shift}(${value.sql}, CAST(${distance} AS INTEGER), ${missing}) ${byRow}`, value.type);
    }
    case 'row_number': {
      const [start, restart] = values;
      const frame = restart ? groupFrame(restart, windows) : soFar;
      const first = start && start.type !== 'bool' ? ` + ${start.sql} - 1` : '';
      return windows.add(`CAST(count(*) ${frame}${first} AS BIGINT)`, 'long');
    }
    case 'row_cumsum': {
      const [term, restart] = values;
      if (!term) break;
      const frame = restart ? groupFrame(restart, windows) : soFar;
      const sum = `coalesce(sum(${term.sql}) ${frame}, 0)`;
      return windows.add(term.type === 'real' || term.type === 'decimal' ? sum : `CAST(${sum} AS BIGINT)`, term.type);
    }
    case 'row_rank':
    case 'row_rank_dense':
    case 'row_rank_min': {
      const [term, restart] = values;
      if (!term) break;
      return rank(name, term, restart, windows);
    }
  }
  if (name === 'row_window_session') return session(values, node, windows, scope);
  return unsupported(scope, node, `The function ${name}()`);
}

/** The first value of the session that a row belongs to: where a session ends depends on where it began. */
function session(values: readonly SqlExpression[], node: Syntax, windows: WindowLayers, scope: Scope): SqlExpression {
  const [at, longest, gap, restart] = values;
  if (at?.type !== 'datetime' || longest?.type !== 'timespan' || gap?.type !== 'timespan') {
    return refuse(scope, node, 'row_window_session() takes a datetime and two timespans');
  }
  const list = (sql: string) => `CAST(to_json(list(${sql} ORDER BY "$row")) AS VARCHAR)`;
  const restarts = list(restart ? `CASE WHEN ${restart.sql} THEN 1 ELSE 0 END` : '0');
  const starts = (below: string) =>
    `make_timestamp((SELECT CAST(CAST(kql_session_starts(${list(`epoch_us(${at.sql})`)}, ${restarts}, CAST(any_value(${longest.sql}) // 10 AS BIGINT), CAST(any_value(${gap.sql}) // 10 AS BIGINT)) AS JSON) AS BIGINT[]) FROM ${below})["$row"])`;
  return windows.add(starts, 'datetime');
}

function groupFrame(restart: SqlExpression, windows: WindowLayers): string {
  const group = windows.add(`sum(CASE WHEN ${restart.sql} THEN 1 ELSE 0 END) ${soFar}`, 'long');
  return `OVER (PARTITION BY ${group.sql} ORDER BY "$row" ROWS UNBOUNDED PRECEDING)`;
}

function rank(
  name: string,
  term: SqlExpression,
  restart: SqlExpression | undefined,
  windows: WindowLayers,
): SqlExpression {
  const group = restart ? windows.add(`sum(CASE WHEN ${restart.sql} THEN 1 ELSE 0 END) ${soFar}`, 'long').sql : '0';
  const over = `OVER (PARTITION BY ${group} ORDER BY "$row" ROWS UNBOUNDED PRECEDING)`;
  const place = windows.add(`count(*) ${over}`, 'long').sql;
  const changed = windows.add(
    `CASE WHEN ${place} = 1 OR (${term.sql}) IS DISTINCT FROM lag(${term.sql}) ${byRow} THEN 1 ELSE 0 END`,
    'long',
  ).sql;
  if (name !== 'row_rank_min') return windows.add(`CAST(sum(${changed}) ${over} AS BIGINT)`, 'long');
  return windows.add(`CAST(max(CASE WHEN ${changed} = 1 THEN ${place} ELSE 1 END) ${over} AS BIGINT)`, 'long');
}
