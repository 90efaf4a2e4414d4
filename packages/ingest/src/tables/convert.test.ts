import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCell, toLong, toTimespan } from './convert.js';
import { inferType } from './infer.js';
import { pythonToJson } from './python-repr.js';

describe('cells', () => {
  test('numbers come through exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(toCell(String(value), 'long')).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(BigInt(toLong(String(value))!)).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(toCell(String(value), 'real')).toBe(Number(String(value)));
      }),
    );
  });

  test.each([
    ['9223372036854775808', 'long'],
    ['2147483648', 'int'],
    ['1.5', 'long'],
    ['abc', 'real'],
    ['maybe', 'bool'],
    ['soon', 'datetime'],
    ['0x10', 'long'],
    ['Infinity', 'real'],
  ] as const)('%s is no %s', (text, type) => {
    expect(toCell(text, type)).toBeUndefined();
  });

  test.each([
    ['null', 'int', null],
    ['', 'datetime', null],
    ['04', 'string', '04'],
    ['443.0', 'long', 443],
    ['True', 'bool', true],
    [0, 'bool', false],
    [5, 'string', '5'],
    [{ a: 1 }, 'string', '{"a":1}'],
    [{ a: 1 }, 'dynamic', '{"a":1}'],
    ["['a', None]", 'dynamic', '["a",null]'],
    ['plain', 'dynamic', '"plain"'],
    [null, 'string', ''],
  ] as const)('%j as %s is %j', (value, type, cell) => {
    expect(toCell(value, type)).toEqual(cell);
  });

  test.each([
    ['00:00:01', 10_000_000n],
    ['1.02:03:04.5', 937_845_000_000n],
    ['-00:01:00', -600_000_000n],
    ['23:59:59.9999999', 863_999_999_999n],
  ])('timespan %s', (text, ticks) => {
    expect(toTimespan(text)).toBe(ticks);
  });
});

describe('types of unknown columns', () => {
  test.each([
    [['1', '2', ''], 'long'],
    [['1', '2.5'], 'real'],
    [['443.0', '80.0'], 'long'],
    [['1', '04'], 'string'],
    [['18', 'x'], 'string'],
    [['true', 'False'], 'bool'],
    [['2019-02-12 14:22:40.697', '2019-02-12 13:00:07.000'], 'datetime'],
    [['7/8/2019 16:08'], 'datetime'],
    [["['10.0.0.1']", '[]'], 'dynamic'],
    [['{"a":1}', 'text'], 'string'],
    [['', ''], undefined],
  ])('texts %j are %s', (values, type) => {
    expect(inferType(values, 'text', undefined)).toBe(type);
  });

  test('numbers written as texts in JSON stay texts', () => {
    expect(inferType(['1', '2'], 'json', undefined)).toBe('string');
    expect(inferType([1, 2.5], 'json', undefined)).toBe('real');
    expect(inferType([[1]], 'json', undefined)).toBe('dynamic');
  });

  test('whatever type is found, every value fits it', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.constantFrom('true', '[1]', '{}', '04', '2020-01-01T00:00:00Z', '1/2/2020', '1e5', '-', '+5', '.'),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const type = inferType(values, 'text', undefined) ?? 'string';
        for (const text of values) expect(toCell(text, type)).not.toBeUndefined();
      }),
    );
  });
});

describe('lists as Python prints them', () => {
  test.each([
    ["['a', 'b']", '["a","b"]'],
    [`["it's", 'say "x"']`, '["it\'s","say \\"x\\""]'],
    ["{'k': [1, 2.5, None, True], 'n': {'x': ()}}", '{"k":[1,2.5,null,true],"n":{"x":[]}}'],
    ["('a',)", '["a"]'],
    ["['\\x41\\u00e9\\n']", '["Aé\\n"]'],
    ['[]', '[]'],
  ])('%s', (text, json) => {
    expect(pythonToJson(text)).toBe(json);
  });

  test.each(["['a'", '[a b]', 'x', '', "['a'] x", `${'['.repeat(500)}${']'.repeat(500)}`])('%s is none', (text) => {
    expect(pythonToJson(text)).toBeUndefined();
  });

  test('no text makes it fail, and what it gives is JSON', () => {
    const text = fc
      .array(fc.constantFrom('[', ']', '{', '}', "'", '"', 'a', ',', ':', ' ', '1', 'None', '\\', '(', ')'), {
        maxLength: 30,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (python) => {
        const json = pythonToJson(python);
        if (json !== undefined) JSON.parse(json);
      }),
    );
  });
});
