import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnalysisError } from '../model/error.js';
import { dbscan } from './dbscan.js';

/** DBSCAN as its definition reads, in quadratic time, with labels and border points as scikit-learn orders them. */
function naive(matrix: Float64Array, dimensions: number, eps: number, minSamples: number): number[] {
  const count = matrix.length / dimensions;
  const neighbours: number[][] = [];
  for (let i = 0; i < count; i++) {
    neighbours.push([]);
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += (matrix[i * dimensions + d]! - matrix[j * dimensions + d]!) ** 2;
      if (sum <= eps * eps) neighbours[i]!.push(j);
    }
  }
  const core = neighbours.map((list) => list.length >= minSamples);
  const labels = new Array<number>(count).fill(-1);
  let next = 0;
  for (let i = 0; i < count; i++) {
    if (labels[i] !== -1 || !core[i]) continue;
    const stack = [i];
    while (stack.length > 0) {
      const j = stack.pop()!;
      if (labels[j] !== -1) continue;
      labels[j] = next;
      if (core[j]) stack.push(...neighbours[j]!.filter((k) => labels[k] === -1));
    }
    next++;
  }
  return labels;
}

const samples = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 4 }),
    values: fc.array(
      fc.oneof(
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: 0, max: 300 }).map((n) => n / 100),
        fc.double({ min: -3, max: 3, noNaN: true }),
      ),
      { minLength: 0, maxLength: 240 },
    ),
    eps: fc.oneof(fc.constantFrom(0, 0.01, 0.1, 0.5, 1, 2, 1000), fc.double({ min: 0, max: 3, noNaN: true })),
    minSamples: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom(20, 100)),
  })
  .map(({ dimensions, values, ...rest }) => ({
    ...rest,
    dimensions,
    matrix: Float64Array.from(values.slice(0, values.length - (values.length % dimensions))),
  }));

describe('dbscan', () => {
  it('equals the definition for any points, eps and minSamples', () => {
    fc.assert(
      fc.property(samples, ({ matrix, dimensions, eps, minSamples }) => {
        expect([...dbscan(matrix, dimensions, { eps, minSamples })]).toEqual(
          naive(matrix, dimensions, eps, minSamples),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('equals the definition on larger dense and scattered data', () => {
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    for (const [dimensions, eps, minSamples] of [
      [2, 0.03, 2],
      [3, 0.08, 5],
      [4, 0.15, 12],
      [1, 0.0005, 3],
      [2, 0.2, 200],
    ] as const) {
      const matrix = new Float64Array(1500 * dimensions).map(random);
      expect([...dbscan(matrix, dimensions, { eps, minSamples })]).toEqual(naive(matrix, dimensions, eps, minSamples));
    }
  });

  it('gives a border point to the first cluster that reaches it', () => {
    // 0.0 and 2.0 have three points each; the point at 1.0 is within reach of both and is no core point itself.
    const matrix = Float64Array.from([2, 2.1, 2.2, 1, 0, -0.1, -0.2, 9]);
    expect([...dbscan(matrix, 1, { eps: 1, minSamples: 4 })]).toEqual(naive(matrix, 1, 1, 4));
    expect(dbscan(matrix, 1, { eps: 1, minSamples: 4 })[3]).toBe(0);
    expect(dbscan(matrix, 1, { eps: 1, minSamples: 4 })[7]).toBe(-1);
  });

  it('finishes on a hundred thousand distinct points close together', () => {
    const count = 100_000;
    const near = Float64Array.from({ length: count * 4 }, (_, i) => 0.5 + (i % 9973) * 1e-9 + i * 1e-12);
    const started = performance.now();
    expect(new Set(dbscan(near, 4, { eps: 0.0001, minSamples: 2 }))).toEqual(new Set([0]));
    expect(new Set(dbscan(near, 4, { eps: 0.0001, minSamples: 50 }))).toEqual(new Set([0]));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('finishes on two crowds that just do not touch', () => {
    const half = 50_000;
    const matrix = new Float64Array(2 * half * 2);
    for (let i = 0; i < half; i++) {
      matrix.set([0, (i / half) * 0.5], 4 * i);
      matrix.set([1.0001, (i / half) * 0.5 + 1e-9], 4 * i + 2);
    }
    const started = performance.now();
    const labels = dbscan(matrix, 2, { eps: 1, minSamples: 2 });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(new Set(labels)).toEqual(new Set([0, 1]));
  });

  it('refuses numbers that are none', () => {
    expect(() => dbscan(Float64Array.from([1, Number.NaN]), 1, { eps: 1, minSamples: 2 })).toThrow(AnalysisError);
    expect(() => dbscan(Float64Array.from([1]), 1, { eps: -1, minSamples: 2 })).toThrow(/eps/);
    expect(() => dbscan(Float64Array.from([1]), 1, { eps: 1, minSamples: 0 })).toThrow(/minSamples/);
  });
});
