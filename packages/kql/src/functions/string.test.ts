import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const dynamic = (text: string) => value('dynamic', text);

test.each([
  ['abc', 5, 3, ''],
  ['abc', -1, 2, 'c'],
  ['hello', 1, 3, 'ell'],
  ['hello', 2, 100, 'llo'],
  ['hello', 1, -1, ''],
  ['hello', -100, 3, ''],
  ['xy', -2, 9, 'xy'],
  ['', -3, 9, ''],
  ['𝓗ello', 0, 2, '𝓗e'],
])('substring(%j, %j, %j) is %j', async (text, start, length, expected) => {
  expect(await engine.call('substring', text, start, length)).toBe(expected);
  // The same with computed positions.
  expect(
    await engine.call(
      'substring',
      text,
      { sql: `(${start})::BIGINT + 0`, type: 'long' },
      { sql: `(${length})::BIGINT + 0`, type: 'long' },
    ),
  ).toBe(expected);
});

test.each([
  ['a,b,c', ',', '["a","b","c"]'],
  ['a,,b', ',', '["a","","b"]'],
  ['', ',', '[""]'],
  ['abc', '', '["abc"]'],
])('split(%j, %j) is %s', async (text, delimiter, expected) => {
  expect(await engine.call('split', text, delimiter)).toBe(expected);
});

test('split picks one part', async () => {
  expect(await engine.call('split', 'aa_bb', '_', 1)).toBe('["bb"]');
});

test.each([
  ['x', 'xxabcxx', 'xabcx', 'xabcxx', 'xxabcx'],
  ['x', 'xxx', 'x', 'xx', 'xx'],
  ['\\s', '  pad  ', ' pad ', ' pad  ', '  pad '],
  ['1', '11', '', '1', '1'],
  ['[^\\w]+', '-  Te st1// $', 'Te st1', 'Te st1// $', '-  Te st1'],
])('trim(%j, %j) cuts one match at each end', async (pattern, text, both, start, end) => {
  expect(await engine.call('trim', pattern, text)).toBe(both);
  expect(await engine.call('trim_start', pattern, text)).toBe(start);
  expect(await engine.call('trim_end', pattern, text)).toBe(end);
});

test.each([
  ["a''b", "'", 1, 2],
  ["''", "'", 0, -1],
  ['alphabetagamma', 'beta', 5, 5],
  ['nomatch', 'zzz', -1, -1],
])('indexof(%j, %j) is %j, from 2 on %j', async (text, wanted, expected, fromTwo) => {
  expect(await engine.call('indexof', text, wanted)).toBe(expected);
  expect(await engine.call('indexof', text, wanted, 2)).toBe(fromTwo);
});

test('an empty text is nowhere', async () => {
  expect(await engine.call('indexof', 'abc', '')).toBeNull();
  expect(await engine.call('countof', 'abc', '')).toBe(0);
  expect(await engine.call('replace_string', 'aaa', '', 'X')).toBe('aaa');
});

test('countof counts overlaps of text but not of patterns', async () => {
  expect(await engine.call('countof', 'aaaa', 'aa')).toBe(3);
  expect(await engine.call('countof', 'Ångström', 'ö')).toBe(1);
  expect(await engine.call('countof', 'abcabc', 'a.c', 'regex')).toBe(2);
});

test('lengths count letters and bytes', async () => {
  expect(await engine.call('strlen', '😀')).toBe(1);
  expect(await engine.call('string_size', '😀')).toBe(4);
  expect(await engine.call('reverse', '𝓗ello')).toBe('olle𝓗');
});

test('strcat prints every type and takes null as empty', async () => {
  expect(
    await engine.call('strcat', 'a', 5, value('bool', true), value('long', null), value('timespan', 36000000000n)),
  ).toBe('a5True01:00:00');
  expect(await engine.call('strcat_delim', ':', 'World', 5, 'WORLD')).toBe('World:5:WORLD');
  expect(await engine.call('strcat_array', dynamic('["a", null, "", "b"]'), '|')).toBe('a|||b');
});

test('extract answers the group, or nothing', async () => {
  expect(await engine.call('extract', '(\\d+)-(\\d+)', 2, '2020-12-31')).toBe('12');
  expect(await engine.call('extract', 'key:.?(\\w+)', 1, 'key:val')).toBe('al');
  expect(await engine.call('extract', '(x)', 1, 'abc')).toBe('');
  expect(await engine.call('extract', '(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)', 10, 'abcdefghij')).toBe('j');
});

test('extract_all answers an array, of arrays for several groups', async () => {
  const id = '82b8be2d-dfa7-4bd1-8f63-24ad26d31449';
  expect(await engine.call('extract_all', '(\\d+)', 'a set of numbers: 123, 567 and 789')).toBe('["123","567","789"]');
  expect(await engine.call('extract_all', '(\\w)(\\w+)(\\w)', dynamic('[1,3]'), id)).toBe(
    '[["8","d"],["d","7"],["4","1"],["8","3"],["2","9"]]',
  );
});

test('replace_regex knows groups', async () => {
  expect(await engine.call('replace_regex', 'abcABCabc', '([a-z])([A-Z])', '\\1_\\2')).toBe('abc_ABCabc');
  expect(await engine.call('replace', '(\\w+)', '[\\1]', 'one two')).toBe('[one] [two]');
});

test('replace_strings goes through the list in order', async () => {
  expect(
    await engine.call('replace_strings', 'A magic trick', dynamic('["A","magic"]'), dynamic('["The","card"]')),
  ).toBe('The card trick');
});

test('translate maps letters, the last one standing for the rest', async () => {
  expect(await engine.call('translate', 'krasp', 'otsku', 'spark')).toBe('kusto');
  expect(await engine.call('translate', 'abc', '', 'ab')).toBe('');
  expect(await engine.call('translate', 'abc', 'x', 'abc')).toBe('xxx');
});
