import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const series = (text: string) => value('dynamic', text);
const answer = async (name: string, ...args: readonly Parameters<TestEngine['call']>[1][]) =>
  JSON.parse(String(await engine.call(name, ...args))) as unknown;

test('element by element', async () => {
  expect(await engine.call('series_add', series('[1,2,4]'), series('[4,2,1]'))).toBe('[5,4,5]');
  expect(await engine.call('series_divide', series('[1,2,4]'), series('[4,2,1]'))).toBe('[0.25,1,4]');
  expect(await engine.call('series_multiply', series('[1,2]'), series('[4]'))).toBe('[4,null]');
  expect(await engine.call('series_less', series('[1,2,4]'), series('[4,2,1]'))).toBe('[true,false,false]');
  expect(await engine.call('series_greater_equals', series('[1,2]'), 2)).toBe('[false,true]');
  expect(await engine.call('series_abs', series('[-6.5,0,8.2]'))).toBe('[6.5,0,8.2]');
  expect(await engine.call('series_ceiling', series('[-1.5,1,2.5]'))).toBe('[-1,1,3]');
});

test('sums of products', async () => {
  expect(await engine.call('series_dot_product', series('[1,2,4]'), series('[4,2,1]'))).toBe(12);
  expect(await engine.call('series_dot_product', series('[2,4,8]'), 2)).toBe(28);
  expect(await engine.call('series_pearson_correlation', series('[1,2,3,4,5]'), series('[2,4,6,8,10]'))).toBeCloseTo(
    1,
    12,
  );
});

test('filters', async () => {
  expect(await engine.call('series_iir', series('[1,2,3,4]'), series('[1]'), series('[1,-1]'))).toBe(
    '[1.0,3.0,6.0,10.0]',
  );
  expect(await answer('series_fir', series('[1,2,3]'), series('[1,1]'))).toEqual([0.5, 1.5, 2.5]);
  expect(await answer('series_fir', series('[3,6,9]'), series('[1,1,1]'), true, true)).toEqual([3, 6, 5]);
});

test('gaps', async () => {
  const gaps = '[null,null,36,41,null,null,16,61,33,null,null]';
  expect(await engine.call('series_fill_forward', series(gaps))).toBe('[null,null,36,41,41,41,16,61,33,33,33]');
  expect(await engine.call('series_fill_backward', series('[111,null,36,41,null,null,16,61,33,null,null]'))).toBe(
    '[111,36,36,41,16,16,16,61,33,null,null]',
  );
  expect(await answer('series_fill_linear', series('[null,10,null,30,null]'))).toEqual([10, 10, 20, 30, 30]);
  expect(await engine.call('series_fill_const', series('[1,null]'), 0)).toBe('[1,0]');
});

test('statistics', async () => {
  expect(await answer('series_stats_dynamic', series('[10,20]'))).toEqual({
    min: 10,
    min_idx: 0,
    max: 20,
    max_idx: 1,
    avg: 15,
    stdev: 7.0710678118654755,
    variance: 50,
    sum: 30,
    len: 2,
  });
  expect(await answer('series_stats', series('[10,20]'))).toEqual([10, 0, 20, 1, 15, 7.0710678118654755, 50]);
});

test('a line through a series', async () => {
  const fit = (await answer('series_fit_line_dynamic', series('[2,5,6,8,11,15,17,18,25,26,30,30]'))) as Record<
    string,
    number
  >;
  // The figures of Microsoft's documentation of series_fit_line.
  expect(fit.rsquare).toBeCloseTo(0.982, 2);
  expect(fit.slope).toBeCloseTo(2.73, 2);
  expect(fit.variance).toBeCloseTo(98.628, 2);
  expect(fit.rvariance).toBeCloseTo(1.686, 3);
  expect(fit.interception).toBeCloseTo(-1.666, 2);
});

test('two lines meet where the series bends', async () => {
  const fit = (await answer('series_fit_2lines_dynamic', series('[0,0,0,0,0,10,20,30,40,50]'))) as {
    split_idx: number;
    rsquare: number;
    right: { slope: number };
  };
  expect(fit.rsquare).toBeCloseTo(1, 9);
  expect([4, 5]).toContain(fit.split_idx);
  expect(fit.right.slope).toBeCloseTo(10, 9);
});

test.each([
  [
    '[2,5,3,4,3,2,1,2,3,4,3,2,1,2,3,4,3,2,1,2,3,4,3,2,1]',
    undefined,
    [1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1],
  ],
  ['[1,3,5,2,4,6,1,3,5,2,4,6]', undefined, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['[1,3,5,1,3,5,2,4,6]', 3, [1, 3, 5, 1, 3, 5, 1, 3, 5]],
  ['[1,3,5,2,4,6,1,3,5,2,4,6]', 3, [1.5, 3.5, 5.5, 1.5, 3.5, 5.5, 1.5, 3.5, 5.5, 1.5, 3.5, 5.5]],
])('series_seasonal(%s, %s)', async (text, period, expected) => {
  expect(await answer('series_seasonal', series(text), ...(period === undefined ? [] : [period]))).toEqual(expected);
});

test('a spike in a weekly pattern is the anomaly', async () => {
  const values = Array.from({ length: 70 }, (_, day) => (day % 7 < 5 ? 100 : 20) + ((day * 7919) % 11));
  values[38] = 400;
  const [flags, , baseline] = (await answer(
    'series_decompose_anomalies',
    series(JSON.stringify(values)),
    1.5,
    7,
    'linefit',
  )) as number[][];
  expect(flags?.flatMap((flag, day) => (flag === 0 ? [] : [[day, flag]]))).toEqual([[38, 1]]);
  expect(baseline).toHaveLength(70);
  const [found] = (await answer('series_decompose_anomalies', series(JSON.stringify(values)))) as number[][];
  expect(found).toEqual(flags);
});

test('values far outside the fences score high', async () => {
  const scores = (await answer('series_outliers', series('[1,2,3,4,5,6,7,8,9,10,100]'))) as number[];
  expect(scores.slice(1, 10).every((score) => score === 0)).toBe(true);
  expect(scores.at(-1)).toBeGreaterThan(1.5);
});
