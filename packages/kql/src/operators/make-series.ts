import type { Syntax } from '../language/syntax.js';
import { convert, isNumeric, toDynamic } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { integerLiteral } from '../lower/literal.js';
import { over, refuse, type Scope, unsupported } from '../lower/scope.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { named, type Relation, relation, step } from '../plan/relation.js';
import { boundColumns, constant, type Operator, parameter } from './shared.js';

/**
 * A series is an array with a value for every step of the axis. Rows are grouped by key and step, then laid out on the
 * grid of all steps, with the default where a step has no rows.
 */
export const makeSeries: Operator = (input, node, scope) => {
  const inside = over(scope, input);
  const axisNode = node.child('OnClause').child('Expression');
  const axis = lowerExpression(axisNode, inside);
  const grid = gridOf(node, axis, inside);
  const keys = (node.maybe('ByClause')?.list('Expressions') ?? []).map((key) => lowerExpression(key, inside));
  const items = node.list('Aggregates').map((item) => aggregateItem(item, inside, scope));
  const keyIds = keys.map((_, index) => `"$k${index}"`);
  const rows = step(input, input.columns, (from) => {
    const key = keys.map((value, index) => `, ${value.sql} AS ${keyIds[index]}`).join('');
    return `SELECT *, ${grid.position(axis.sql)} AS "$x"${key} FROM ${from} WHERE ${axis.sql} IS NOT NULL`;
  });
  const edges = `${grid.first} AS "$from", ${grid.last} AS "$to", ${grid.step} AS "$step"`;
  // Bounds that are written out hold for an empty input as well.
  const bounds = step(rows, [], (from) => `SELECT ${edges}${grid.fixed ? '' : ` FROM ${from}`}`);
  const points = step(
    bounds,
    [],
    (from) =>
      `SELECT unnest(range(${grid.count('"$from"', '"$to"', '"$step"')})) AS "$i", "$from", "$step" FROM ${from}`,
  );
  const groups = relation({
    columns: [],
    inputs: [rows, bounds],
    print: (from, edge) => {
      const list = [...keyIds, '"$i"', ...items.map((item, index) => `${item.value.sql} AS "$v${index}"`)];
      const inner = `SELECT r.*, CAST(floor(("$x" - "$from") / "$step") AS BIGINT) AS "$i" FROM ${from} AS r, ${edge} AS b WHERE "$x" >= "$from" AND "$x" ${grid.closed ? '<=' : '<'} "$to"`;
      return `SELECT ${list.join(', ')} FROM (${inner}) GROUP BY ${[...keyIds, '"$i"'].join(', ')}`;
    },
    ordered: false,
  });
  return layOut(node, scope, { axis, grid, keys, keyIds, items, points, groups });
};

interface Item {
  readonly value: SqlExpression;
  readonly missing: string;
}

function aggregateItem(node: Syntax, inside: Scope, scope: Scope): Item {
  const expression = node.kind === 'MakeSeriesExpression' ? node.child('Expression') : node;
  const value = lowerExpression(expression, { ...inside, aggregating: true });
  const written = node.maybe('DefaultExpression')?.child('Expression');
  const fallback = written ? constant(written, scope) : integerLiteral(0n, 'long');
  const missing =
    isNumeric(value.type) || value.type === fallback.type ? fallback : convert(fallback, value.type, node, scope);
  return { value, missing: missing.sql };
}

interface Grid {
  readonly first: string;
  readonly last: string;
  readonly step: string;
  readonly closed: boolean;
  /** True where the bounds do not depend on the rows. */
  readonly fixed: boolean;
  readonly position: (sql: string) => string;
  readonly value: (sql: string) => SqlExpression;
  readonly count: (first: string, last: string, step: string) => string;
}

/** The steps as numbers: microseconds for datetimes, ticks for timespans. */
function gridOf(node: Syntax, axis: SqlExpression, scope: Scope): Grid {
  const range = node.child('RangeClause');
  const [fromNode, toNode, stepNode, closedRange] = edges(range, node, scope);
  const stepValue = constant(stepNode, scope);
  const integral = axis.type === 'int' || axis.type === 'long' || axis.type === 'timespan';
  if (axis.type !== 'datetime' && !integral && axis.type !== 'real')
    return unsupported(scope, node, `make-series on a ${axis.type}`);
  const position = (sql: string) => (axis.type === 'datetime' ? `epoch_us(${sql})` : sql);
  const edge = (at: Syntax) => position(convert(constant(at, scope), axis.type, at, scope).sql);
  const size = axis.type === 'datetime' ? `(${stepValue.sql}) // 10` : stepValue.sql;
  const closed = closedRange || toNode === undefined;
  const value = (sql: string): SqlExpression => {
    if (axis.type === 'datetime') return { sql: `make_timestamp(CAST(${sql} AS BIGINT))`, type: 'datetime' };
    return integral
      ? { sql: `CAST(${sql} AS BIGINT)`, type: axis.type === 'int' ? 'long' : axis.type }
      : { sql, type: axis.type };
  };
  return {
    first: fromNode ? edge(fromNode) : `CAST(floor(min("$x") / (${size})) AS BIGINT) * (${size})`,
    last: toNode ? edge(toNode) : 'max("$x")',
    step: `(${size})`,
    fixed: fromNode !== undefined && toNode !== undefined,
    closed,
    position,
    value,
    count: (first, last, stride) =>
      closed
        ? `CAST(floor((${last} - ${first}) / ${stride}) AS BIGINT) + 1`
        : `CAST(ceil((${last} - ${first}) / ${stride}) AS BIGINT)`,
  };
}

