import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const real = (number: number | string) => value('real', number);
const dynamic = (text: string) => value('dynamic', text);

describe('numbers out of text', () => {
  test.each([
    ['5', 5, 5],
    ['5.7', null, 5.7],
    [' 5 ', 5, 5],
    ['0x1F', 31, null],
    ['1e3', null, 1000],
    ['+5', 5, 5],
    ['5abc', null, null],
    ['', null, null],
    ['1_000', null, null],
    ['2147483648', null, 2147483648],
    ['Inf', null, 'Infinity'],
    ['NaN', null, 'NaN'],
    ['1e400', null, 'Infinity'],
    ['0b101', null, null],
  ])('%j is %j as int and %j as real', async (text, int, double) => {
    expect(await engine.call('toint', text)).toEqual(int);
    expect(await engine.call('todouble', text)).toEqual(double);
  });

  test('a long that does not fit is null', async () => {
    expect(await engine.call('tolong', '9223372036854775808')).toBeNull();
    expect(await engine.call('tolong', '2147483648')).toBe(2147483648);
  });
});

test('integers too big for int wrap around, reals saturate and are cut', async () => {
  expect(await engine.call('toint', 2147483648n)).toBe(-2147483648);
  expect(await engine.call('toint', -2147483649n)).toBe(2147483647);
  expect(await engine.call('tolong', real(-2.9))).toBe(-2);
  expect(await engine.call('toint', real(2.9))).toBe(2);
  expect(await engine.sql(`SELECT kql_long_of_real(9.3e18)::VARCHAR`)).toBe('9223372036854775807');
});

test.each([
  ['true', true],
  ['tRuE', true],
  ['1', true],
  ['-1', true],
  ['0', false],
  ['yes', null],
  ['', null],
  [' true', null],
  ['1.0', null],
])('tobool(%j) is %j', async (text, expected) => {
  expect(await engine.call('tobool', text)).toBe(expected);
});

describe('tostring', () => {
  test.each([
    [value('long', 123), '123'],
    [real(1.5), '1.5'],
    [real(1), '1.0'],
    [real(100000000000), '100000000000.0'],
    [real('1e20'), '1E+20'],
    [real('1e15'), '1E+15'],
    [real('1234567890123456'), '1.234567890123456E+15'],
    [real('0.00001'), '1E-05'],
    [real('nan'), 'NaN'],
    [real('-inf'), '-Infinity'],
    [value('bool', true), 'True'],
    [value('bool', null), ''],
    [value('datetime', '2020-01-01'), '2020-01-01T00:00:00.0000000Z'],
    [value('datetime', null), ''],
    [value('timespan', 864000000000), '1.00:00:00'],
    [value('timespan', -9000000001), '-00:15:00.0000001'],
    [value('timespan', null), ''],
    [value('decimal', '1.50'), '1.5'],
    [dynamic('"a\\"b"'), 'a"b'],
    [dynamic('{"a" : [1, 2.0]}'), '{"a":[1,2.0]}'],
    [dynamic('true'), 'true'],
    [dynamic('null'), ''],
    [value('guid', '74BE27DE-1E4E-49D9-B579-FE0B331D3642'), '74be27de-1e4e-49d9-b579-fe0b331d3642'],
  ])('%j', async (argument, expected) => {
    expect(await engine.call('tostring', argument)).toBe(expected);
  });
});

test('dynamic values convert by what they hold', async () => {
  expect(await engine.call('toint', dynamic('"123"'))).toBe(123);
  expect(await engine.call('toint', dynamic('"1.5"'))).toBeNull();
  expect(await engine.call('toint', dynamic('1.5'))).toBe(1);
  expect(await engine.call('todouble', dynamic('"1.5"'))).toBe(1.5);
  expect(await engine.call('tobool', dynamic('"123"'))).toBe(true);
  expect(await engine.call('tobool', dynamic('"[1,2]"'))).toBeNull();
  expect(await engine.call('tobool', dynamic('true'))).toBe(true);
  expect(await engine.call('gettype', dynamic('{"a":1}'))).toBe('dictionary');
  expect(await engine.call('gettype', dynamic('-1'))).toBe('long');
  expect(await engine.call('gettype', value('dynamic', null))).toBe('null');
});

test('ticks and datetimes turn into each other', async () => {
  expect(await engine.call('tolong', value('datetime', '2020-01-01'))).toBe(637134336000000000);
  expect(await engine.call('todatetime', 0)).toBe('0001-01-01 00:00:00');
  expect(await engine.call('todatetime', 637593570000000000n)).toBe('2021-06-15 12:30:00');
  expect(await engine.call('todatetime', -1)).toBeNull();
});

test.each([
  ['2020-01-01', '2020-01-01 00:00:00'],
  ['2020-01-01T13:45:00Z', '2020-01-01 13:45:00'],
  ['2020-06-15T13:45:09.1234567Z', '2020-06-15 13:45:09.123456'],
  ['2020-06-15T13:45:09.1234567+02:00', '2020-06-15 11:45:09.123456'],
  ['2020-06-15 13:45', '2020-06-15 13:45:00'],
  ['6/15/2020 1:45:09 PM', '2020-06-15 13:45:09'],
  ['Fri, 01 May 2020 10:00:00 GMT', '2020-05-01 10:00:00'],
  ['12-02-2022', '2022-12-02 00:00:00'],
  ['2022-12-02 3:04 PM', '2022-12-02 15:04:00'],
  ['2023-11-05T10:00:00.000+0000', '2023-11-05 10:00:00'],
  ['2020-06-15T13:45Z', '2020-06-15 13:45:00'],
  ['11/5/2023', '2023-11-05 00:00:00'],
  ['11/5/2023 7:08', '2023-11-05 07:08:00'],
  ['2020-06', '2020-06-01 00:00:00'],
  ['2020', '2020-01-01 00:00:00'],
  ['epoch', null],
  ['infinity', null],
  ['2020-13-01', null],
  ['2020-02-30', null],
  ['not a date', null],
  ['', null],
])('todatetime(%j) is %j', async (text, expected) => {
  expect(await engine.call('todatetime', text)).toBe(expected);
});

test.each([
  ['1d', 864e9],
  ['2h', 72e9],
  ['01:00:00', 36e9],
  ['13:00', 468e9],
  ['1.5', null],
  ['90s', 9e8],
  ['-1d', -864e9],
  ['00:00:00.001', 10000],
  ['1.02:03:04.5', 937845e6],
  ['-00:30:00', -18e9],
])('totimespan(%j) is %j ticks', async (text, expected) => {
  expect(await engine.call('totimespan', text)).toBe(expected);
});
