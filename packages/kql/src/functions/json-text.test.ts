import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrayText, bagText, elementsOf, entriesOf, kindOf, plainText, readJson } from './json-text.js';

test('the texts of elements put together again mean the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, spaced) => {
      const text = JSON.stringify(value, null, spaced ? 2 : 0);
      const elements = elementsOf(text);
      const entries = entriesOf(text);
      expect(elements !== undefined).toBe(Array.isArray(value));
      expect(entries !== undefined).toBe(kindOf(text) === 'bag');
      if (elements) expect(JSON.parse(arrayText(elements))).toEqual(JSON.parse(text));
      if (entries) expect(JSON.parse(bagText(entries))).toEqual(JSON.parse(text));
    }),
  );
});

test('numbers keep their digits', () => {
  expect(elementsOf('[9223372036854775807, 1.0,1e400]')).toEqual(['9223372036854775807', '1.0', '1e400']);
});

test('what DuckDB lets pass and JavaScript does not', () => {
  expect(elementsOf('[1,NaN,]')).toEqual(['1', 'NaN']);
  expect(readJson('[1,]')).toBeUndefined();
});

test('plain texts', () => {
  expect(plainText('"a\\"b"')).toBe('a"b');
  expect(plainText('null')).toBe('');
  expect(plainText('[1]')).toBe('[1]');
});
