import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const at = (text: string) => value('datetime', text);
const real = (number: number | string) => value('real', number);

test('around takes in both ends', async () => {
  const minute = value('timespan', 600000000);
  expect(await engine.call('around', at('2021-01-01 01:29'), at('2021-01-01 01:30'), minute)).toBe(true);
  expect(await engine.call('around', at('2021-01-01 01:28:59'), at('2021-01-01 01:30'), minute)).toBe(false);
});

test.each([
  ['2020-02-02 20:02:20', 'US/Pacific', '2020-02-03 04:02:20'],
  ['2020-02-02 20:02:20', 'Europe/Paris', '2020-02-02 19:02:20'],
  // Skipped by the clock.
  ['2022-03-27 02:00:00', 'Europe/Brussels', '2022-03-27 00:00:00'],
  ['2022-03-27 03:00:00', 'Europe/Brussels', '2022-03-27 01:00:00'],
])('%s in %s is %s UTC', async (local, zone, utc) => {
  expect(await engine.call('datetime_local_to_utc', at(local), zone)).toBe(utc);
});

test('UTC to local', async () => {
  expect(await engine.call('datetime_utc_to_local', at('2022-03-27 01:00'), 'Europe/Brussels')).toBe(
    '2022-03-27 03:00:00',
  );
});

test('which term is there first', async () => {
  const terms = value('dynamic', '["nothing","this","example"]');
  expect(await engine.call('has_any_index', 'this is an example', terms)).toBe(1);
  expect(await engine.call('has_any_index', 'thisis', terms)).toBe(-1);
});

test('where a pattern matches', async () => {
  expect(await engine.call('indexof_regex', 'abcabc', 'b.a')).toBe(1);
  expect(await engine.call('indexof_regex', 'a\nb1', '\\d')).toBe(3);
  expect(await engine.call('indexof_regex', 'abc', 'x')).toBe(-1);
});

test('assert stops the query', async () => {
  expect(await engine.call('assert', true, 'never')).toBe(true);
  await expect(engine.call('assert', { sql: 'random() > 2', type: 'bool' }, 'it failed')).rejects.toThrow('it failed');
});

test('bin rounds down, also below zero', async () => {
  expect(await engine.call('bin', -7, 4)).toBe(-8);
  expect(await engine.call('bin', real(-2.5), real(1.5))).toBe(-3);
  expect(await engine.call('bin', 5, 0)).toBeNull();
  expect(await engine.call('floor', real(1.7), real(0.5))).toBe(1.5);
  expect(await engine.call('bin_at', real(6.5), real(2.5), real(7))).toBe(4.5);
  expect(await engine.call('bin_at', value('timespan', 36e9), value('timespan', 864e9), value('timespan', 432e9))).toBe(
    -432e9,
  );
});

test('functions of numbers outside their domain give NaN or infinity', async () => {
  expect(await engine.call('sqrt', real(-1))).toBe('NaN');
  expect(await engine.call('log', real(0))).toBe('-Infinity');
  expect(await engine.call('log', real(-1))).toBe('NaN');
  expect(await engine.call('pow', -8, real(1 / 3))).toBe('NaN');
  expect(await engine.call('exp', real(1000))).toBe('Infinity');
  expect(await engine.call('sign', real('nan'))).toBe(0);
});

test('rounding goes away from zero at the half', async () => {
  expect(await engine.call('round', real(-2.5))).toBe(-3);
  expect(await engine.call('round', real(3.25), 1)).toBe(3.3);
  expect(await engine.call('round', real(1234.5), -2)).toBe(1200);
});

test('hexadecimal', async () => {
  expect(await engine.call('tohex', 256)).toBe('100');
  expect(await engine.call('tohex', -256)).toBe('ffffffffffffff00');
  expect(await engine.call('tohex', value('int', -256), 8)).toBe('ffffff00');
  expect(await engine.call('tohex', 256, 8)).toBe('00000100');
});

test('bits', async () => {
  expect(await engine.call('binary_shift_left', 1, 63)).toBe(-9223372036854776000);
  expect(await engine.call('binary_xor', 6, 3)).toBe(5);
  expect(await engine.call('binary_not', 0)).toBe(-1);
  expect(await engine.call('bitset_count_ones', 255)).toBe(8);
});

test('sketches answer exactly', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => [index + 1]);
  const digest = value('dynamic', String(await engine.aggregate('tdigest', ['long'], rows)));
  expect(await engine.call('rank_tdigest', digest, real(685))).toBe(685);
  expect(await engine.call('percentile_tdigest', digest, real(50))).toBe(500);
  const some = value('dynamic', String(await engine.aggregate('hll', ['long'], rows.slice(0, 10))));
  const others = value('dynamic', String(await engine.aggregate('hll', ['long'], rows.slice(5, 20))));
  expect(await engine.call('dcount_hll', { sql: await merged(some, others), type: 'dynamic' })).toBe(20);
  const weighted = value(
    'dynamic',
    String(
      await engine.aggregate(
        'tdigest',
        ['real', 'long'],
        [
          [1, 1],
          [2, 2],
        ],
      ),
    ),
  );
  expect(await engine.call('percentile_tdigest', weighted, real(50))).toBe(2);
});

async function merged(...sketches: ReturnType<typeof value>[]): Promise<string> {
  return `'${await engine.call('hll_merge', ...sketches)}'::JSON`;
}
