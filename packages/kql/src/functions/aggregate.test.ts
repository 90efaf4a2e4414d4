import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const column = (...values: (number | bigint | string | null)[]) => values.map((each) => [each]);

describe('over no rows, and over nulls only', () => {
  test.each([
    ['count', 0, 2],
    ['sum', 0, 0],
    ['avg', 'NaN', 'NaN'],
    ['min', null, null],
    ['max', null, null],
    ['stdev', 0, 0],
    ['variance', 0, 0],
    ['make_list', '[]', '[]'],
    ['make_set', '[]', '[]'],
    ['dcount', 0, 0],
    ['take_any', null, null],
  ])('%s', async (name, none, nulls) => {
    expect(await engine.aggregate(name, ['long'], [])).toEqual(none);
    expect(await engine.aggregate(name, ['long'], column(null, null))).toEqual(nulls);
  });
});

test('a condition chooses the rows', async () => {
  const rows = [1, 2, 3, 4, 5].map((each) => [each, each > 3]);
  expect(await engine.aggregate('sumif', ['long', 'bool'], rows)).toBe(9);
  expect(await engine.aggregate('countif', ['bool'], [[true], [false], [null]])).toBe(1);
  expect(await engine.aggregate('avgif', ['long', 'bool'], rows)).toBe(4.5);
  expect(await engine.aggregate('make_list_if', ['long', 'bool'], rows)).toBe('[4,5]');
  expect(await engine.aggregate('dcountif', ['long', 'bool'], [...rows, ...rows])).toBe(2);
});

test('spread of one row is 0, of NaN is NaN', async () => {
  expect(await engine.aggregate('stdev', ['real'], column(10))).toBe(0);
  expect(await engine.aggregate('variance', ['long'], column(1, 2, 3, 4))).toBeCloseTo(1.6666666667, 9);
  expect(await engine.aggregate('stdevp', ['long'], column(1, 2, 3, 4))).toBeCloseTo(1.118033988749895, 12);
  expect(await engine.aggregate('stdev', ['real'], column('inf', 1.5))).toBe('NaN');
});

test('NaN is both the least and the greatest', async () => {
  expect(await engine.aggregate('min', ['real'], column('nan', 2))).toBe('NaN');
  expect(await engine.aggregate('max', ['real'], column('nan', 2))).toBe('NaN');
  expect(
    await engine.aggregate(
      'arg_min',
      ['real', 'long'],
      [
        ['nan', 1],
        [2, 2],
      ],
    ),
  ).toBe(1);
});

test('sums of longs wrap around', async () => {
  expect(await engine.aggregate('sum', ['long'], column(9223372036854775807n, 1))).toBe(-9223372036854776000);
});

test('arg_max answers the first of the greatest rows, and some row where all are null', async () => {
  expect(
    await engine.aggregate(
      'arg_max',
      ['long', 'long'],
      [
        [1, 100],
        [2, 50],
        [2, 200],
      ],
    ),
  ).toBe(50);
  expect(
    await engine.aggregate(
      'arg_max',
      ['long', 'string'],
      [
        [null, 'c'],
        [null, 'd'],
      ],
    ),
  ).toBe('c');
  expect(
    await engine.aggregate(
      'arg_max',
      ['long', 'string'],
      [
        [null, 'a'],
        [20, 'b'],
      ],
    ),
  ).toBe('b');
  expect(
    await engine.aggregate(
      'arg_max',
      ['long', 'long'],
      [
        [1, 5],
        [2, null],
      ],
    ),
  ).toBeNull();
});

test('lists keep the order, skip nulls and lay arrays flat', async () => {
  expect(await engine.aggregate('make_list', ['long'], column(5, null, 3))).toBe('[5,3]');
  expect(await engine.aggregate('make_list_with_nulls', ['long'], column(5, null, 3))).toBe('[5,null,3]');
  expect(await engine.aggregate('make_list', ['dynamic'], column('{"a":1}', null, '[1,2]'))).toBe('[{"a":1},null,1,2]');
  expect(await engine.aggregate('make_list', ['long'], column(1, 2, 3, 4), 3)).toBe('[1,2,3]');
  expect(await engine.aggregate('make_list', ['decimal'], column('1.5', '2.5'))).toBe('["1.5","2.5"]');
  expect(await engine.aggregate('make_set', ['string'], column('b', 'a', 'b'))).toBe('["a","b"]');
  expect(await engine.aggregate('make_set', ['dynamic'], column('["b","a"]', '"a"'))).toBe('["a","b"]');
});

test('percentiles are values that occur', async () => {
  expect(await engine.aggregate('percentile', ['real'], column(1.5, 2.5, 3.5, 4.5), 50)).toBe(2.5);
  expect(await engine.aggregate('percentile', ['long'], column(1, 2, 3), 25)).toBe(1);
  expect(await engine.aggregate('percentile', ['long'], column(10, 20), 25)).toBe(10);
});

test('strings have a least and a greatest; take_any prefers what is there', async () => {
  expect(await engine.aggregate('min', ['string'], column('b', 'a'))).toBe('a');
  expect(await engine.aggregate('take_any', ['string'], column('', 'x'))).toBe('x');
});
