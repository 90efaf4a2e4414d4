import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

const dynamic = (text: string | null) => value('dynamic', text);
const five = dynamic('[1,2,3,4,5]');

test.each([
  ['array_reverse', [], '[5,4,3,2,1]'],
  ['array_rotate_left', [1], '[2,3,4,5,1]'],
  ['array_rotate_left', [-2], '[4,5,1,2,3]'],
  ['array_rotate_right', [-2], '[3,4,5,1,2]'],
  ['array_shift_left', [2], '[3,4,5,null,null]'],
  ['array_shift_left', [-2, -1], '[-1,-1,1,2,3]'],
  ['array_shift_right', [2, -1], '[-1,-1,1,2,3]'],
  ['array_split', [2], '[[1,2],[3,4,5]]'],
  ['array_sort_desc', [], '[5,4,3,2,1]'],
])('%s(%j)', async (name, args, expected) => {
  expect(await engine.call(name, five, ...args)).toBe(expected);
});

test('splitting at several places', async () => {
  expect(await engine.call('array_split', dynamic('[1,2,3,4,5,6,7,8]'), dynamic('[2,5]'))).toBe(
    '[[1,2],[3,4,5],[6,7,8]]',
  );
});

test('sorting puts nulls last, or first when told to, and carries other arrays along', async () => {
  const names = dynamic('[null,"blue","yellow","green",null]');
  expect(await engine.call('array_sort_asc', names)).toBe('["blue","green","yellow",null,null]');
  expect(await engine.call('array_sort_asc', names, false)).toBe('[null,null,"blue","green","yellow"]');
  expect(await engine.call('array_sort_desc', names, false)).toBe('[null,null,"yellow","green","blue"]');
  expect(await engine.call('array_sort_desc', dynamic('[1,3,4,5,2]'), dynamic('["a","b","c","d","e"]'))).toBe(
    '[[5,4,3,2,1],["d","c","b","e","a"]]',
  );
  expect(await engine.call('array_sort_asc', dynamic('[10,9,1]'))).toBe('[1,9,10]');
});

test('array_iff chooses by element', async () => {
  expect(await engine.call('array_iff', dynamic('[true,false,true]'), dynamic('[1,2,3]'), dynamic('[4,5,6]'))).toBe(
    '[1,5,3]',
  );
  expect(await engine.call('array_iff', dynamic('[true,true,true]'), dynamic('[1,2]'), dynamic('[3,4]'))).toBe(
    '[1,2,null]',
  );
});

test('where an element is, within bounds', async () => {
  const words = dynamic('["this","is","an","example","an","example"]');
  expect(await engine.call('array_index_of', words, 'example', 1, 3)).toBe(3);
  expect(await engine.call('array_index_of', words, 'example', 1, 2)).toBe(-1);
  expect(await engine.call('array_index_of', words, 'an', 1, -1, 2)).toBe(4);
  expect(await engine.call('array_index_of', words, 'an', -3)).toBe(4);
});

test('sets keep the first of equals, in order', async () => {
  expect(await engine.call('set_union', dynamic('["A4","A2"]'), dynamic('["A7","A2"]'))).toBe('["A4","A2","A7"]');
  expect(await engine.call('set_intersect', dynamic('[1,2,3]'), dynamic('[4,5]'))).toBe('[]');
  expect(await engine.call('set_difference', dynamic('[1,2,1,4]'), dynamic('[1]'), dynamic('[2]'))).toBe('[4]');
  expect(await engine.call('set_has_element', dynamic('[1,2]'), 2)).toBe(true);
  expect(await engine.call('set_has_element', dynamic('[1,2]'), '2')).toBe(false);
  expect(await engine.call('jaccard_index', dynamic('[1,2,3]'), dynamic('[1,2,3,4]'))).toBe(0.75);
});

test('64-bit numbers keep their digits', async () => {
  expect(await engine.call('set_union', dynamic('[9223372036854775807]'), dynamic('[1.0]'))).toBe(
    '[9223372036854775807,1.0]',
  );
});

