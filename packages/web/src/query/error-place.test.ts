import { expect, it } from 'vitest';
import { offsetOf } from './error-place.js';

it('finds the place of an error in the text', () => {
  const query = 'SecurityEvent\n| where Foo == 1\n| take 5';
  expect(query.slice(offsetOf(query, 2, 9), offsetOf(query, 2, 12))).toBe('Foo');
  expect(offsetOf(query, 1, 1)).toBe(0);
  expect(offsetOf(query, 1, 99)).toBe(13);
  expect(offsetOf(query, 99, 1)).toBe(query.length);
});
