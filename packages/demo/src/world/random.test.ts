import { describe, expect, it } from 'vitest';
import { createRandom } from './random.js';
import { DAY, HOUR, intensity, isWeekend } from './time.js';

const SUNDAY = Date.UTC(2026, 2, 1) * 1000;

describe('random numbers', () => {
  it('repeat for the same key only', () => {
    const draw = (key: string): number[] => {
      const random = createRandom(key);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('have the means that are asked for', () => {
    const random = createRandom('means');
    const mean = (draw: () => number): number =>
      Array.from({ length: 40_000 }, draw).reduce((a, b) => a + b, 0) / 40_000;
    expect(mean(() => random.next())).toBeCloseTo(0.5, 1);
    expect(mean(() => random.exponential(10)) / 10).toBeCloseTo(1, 1);
    for (const expected of [0.05, 3, 200]) expect(mean(() => random.poisson(expected)) / expected).toBeCloseTo(1, 1);
    expect(random.poisson(0)).toBe(0);
  });

  it('stay within their bounds', () => {
    const random = createRandom('bounds');
    const drawn = new Set(Array.from({ length: 2_000 }, () => random.int(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
    for (const digits of [1, 8, 12]) expect(random.hex(digits)).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`));
  });
});

describe('the working week', () => {
  it('is quiet at night and on weekends', () => {
    const monday = SUNDAY + DAY;
    expect(isWeekend(SUNDAY)).toBe(true);
    expect(isWeekend(monday)).toBe(false);
    expect(intensity('office', monday + 3 * HOUR)).toBe(0);
    expect(intensity('office', monday + 10 * HOUR)).toBeGreaterThan(10 * intensity('office', SUNDAY + 10 * HOUR));
    expect(intensity('flat', monday)).toBe(1);
  });
});
