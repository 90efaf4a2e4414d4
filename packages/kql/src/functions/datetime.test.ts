import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const at = (text: string) => value('datetime', text);
const span = (ticks: number) => value('timespan', ticks);
const hour = 36_000_000_000;

test.each([
  ['startofday', '2020-06-15 13:45:00', -3, '2020-06-12 00:00:00'],
  ['startofweek', '2024-02-29 23:59:59.999999', undefined, '2024-02-25 00:00:00'],
  ['endofweek', '2024-03-03', undefined, '2024-03-09 23:59:59.999999'],
  ['endofweek', '2020-06-15 13:45:00', 2, '2020-07-04 23:59:59.999999'],
  ['startofmonth', '2020-06-15', 2, '2020-08-01 00:00:00'],
  ['endofmonth', '2020-01-31', 13, '2021-02-28 23:59:59.999999'],
  ['startofyear', '2020-06-15', 1, '2021-01-01 00:00:00'],
  ['endofyear', '2020-06-15', -1, '2019-12-31 23:59:59.999999'],
])('%s(%s, %s) is %s', async (name, datetime, offset, expected) => {
  expect(await engine.call(name, at(datetime), ...(offset === undefined ? [] : [offset]))).toBe(expected);
});

test.each([
  ['2007-01-02 13:45:30.123456', hour, '2007-01-02 13:00:00'],
  ['1969-12-31 23:30:00', hour, '1969-12-31 23:00:00'],
  ['1950-06-15 13:45:00', 24 * hour, '1950-06-15 00:00:00'],
  ['2020-03-29 01:30:00', -hour, null],
  ['2023-06-14', 7 * 24 * hour, '2023-06-12 00:00:00'],
])('bin(%s, %s) is %s', async (datetime, size, expected) => {
  expect(await engine.call('bin', at(datetime), span(size))).toBe(expected);
  expect(await engine.call('bin', at(datetime), { sql: `(${size} + 0)::BIGINT`, type: 'timespan' })).toBe(expected);
});

test('bin_at starts where it is told', async () => {
  expect(await engine.call('bin_at', at('2023-03-12 07:30:00'), span(24 * hour), at('1970-01-01 12:00:00'))).toBe(
    '2023-03-11 12:00:00',
  );
  expect(await engine.call('bin_at', at('2023-03-12 07:30:00'), span(54_000_000_000), at('2023-03-12 00:07:00'))).toBe(
    '2023-03-12 06:07:00',
  );
});

test.each([
  ['year', '2021-01-01', '2020-01-01', 1],
  ['quarter', '2024-03-31', '2020-04-01', 15],
  ['month', '2021-03-15', '2020-01-01', 14],
  ['week', '2020-12-31', '2020-01-01', 52],
  ['week', '2021-03-01', '2020-12-31', 9],
  ['day', '2020-03-01', '2020-02-01', 29],
  ['day', '1950-06-15 13:45:00', '2000-01-01', -18097],
  ['hour', '2020-03-01', '2020-02-28 12:00:00', 36],
  ['second', '2020-01-01 00:00:01.999999', '2020-01-01', 1],
  ['millisecond', '2020-03-01', '2020-02-29 23:59:59.999999', 1],
])('datetime_diff(%s, %s, %s) is %s', async (unit, a, b, expected) => {
  expect(await engine.call('datetime_diff', unit, at(a), at(b))).toBe(expected);
});

test.each([
  ['year', 1, '2020-02-29', '2021-02-28 00:00:00'],
  ['month', 13, '2019-01-31', '2020-02-29 00:00:00'],
  ['quarter', 1, '2020-11-30', '2021-02-28 00:00:00'],
  ['week', -53, '2021-03-15 12:00:00', '2020-03-09 12:00:00'],
  ['millisecond', 1500, '2020-01-01', '2020-01-01 00:00:01.5'],
  ['day', -1, '0001-01-01 12:00:00', null],
])('datetime_add(%s, %s, %s) is %s', async (unit, count, datetime, expected) => {
  expect(await engine.call('datetime_add', unit, count, at(datetime))).toBe(expected);
});

