import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileOf } from '../testing/read-all.js';
import { exactDigits, parseExact, stringifyExact } from './exact-numbers.js';

describe('whole numbers of 64 bits', () => {
  test('come through exactly, in columns and inside dynamic values', async () => {
    const line =
      '{"Key": 11540474045136925, "Low":-9223372036854775808,"Nested":{"id":11540474045136925,"list":[1,18446744073709551615]}}\n';
    const read = await readFileOf('Mine.json', line, { table: 'Mine' });
    expect(read.rows('Mine')).toEqual([
      {
        Key: 11540474045136925n,
        Low: -9223372036854775808n,
        Nested: '{"id":11540474045136925,"list":[1,18446744073709551615]}',
      },
    ]);
    expect(read.tables.get('Mine')!.columns.get('Key')).toBe('long');
  });

  test('in a column of texts they keep their digits', async () => {
    const read = await readFileOf('Heartbeat.json', '{"Computer":11540474045136925}\n');
    expect(read.rows('Heartbeat')[0]!.Computer).toBe('11540474045136925');
  });

  test('all else is as JSON.parse has it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        expect(stringifyExact(parseExact(json))).toBe(JSON.stringify(JSON.parse(json)));
      }),
    );
  });

  test('numbers in texts, fractions and exponents are left alone', () => {
    const json =
      '{"a":"x: 11540474045136925, \\" 11540474045136925","b":0.11540474045136925,"c":1.5e16,"d": 11540474045136925.5}';
    expect(parseExact(json)).toEqual(JSON.parse(json));
  });

  test('a text that imitates the mark stays valid JSON', async () => {
    const line = '{"a":"\\u0001#007","b":{"c":"\\u0001#x","d":"\\u0001#0012345678901234567"}}\n';
    const row = (await readFileOf('Mine.json', line, { table: 'Mine' })).rows('Mine')[0]!;
    expect(row.a).toBe('\u0001#007');
    expect(JSON.parse(String(row.b))).toEqual({ c: '\u0001#x', d: '\u0001#0012345678901234567' });
  });

  test('digits come back as written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }), (number) => {
        expect(exactDigits((parseExact(`{"a":${number}}`) as { a: unknown }).a)).toBe(String(number));
      }),
    );
  });
});