test('bags', async () => {
  const bag = dynamic('{"key1":123,"key2":{"prop1":"abc","prop2":"xyz"},"key3":[100,200]}');
  expect(await engine.call('bag_merge', dynamic('{"A1":12,"B1":2}'), dynamic('{"A2":81,"A1":1}'))).toBe(
    '{"A1":12,"B1":2,"A2":81}',
  );
  expect(await engine.call('bag_remove_keys', bag, dynamic('["$.key2.prop1","key3"]'))).toBe(
    '{"key1":123,"key2":{"prop2":"xyz"}}',
  );
  expect(await engine.call('bag_has_key', bag, 'key3')).toBe(true);
  expect(await engine.call('bag_has_key', bag, '$.key2.prop9')).toBe(false);
  expect(await engine.call('bag_set_key', dynamic('{"key1":123}'), '$.key2.prop1', 'abc')).toBe(
    '{"key1":123,"key2":{"prop1":"abc"}}',
  );
  expect(await engine.call('bag_zip', dynamic('["a",8,"b"]'), dynamic('[1,"2",2.5]'))).toBe('{"a":1,"b":2.5}');
  expect(await engine.call('bag_zip', dynamic('"a"'), dynamic('[1]'))).toBeNull();
  expect(await engine.call('treepath', dynamic('{"a":{"b":[1,2]},"x":1}'))).toBe(
    `["['a']","['a']['b']","['a']['b'][0]","['x']"]`,
  );
  expect(await engine.call('dynamic_to_json', dynamic('{"b":1,"a":[{"d":1,"c":2}]}'))).toBe(
    '{"a":[{"c":2,"d":1}],"b":1}',
  );
});

test('values of any depth, and what only DuckDB reads as JSON, stop no query', async () => {
  const deep = dynamic('['.repeat(5000) + ']'.repeat(5000));
  expect(JSON.parse(String(await engine.call('treepath', deep)))).toHaveLength(257);
  expect(await engine.call('dynamic_to_json', deep)).toHaveLength(10000);
  expect(await engine.call('set_union', dynamic('[1,NaN,]'), dynamic('[2]'))).toBe('[1,NaN,2]');
  expect(await engine.call('unicode_codepoints_to_string', dynamic('[75,]'))).toBe('');
});

test('zip fills up with nulls', async () => {
  expect(await engine.call('zip', dynamic('[1,3,5]'), dynamic('[2,4]'))).toBe('[[1,2],[3,4],[5,null]]');
});

test('range counts numbers, times and spans', async () => {
  expect(await engine.call('range', 1, 3)).toBe('[1,2,3]');
  expect(await engine.call('range', 3, 1)).toBe('[]');
  expect(await engine.call('range', 9, 1, -4)).toBe('[9,5,1]');
  expect(
    await engine.call(
      'range',
      value('datetime', '2007-01-01'),
      value('datetime', '2007-01-02'),
      value('timespan', 864000000000),
    ),
  ).toBe('["2007-01-01T00:00:00.0000000Z","2007-01-02T00:00:00.0000000Z"]');
});

test('the aggregates of dynamics', async () => {
  expect(await engine.aggregate('make_bag', ['dynamic'], [['{"a":1}'], ['{"a":2,"b":3}'], ['{"c":4}']])).toBe(
    '{"a":1,"b":3,"c":4}',
  );
  expect(await engine.aggregate('make_bag', ['dynamic'], [])).toBe('{}');
  expect(
    await engine.aggregate(
      'buildschema',
      ['dynamic'],
      [['{"x":1,"y":3.5}'], ['{"x":"s","z":[1,2]}'], ['{"y":{"w":"zzz"},"z":["foo"]}']],
    ),
  ).toBe('{"x":["long","string"],"y":[{"w":"string"},"double"],"z":{"`indexer`":["long","string"]}}');
  expect(
    await engine.aggregate(
      'percentilesw_array',
      ['long', 'long'],
      [
        [10, 8],
        [20, 6],
        [30, 3],
        [40, 1],
      ],
      50,
      75,
      99.9,
    ),
  ).toBe('[20,20,40]');
  expect(
    await engine.aggregate(
      'percentilew',
      ['long', 'long'],
      [
        [10, 8],
        [20, 6],
      ],
      50,
    ),
  ).toBe(10);
  expect(
    await engine.aggregate(
      'covariance',
      ['real', 'real'],
      [
        [1, 14],
        [2, 10],
        [3, 17],
        [4, 20],
        [5, 50],
      ],
    ),
  ).toBe(20.5);
});