test('the parts of a datetime', async () => {
  const datetime = at('2017-10-30 01:02:03.765432');
  const parts = {
    year: 2017,
    quarter: 4,
    month: 10,
    week_of_year: 44,
    day: 30,
    dayofyear: 303,
    hour: 1,
    minute: 2,
    second: 3,
    millisecond: 765,
    microsecond: 765432,
  };
  for (const [part, expected] of Object.entries(parts))
    expect(await engine.call('datetime_part', part, datetime)).toBe(expected);
  expect(await engine.call('dayofweek', at('2020-06-15'))).toBe(864e9);
  expect(await engine.call('week_of_year', at('2016-01-01'))).toBe(53);
});

test('make_datetime and make_timespan refuse what no clock shows', async () => {
  expect(await engine.call('make_datetime', 2020, 2, 29, 13, 45, 9)).toBe('2020-02-29 13:45:09');
  expect(await engine.call('make_datetime', 2020, 2, 29, 23, 59, 59.9999999)).toBe('2020-02-29 23:59:59.999999');
  expect(await engine.call('make_datetime', 2020, 13, 1)).toBeNull();
  expect(await engine.call('make_timespan', 1, 2, 3, 4)).toBe(937840000000);
  expect(await engine.call('make_timespan', 2, 30)).toBe(9e10);
  expect(await engine.call('make_timespan', 25, 70)).toBeNull();
});

test.each([
  ['yyyy-MM-dd HH:mm:ss.fff', '2020-06-15 13:45:09.123', '2020-06-15 13:45:09.123'],
  ['M/d/yyyy h:mm:ss tt', '2020-06-15 13:45:09', '6/15/2020 1:45:09 PM'],
  ['yy-MM-dd HH:mm', '2007-01-02 03:04:05', '07-01-02 03:04'],
  ['dddd, MMMM d, yyyy', '2007-03-09 05:04:03', '0909, 0303 9, 2007'],
  ['ddd MMM', '2007-03-09 05:04:03', '099 033'],
  ['HH', '2020-06-15', '00'],
])('format_datetime with %s', async (format, datetime, expected) => {
  expect(await engine.call('format_datetime', at(datetime), format)).toBe(expected);
});

test('a letter that is no field is refused', async () => {
  await expect(engine.call('format_datetime', at('2020-06-15'), 'yyyy-MM-ddTHH')).rejects.toThrow(
    'no format of a datetime',
  );
  await expect(engine.call('format_timespan', span(1), 'c')).rejects.toThrow('no format of a timespan');
});

test.each([
  ['d.hh:mm:ss', 1_838_450_000_000, '2.03:04:05'],
  ['dd.hh:mm:ss.fffffff', 937_845_670_000, '01.02:03:04.5670000'],
  ['hh:mm', -90_000_000_000, '-02:30'],
  ['mm:ss', -900_000_000, '-01:30'],
])('format_timespan with %s', async (format, ticks, expected) => {
  expect(await engine.call('format_timespan', span(ticks), format)).toBe(expected);
});

test('now and ago count from one instant', async () => {
  expect(await engine.call('now')).toBe('2026-02-03 04:05:06.789');
  expect(await engine.call('ago', span(hour))).toBe('2026-02-03 03:05:06.789');
  expect(await engine.call('now', span(-hour))).toBe('2026-02-03 03:05:06.789');
});

test('unix times', async () => {
  expect(await engine.call('unixtime_seconds_todatetime', 1546300800)).toBe('2019-01-01 00:00:00');
  expect(await engine.call('unixtime_milliseconds_todatetime', 1546300800123)).toBe('2019-01-01 00:00:00.123');
  expect(await engine.call('unixtime_nanoseconds_todatetime', 1546300800000000000n)).toBe('2019-01-01 00:00:00');
  expect(await engine.call('unixtime_seconds_todatetime', 99999999999999)).toBeNull();
});
