import { describe, expect, it } from 'vitest';
import { clampRange, domainOf, panRange, parseIso, rangeAfterKey, sameRange, toIso, zoomRange } from './time-range.js';

const domain = { start: 0, end: 1000_000 };

describe('ranges of a timeline', () => {
  it('reads and writes times to the microsecond', () => {
    expect(parseIso('1970-01-01T00:00:01.2345678Z')).toBeCloseTo(1234.5678, 6);
    expect(parseIso('1970-01-01T00:00:01Z')).toBe(1000);
    expect(toIso(1234.567)).toBe('1970-01-01T00:00:01.234567Z');
    expect(toIso(1000)).toBe('1970-01-01T00:00:01.000Z');
    expect(toIso(999.9999)).toBe('1970-01-01T00:00:01.000Z');
  });

  it('covers all times with room at both ends, and a single moment with a minute', () => {
    expect(domainOf([100, 1100], 0.1)).toEqual({ start: 0, end: 1200 });
    expect(domainOf([60_000])).toEqual({ start: 30_000, end: 90_000 });
    expect(domainOf([])).toBeUndefined();
  });

  it('zooms round the moment under the pointer', () => {
    const closer = zoomRange({ start: 0, end: 1000 }, 0.5, 250, domain);
    expect(closer).toEqual({ start: 125, end: 625 });
  });

  it('never leaves the domain and never gets shorter than a millisecond', () => {
    expect(zoomRange({ start: 0, end: 1000_000 }, 4, 10, domain)).toEqual(domain);
    const closest = zoomRange({ start: 500, end: 502 }, 0.0001, 501, domain);
    expect(closest.end - closest.start).toBe(1);
    expect(clampRange({ start: -50, end: 50 }, domain)).toEqual({ start: 0, end: 100 });
    expect(panRange({ start: 999_000, end: 1000_000 }, 0.5, domain)).toEqual({ start: 999_000, end: 1000_000 });
  });

  it('moves by a share of its length', () => {
    expect(panRange({ start: 1000, end: 2000 }, -0.25, domain)).toEqual({ start: 750, end: 1750 });
  });

  it('moves by arrows, zooms by plus and minus, and goes back by Home', () => {
    const range = { start: 1000, end: 2000 };
    expect(rangeAfterKey('ArrowRight', range, domain)).toEqual({ start: 1200, end: 2200 });
    expect(rangeAfterKey('+', range, domain)).toEqual({ start: 1250, end: 1750 });
    expect(rangeAfterKey('-', range, domain)).toEqual({ start: 500, end: 2500 });
    expect(rangeAfterKey('Home', range, domain)).toEqual(domain);
    expect(rangeAfterKey('a', range, domain)).toBeUndefined();
  });

  it('takes ranges for the same that no screen could tell apart', () => {
    expect(sameRange({ start: 0, end: 1000 }, { start: 0.01, end: 1000.01 })).toBe(true);
    expect(sameRange({ start: 0, end: 1000 }, { start: 5, end: 1000 })).toBe(false);
  });
});
