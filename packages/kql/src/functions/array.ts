import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { convert, elements, json, nullableText, toReal } from './convert.js';
import { hostScalars } from './host.js';
import { arrayText, elementsOf, kindOf } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, typed } from './sql.js';

/** The longest array that `range` makes. */
const longestRange = 1_048_576;

/** Null for what is no array. */
function array(arg: SqlExpression, sql: (list: string) => string): SqlExpression {
  return typed(
    'dynamic',
    bind(
      [json(arg)],
      (j) => `CASE WHEN json_type(${j}) = 'ARRAY' THEN to_json(${bind([`json_extract(${j}, '$[*]')`], sql)}) END`,
    ),
  );
}

function rotate(direction: 1 | -1): ScalarFunction {
  return ([source, count]) =>
    array(source as SqlExpression, (l) =>
      bind(
        [`(${direction === 1 ? '' : '-'}(${count?.sql}))`],
        (n) => `kql_rotate(${l}, CASE WHEN len(${l}) = 0 THEN 0 ELSE (${n} % len(${l}) + len(${l})) % len(${l}) END)`,
      ),
    );
}

function shift(direction: 1n | -1n) {
  return (source: string, count: bigint, fill: string): HostValue => {
    const all = elementsOf(source);
    if (!all) return null;
    const by = Number(count * direction);
    return arrayText(all.map((_, index) => all[index + by] ?? fill));
  };
}

function split(source: string, positions: string): HostValue {
  const all = elementsOf(source);
  if (!all) return null;
  const given = (elementsOf(positions) ?? [positions]).map(Number);
  if (given.some((position) => !Number.isInteger(position))) return null;
  const cuts = given.map((position) =>
    Math.min(all.length, position < 0 ? Math.max(0, all.length + position) : position),
  );
  const ends = [...cuts, all.length];
  return arrayText(ends.map((end, index) => arrayText(all.slice(index === 0 ? 0 : cuts[index - 1], end))));
}

function choose(condition: string, yes: string, no: string): HostValue {
  const conditions = elementsOf(condition);
  if (!conditions) return null;
  const [ifTrue, ifFalse] = [elementsOf(yes), elementsOf(no)];
  return arrayText(
    conditions.map((each, index) => {
      if (each === 'null') return 'null';
      const picked = each === 'true' || (kindOf(each) === 'number' && Number(each) !== 0);
      const side = picked ? ifTrue : ifFalse;
      return side ? (side[index] ?? 'null') : picked ? yes : no;
    }),
  );
}

