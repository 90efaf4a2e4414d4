import { expect, it } from 'vitest';
import { lru } from './lru.js';

it('drops the one unused for longest, but spares what is busy while it can', () => {
  const dropped: string[] = [];
  const busy = new Set(['a']);
  const things = lru<string>(
    2,
    (thing) => dropped.push(thing),
    (thing) => busy.has(thing),
  );
  things.add('a', 'a');
  things.add('b', 'b');
  things.add('c', 'c');
  expect(dropped).toEqual(['b']);
  busy.add('c');
  things.get('a');
  things.add('d', 'd');
  expect(dropped).toEqual(['b', 'c']);
});
