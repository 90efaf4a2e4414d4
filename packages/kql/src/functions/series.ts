import type { HostValue } from '../model/compiled-query.js';
import { type HostScalar, hostScalars } from './host.js';
import { arrayText, elementsOf, kindOf } from './json-text.js';
import type { FunctionFamily } from './registry.js';
import { completeSeries, mean, realsText, realText, seriesOf, variance } from './series-values.js';

/** Whole numbers stay whole, as the arithmetic of longs leaves them. */
function numberText(value: number | null): string {
  return value !== null && Number.isSafeInteger(value) ? String(value) : realText(value);
}

function unary(compute: (value: number) => number, show = realText): HostScalar {
  return {
    parameters: ['dynamic'],
    result: 'dynamic',
    run: (series: string) => {
      const values = seriesOf(series);
      return values ? arrayText(values.map((value) => show(value === null ? null : compute(value)))) : null;
    },
  };
}

/** Two series element by element; a number stands for a series of it. Elements without a partner give null. */
function pairs(first: string, second: string): (readonly [number | null, number | null])[] | undefined {
  const [a, b] = [seriesOf(first), seriesOf(second)];
  const [x, y] = [
    kindOf(first) === 'number' ? Number(first) : null,
    kindOf(second) === 'number' ? Number(second) : null,
  ];
  if ((!a && x === null) || (!b && y === null) || (!a && !b)) return undefined;
  const length = Math.max(a?.length ?? 0, b?.length ?? 0);
  return Array.from({ length }, (_, index) => [a ? (a[index] ?? null) : x, b ? (b[index] ?? null) : y] as const);
}

function binary(compute: (a: number, b: number) => number | boolean): HostScalar {
  return {
    parameters: ['dynamic', 'dynamic'],
    result: 'dynamic',
    run: (first: string, second: string) => {
      const both = pairs(first, second);
      if (!both) return null;
      return arrayText(
        both.map(([a, b]) => {
          if (a === null || b === null) return 'null';
          const value = compute(a, b);
          return typeof value === 'boolean' ? String(value) : numberText(value);
        }),
      );
    },
  };
}

function reduced(compute: (values: readonly number[]) => number): HostScalar {
  return {
    parameters: ['dynamic'],
    result: 'real',
    run: (series: string) => {
      const values = completeSeries(series);
      return values ? compute(values) : null;
    },
  };
}

function paired(compute: (both: readonly (readonly [number, number])[]) => number): HostScalar {
  return {
    parameters: ['dynamic', 'dynamic'],
    result: 'real',
    run: (first: string, second: string) => {
      const both = pairs(first, second);
      return both?.every((pair) => !pair.includes(null)) ? compute(both as [number, number][]) : null;
    },
  };
}

function dot(both: readonly (readonly [number, number])[]): number {
  return both.reduce((sum, [a, b]) => sum + a * b, 0);
}

function pearson(both: readonly (readonly [number, number])[]): number {
  const [x, y] = [both.map(([a]) => a), both.map(([, b]) => b)];
  const [mx, my] = [mean(x), mean(y)];
  const shared = both.reduce((sum, [a, b]) => sum + (a - mx) * (b - my), 0) / (both.length - 1);
  return shared / (Math.sqrt(variance(x)) * Math.sqrt(variance(y)));
}

/** A moving average with weights: `center` looks as far ahead as back. */
function fir(series: string, filter: string, normalize: boolean, center: boolean): HostValue {
  const [values, weights] = [seriesOf(series), completeSeries(filter)];
  if (!values || !weights) return null;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const scale = normalize && sum !== 0 ? 1 / sum : 1;
  const ahead = center ? Math.floor(weights.length / 2) : 0;
  return realsText(
    values.map(
      (_, index) =>
        scale * weights.reduce((total, weight, step) => total + weight * (values[index + ahead - step] ?? 0), 0),
    ),
  );
}

function iir(series: string, numerators: string, denominators: string): HostValue {
  const [values, b, a] = [seriesOf(series), completeSeries(numerators), completeSeries(denominators)];
  if (!values || !b || !a || a[0] === 0) return null;
  const out: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const forward = b.reduce((sum, factor, step) => sum + factor * (values[index - step] ?? 0), 0);
    const back = a.reduce((sum, factor, step) => (step === 0 ? sum : sum + factor * (out[index - step] ?? 0)), 0);
    out.push((forward - back) / (a[0] ?? 1));
  }
  return realsText(out);
}

/** Fills gaps from the neighbour on one side; elements keep their text. */
function fill(direction: 1 | -1): HostScalar {
  return {
    parameters: ['dynamic', 'dynamic'],
    defaults: ["'null'"],
    result: 'dynamic',
    run: (series: string, missing: string) => {
      const elements = elementsOf(series);
      if (!elements) return null;
      const order = direction === 1 ? elements : [...elements].reverse();
      let last = missing;
      const filled = order.map((element) => {
        if (element !== missing && element !== 'null') last = element;
        return element === missing || element === 'null' ? last : element;
      });
      return arrayText(direction === 1 ? filled : filled.reverse());
    },
  };
}

function fillConst(series: string, constant: string, missing: string): HostValue {
  const elements = elementsOf(series);
  return elements
    ? arrayText(elements.map((element) => (element === missing || element === 'null' ? constant : element)))
    : null;
}