/** Numbers by size, everything else by its text; nulls stand apart. */
function compare(a: string, b: string): number {
  if (kindOf(a) === 'number' && kindOf(b) === 'number') return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts the first array and carries the others along. */
function sort(direction: 1n | -1n, nullsLast: boolean, all: string): HostValue {
  const arrays = (elementsOf(all) ?? []).map(elementsOf);
  const [keys] = arrays;
  if (!keys) return null;
  const order = keys
    .map((_, index) => index)
    .sort((left, right) => {
      const [a, b] = [keys[left] as string, keys[right] as string];
      if (a === 'null' || b === 'null') return a === b ? left - right : (a === 'null') === nullsLast ? 1 : -1;
      return compare(a, b) * Number(direction) || left - right;
    });
  const sorted = arrays.map((each) =>
    each?.length === keys.length ? arrayText(order.map((index) => each[index] as string)) : 'null',
  );
  return sorted.length === 1 ? (sorted[0] as string) : arrayText(sorted);
}

/** array_sort(array, ..., nulls_last): several arrays give an array of the sorted ones. */
function sorter(direction: 1n | -1n): ScalarFunction {
  return (args) => {
    const last = args.at(-1);
    const arrays = last?.type === 'bool' ? args.slice(0, -1) : args;
    const nullsLast = last?.type === 'bool' ? last.sql : 'TRUE';
    return typed(
      'dynamic',
      `kql_array_sort(${direction}, ${nullsLast}, json_array(${arrays.map(json).join(', ')})::VARCHAR)::JSON`,
    );
  };
}

const zip: ScalarFunction = (args) =>
  typed(
    'dynamic',
    bind(
      args.map(elements),
      (...lists) =>
        `to_json(list_transform(range(0, greatest(${lists.map((l) => `len(${l})`).join(', ')})), lambda z: [${lists.map((l) => `${l}[z + 1]`).join(', ')}]))`,
    ),
  );

/** Numbers, datetimes or timespans from start to stop, at most 1,048,576 of them. */
const range: ScalarFunction = (args) => {
  const [start, stop, given] = args as [SqlExpression, SqlExpression, SqlExpression | undefined];
  if (start.type === 'real' || stop.type === 'real' || given?.type === 'real') {
    return typed(
      'dynamic',
      bind(
        [toReal(start), toReal(stop), given ? toReal(given) : '1.0::DOUBLE'],
        (a, b, s) =>
          `CASE WHEN ${s} <> 0 THEN to_json(list_transform(range(0, least(${longestRange}, greatest(0, floor((${b} - ${a}) / ${s})::BIGINT + 1))), lambda i: ${a} + i * ${s})) END`,
      ),
    );
  }
  const ticks = (arg: SqlExpression): string =>
    arg.type === 'datetime' ? convert(arg, 'long').sql : `(${arg.sql})::BIGINT`;
  const step = given ? ticks(given) : start.type === 'datetime' || start.type === 'timespan' ? '36000000000' : '1';
  const shown = (sql: string): string => {
    if (start.type === 'datetime')
      return nullableText(typed('datetime', `make_timestamp(${sql} // 10 - 62135596800000000)`));
    return start.type === 'timespan' ? `kql_timespan_text(${sql})` : sql;
  };
  return typed(
    'dynamic',
    bind([ticks(start), ticks(stop), step], (a, b, s) => {
      const all = `range(0, least(${longestRange}, greatest(0, (${b} - ${a}) // ${s} + 1)))`;
      const sign = `CASE WHEN ${s} > 0 THEN ${b} >= ${a} WHEN ${s} < 0 THEN ${b} <= ${a} END`;
      return `CASE WHEN ${s} = 0 THEN NULL WHEN ${sign} THEN to_json(list_transform(${all}, lambda i: ${shown(`(${a} + i * ${s})`)})) ELSE '[]'::JSON END`;
    }),
  );
};

function indexOf(all: string, wanted: string, start: bigint, length: bigint, occurrence: bigint): HostValue {
  const found = elementsOf(all) ?? [];
  const from = Number(start) < 0 ? Math.max(0, found.length + Number(start)) : Number(start);
  const end = Number(length) < 0 ? found.length : Math.min(found.length, from + Number(length));
  let left = Number(occurrence);
  for (let at = from; at < end; at++) if (found[at] === wanted && --left === 0) return BigInt(at);
  return -1n;
}

const host = hostScalars({
  array_shift_left: {
    parameters: ['dynamic', 'long', 'dynamic'],
    defaults: ["'null'"],
    result: 'dynamic',
    run: shift(1n),
  },
  array_shift_right: {
    parameters: ['dynamic', 'long', 'dynamic'],
    defaults: ["'null'"],
    result: 'dynamic',
    run: shift(-1n),
  },
  array_split: { parameters: ['dynamic', 'dynamic'], result: 'dynamic', run: split },
  array_iff: { parameters: ['dynamic', 'dynamic', 'dynamic'], result: 'dynamic', run: choose },
});

export const arrayFamily: FunctionFamily = {
  scalars: {
    ...host.scalars,
    array_iif: host.scalars.array_iff as ScalarFunction,
    array_reverse: ([source]) => array(source as SqlExpression, (l) => `list_reverse(${l})`),
    array_rotate_left: rotate(1),
    array_rotate_right: rotate(-1),
    array_sort_asc: sorter(1n),
    array_sort_desc: sorter(-1n),
    array_sum: ([source]) =>
      typed(
        'real',
        `list_sum(list_transform(${elements(source as SqlExpression)}, lambda e: TRY_CAST(json_extract_string(e, '$') AS DOUBLE)))`,
      ),
    zip,
    range,
    repeat: (args) => {
      const [value, count] = args as [SqlExpression, SqlExpression];
      return typed('dynamic', `to_json(list_resize([]::JSON[], greatest(0, ${count.sql})::BIGINT, ${json(value)}))`);
    },
  },
  macros: ['CREATE OR REPLACE MACRO kql_rotate(l, n) AS list_concat(l[n + 1:], l[1:n])'],
  hostFunctions: [
    ...host.hostFunctions,
    {
      name: 'kql_array_sort',
      parameters: ['long', 'bool', 'string'],
      result: 'string',
      run: sort as (...values: readonly HostValue[]) => HostValue,
    },
    {
      name: 'kql_array_index_of',
      parameters: ['string', 'string', 'long', 'long', 'long'],
      result: 'long',
      run: indexOf as (...values: readonly HostValue[]) => HostValue,
    },
  ],
};
