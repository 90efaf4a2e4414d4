import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMicros, parseMicros } from './time.js';

describe('times', () => {
  it('are read from ISO 8601 text of every common spelling', () => {
    const base = Date.UTC(2019, 0, 15, 5, 24, 24) * 1000;
    for (const [text, micros] of [
      ['2019-01-15T05:24:24Z', 0],
      ['2019-01-15 05:24:24', 0],
      ['2019-01-15T05:24:24.01Z', 10_000],
      ['2019-01-15T05:24:24.1234567Z', 123_457],
      ['2021-04-01', Number.NaN],
      ['2019-01-15 05:24:24.000000 ', 0],
      ['2019-01-15T07:24:24+02:00', 0],
      ['2019-01-15T00:24:24.5-0500', 500_000],
    ] as const)
      expect(parseMicros(text), text).toBe(base + micros);
    expect(parseMicros(new Date(5))).toBe(5000);
    expect(parseMicros(5)).toBe(5000);
  });

  it.each([
    '',
    'x',
    '2019-13-01T00:00:00Z',
    '2019-01-32T00:00:00Z',
    '2019-01-01T24:00:00Z',
    '2019-01-01T00:00:00.Z',
    '2019-01-01T00:00:00+2',
    '2019-01-01T00:00:00 UTC',
  ])('are unknown for %j', (text) => {
    expect(parseMicros(text)).toBeNaN();
  });

  it('come back from their text', () => {
    const micros = fc.integer({ min: 0, max: 4e15 });
    fc.assert(
      fc.property(micros, (time) => {
        expect(parseMicros(formatMicros(time))).toBe(time);
        expect(parseMicros(new Date(time / 1000).toISOString())).toBe(Math.floor(time / 1000) * 1000);
      }),
    );
  });
});