function edges(
  range: Syntax,
  node: Syntax,
  scope: Scope,
): readonly [Syntax | undefined, Syntax | undefined, Syntax, boolean] {
  if (range.kind === 'MakeSeriesInRangeClause') {
    const [from, to, size] = range.child('Arguments').list('Expressions');
    if (!from || !to || !size) return refuse(scope, node, 'in range() takes a start, an end and a step');
    return [from, to, size, true];
  }
  return [
    range.maybe('MakeSeriesFromClause')?.maybe('Expression'),
    range.maybe('MakeSeriesToClause')?.maybe('Expression'),
    range.child('MakeSeriesStepClause').child('Expression'),
    false,
  ];
}

interface Parts {
  readonly axis: SqlExpression;
  readonly grid: Grid;
  readonly keys: readonly SqlExpression[];
  readonly keyIds: readonly string[];
  readonly items: readonly Item[];
  readonly points: Relation;
  readonly groups: Relation;
}

function layOut(node: Syntax, scope: Scope, parts: Parts): Relation {
  const { grid, keys, keyIds, items, points, groups } = parts;
  const bound = boundColumns(node, scope);
  const order = orderOf(
    node,
    bound.map(({ name }) => name),
    keys.length,
    items.length,
  );
  const types: KqlType[] = [...keys.map((key) => key.type), ...items.map((): KqlType => 'dynamic'), 'dynamic'];
  const sqls = [
    ...keyIds.map((id) => `s.${id}`),
    ...items.map((item, index) => `to_json(list(${cell(item, index)} ORDER BY p."$i"))`),
    `to_json(list(${axisText(grid.value('p."$from" + p."$i" * p."$step"'))} ORDER BY p."$i"))`,
  ];
  const columns = named(bound.map(({ name }, index) => ({ name, type: types[order[index]!]! })));
  const list = columns.map((column, index) => `${sqls[order[index]!]} AS ${column.id}`).join(', ');
  const nonEmpty = parameter(node, 'kind') === 'nonempty' && keys.length === 0;
  return relation({
    columns,
    inputs: [points, groups],
    print: (p, g) => {
      const series =
        keys.length > 0
          ? `(SELECT DISTINCT ${keyIds.join(', ')} FROM ${g})`
          : nonEmpty
            ? '(SELECT 1)'
            : `(SELECT 1 FROM ${g} LIMIT 1)`;
      const same = [...keyIds.map((id) => `g.${id} IS NOT DISTINCT FROM s.${id}`), 'g."$i" = p."$i"'].join(' AND ');
      const by = keys.length > 0 ? keyIds.map((id) => `s.${id}`).join(', ') : undefined;
      return `SELECT ${list} FROM ${series} AS s CROSS JOIN ${p} AS p LEFT JOIN ${g} AS g ON ${same}${by ? ` GROUP BY ${by}` : ' HAVING count(*) > 0'}`;
    },
    ordered: false,
  });
}

function cell(item: Item, index: number): string {
  const value = `CASE WHEN g."$i" IS NULL THEN ${item.missing} ELSE g."$v${index}" END`;
  return isNumeric(item.value.type) ? value : toDynamic({ sql: value, type: item.value.type }).sql;
}

function axisText(value: SqlExpression): string {
  return isNumeric(value.type) ? value.sql : toDynamic(value).sql;
}

/** For every column of the binder its place among keys, aggregates and axis, which this compiler keeps in that order. */
function orderOf(node: Syntax, names: readonly string[], keys: number, items: number): number[] {
  const axisNode = node.child('OnClause').child('Expression');
  const axisName = axisNode.kind === 'SimpleNamedExpression' ? axisNode.child('Name').name : axisNode.name;
  const axisAt = names.lastIndexOf(axisName);
  const at = axisAt >= keys ? axisAt : names.length - 1;
  let next = keys;
  return names.map((_, index) => (index < keys ? index : index === at ? keys + items : next++));
}
