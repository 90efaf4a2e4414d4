import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const dynamic = (text: string | null) => value('dynamic', text);

test('parse_json takes text that is no JSON as a string', async () => {
  expect(await engine.call('parse_json', '{"a":1}')).toBe('{"a":1}');
  expect(await engine.call('parse_json', 'hello "x"')).toBe('"hello \\"x\\""');
  expect(await engine.call('parse_json', '')).toBeNull();
});

test.each([
  ['[1,2,3]', 3],
  ['[]', 0],
  ['{"a":1}', null],
  ['5', null],
  [null, null],
])('array_length(%s) is %s', async (array, expected) => {
  expect(await engine.call('array_length', dynamic(array))).toBe(expected);
});

test('arrays', async () => {
  expect(await engine.call('array_concat', dynamic('[1,2]'), dynamic('[99]'))).toBe('[1,2,99]');
  expect(await engine.call('array_concat', dynamic('{"a":1}'), dynamic('[99]'))).toBe('[99]');
  expect(await engine.call('array_concat', dynamic(null), dynamic('[99]'))).toBe('[99]');
  expect(await engine.call('array_slice', dynamic('[10,20,30,40]'), 1, 2)).toBe('[20,30]');
  expect(await engine.call('array_slice', dynamic('[1,2,3,4,5]'), -2, -1)).toBe('[4,5]');
  expect(await engine.call('array_index_of', dynamic('[1,2,3]'), 2)).toBe(1);
  expect(await engine.call('array_index_of', dynamic('[1,2,3]'), 99)).toBe(-1);
  expect(await engine.call('array_index_of', dynamic('["a","b"]'), 'b')).toBe(1);
});

test('bags', async () => {
  expect(await engine.call('pack', 'name', 'alice', 'age', 30, 'gone', value('long', null))).toBe(
    '{"name":"alice","age":30,"gone":null}',
  );
  expect(await engine.call('pack_array', 1, 'a', value('datetime', '2020-01-01'), value('datetime', null))).toBe(
    '[1,"a","2020-01-01T00:00:00.0000000Z",null]',
  );
  expect(await engine.call('bag_keys', dynamic('{"b":1,"a":2}'))).toBe('["b","a"]');
  expect(await engine.call('bag_keys', dynamic('[1]'))).toBeNull();
  expect(await engine.call('bag_keys', dynamic('{}'))).toBe('[]');
});

test('extract_json reads one place of a text', async () => {
  expect(await engine.call('extract_json', '$.a.b[1]', '{"a":{"b":[1,"x"]}}')).toBe('x');
  expect(await engine.call('extract_json', "$['a c']", '{"a c":5}')).toBe('5');
  expect(await engine.call('extract_json', '$.a', 'no json')).toBe('');
});

test('null, empty and missing', async () => {
  expect(await engine.call('isnull', dynamic('null'))).toBe(true);
  expect(await engine.call('isnull', '')).toBe(false);
  expect(await engine.call('isempty', '')).toBe(true);
  expect(await engine.call('isempty', value('long', null))).toBe(true);
  expect(await engine.call('isnotempty', dynamic('"a"'))).toBe(true);
  expect(await engine.call('coalesce', '', 'x')).toBe('x');
  expect(await engine.call('iff', value('bool', null), 't', 'f')).toBe('f');
  expect(await engine.call('max_of', 1, value('long', null), 3)).toBe(3);
});
