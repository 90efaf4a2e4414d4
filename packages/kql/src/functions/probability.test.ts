import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, type TestEngine, value } from './test-engine.js';

let engine: TestEngine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

test.each([
  [-3, -0.9999779095030014],
  [-2, -0.9953222650189527],
  [0, 0],
  [1, 0.8427007929497149],
  [3, 0.9999779095030014],
])('erf(%d)', async (x, expected) => {
  expect(await engine.call('erf', value('real', x))).toBeCloseTo(expected, 14);
  expect(await engine.call('erfc', value('real', x))).toBeCloseTo(1 - expected, 14);
});