/** Gaps become points on the line between their neighbours; at the ends the nearest value is repeated. */
function fillLinear(series: string, missing: string, edges: boolean, constant: string): HostValue {
  const elements = elementsOf(series);
  if (!elements) return null;
  const known = elements.flatMap((element, index) =>
    element !== missing && kindOf(element) === 'number' ? [index] : [],
  );
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return arrayText(elements.map(() => constant));
  const filled = [...elements];
  for (let index = 0; index < first; index++) filled[index] = edges ? (elements[first] as string) : 'null';
  for (let index = last + 1; index < filled.length; index++)
    filled[index] = edges ? (elements[last] as string) : 'null';
  known.slice(1).forEach((right, at) => {
    const left = known[at] as number;
    const [from, to] = [Number(elements[left]), Number(elements[right])];
    for (let index = left + 1; index < right; index++)
      filled[index] = realText(from + ((to - from) * (index - left)) / (right - left));
  });
  return arrayText(filled);
}

interface Stats {
  readonly [name: string]: string;
}

function stats(series: string, ignore: boolean): Stats | undefined {
  const all = seriesOf(series);
  if (!all) return undefined;
  const numbers = all.filter((value) => value !== null);
  const length = all.length;
  if (numbers.length === 0 || (!ignore && numbers.length < length)) {
    return {
      min: 'null',
      min_idx: 'null',
      max: 'null',
      max_idx: 'null',
      avg: 'null',
      stdev: 'null',
      variance: 'null',
      sum: 'null',
      len: String(length),
    };
  }
  const min = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const max = numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const spread = variance(numbers);
  return {
    min: realText(min),
    min_idx: String(all.indexOf(min)),
    max: realText(max),
    max_idx: String(all.indexOf(max)),
    avg: realText(mean(numbers)),
    stdev: realText(Math.sqrt(spread)),
    variance: realText(spread),
    sum: realText(numbers.reduce((sum, value) => sum + value, 0)),
    len: String(length),
  };
}

function statsArray(series: string, ignore: boolean): HostValue {
  const all = stats(series, ignore);
  return all
    ? arrayText(['min', 'min_idx', 'max', 'max_idx', 'avg', 'stdev', 'variance'].map((name) => all[name] ?? 'null'))
    : null;
}

function statsBag(series: string, ignore: boolean): HostValue {
  const all = stats(series, ignore);
  return all
    ? `{${Object.entries(all)
        .map(([name, value]) => `"${name}":${value}`)
        .join(',')}}`
    : null;
}

const host = hostScalars({
  series_add: binary((a, b) => a + b),
  series_subtract: binary((a, b) => a - b),
  series_multiply: binary((a, b) => a * b),
  series_divide: binary((a, b) => a / b),
  series_pow: binary((a, b) => a ** b),
  series_equals: binary((a, b) => a === b),
  series_not_equals: binary((a, b) => a !== b),
  series_greater: binary((a, b) => a > b),
  series_greater_equals: binary((a, b) => a >= b),
  series_less: binary((a, b) => a < b),
  series_less_equals: binary((a, b) => a <= b),
  series_abs: unary(Math.abs, numberText),
  series_sign: unary(Math.sign, numberText),
  series_ceiling: unary(Math.ceil, numberText),
  series_floor: unary(Math.floor, numberText),
  series_exp: unary(Math.exp),
  series_log: unary(Math.log),
  series_sin: unary(Math.sin),
  series_cos: unary(Math.cos),
  series_tan: unary(Math.tan),
  series_asin: unary(Math.asin),
  series_acos: unary(Math.acos),
  series_atan: unary(Math.atan),
  series_sum: reduced((values) => values.reduce((sum, value) => sum + value, 0)),
  series_product: reduced((values) => values.reduce((product, value) => product * value, 1)),
  series_magnitude: reduced((values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))),
  series_dot_product: paired(dot),
  series_pearson_correlation: paired(pearson),
  series_cosine_similarity: paired(
    (both) => dot(both) / Math.sqrt(dot(both.map(([a]) => [a, a])) * dot(both.map(([, b]) => [b, b]))),
  ),
  series_fir: {
    parameters: ['dynamic', 'dynamic', 'bool', 'bool'],
    defaults: ['TRUE', 'FALSE'],
    result: 'dynamic',
    run: fir,
  },
  series_iir: { parameters: ['dynamic', 'dynamic', 'dynamic'], result: 'dynamic', run: iir },
  series_fill_forward: fill(1),
  series_fill_backward: fill(-1),
  series_fill_const: {
    parameters: ['dynamic', 'dynamic', 'dynamic'],
    defaults: ["'null'"],
    result: 'dynamic',
    run: fillConst,
  },
  series_fill_linear: {
    parameters: ['dynamic', 'dynamic', 'bool', 'dynamic'],
    defaults: ["'null'", 'TRUE', "'0'"],
    result: 'dynamic',
    run: fillLinear,
  },
  series_stats: { parameters: ['dynamic', 'bool'], defaults: ['FALSE'], result: 'dynamic', run: statsArray },
  series_stats_dynamic: { parameters: ['dynamic', 'bool'], defaults: ['FALSE'], result: 'dynamic', run: statsBag },
});

/** Arithmetic, filters and statistics of series. Functions of several results answer them as one array. */
export const seriesFamily: FunctionFamily = host;
