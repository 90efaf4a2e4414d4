import { describe, expect, it } from 'vitest';
import { timeWindow } from './fields.js';
import { parseInstant, parseTimeWindow, resolveTimeWindow } from './time-window.js';

const base = { unit: 'day', before: 5, after: 1, origin: '2024-05-10T12:00:00.000Z' } as const;

describe('a time window', () => {
  it('reaches from the origin by units before and after', () => {
    expect(resolveTimeWindow(base)).toMatchObject({
      start: '2024-05-05T12:00:00.000Z',
      end: '2024-05-11T12:00:00.000Z',
    });
  });

  it('takes a span where one is given, and says how far it reaches from the origin', () => {
    const span = { start: '2024-05-09T12:00:00.000Z', end: '2024-05-10T18:00:00.000Z' };
    expect(resolveTimeWindow({ ...base, span })).toMatchObject({ ...span, unit: 'hour', before: 24, after: 6 });
  });

  it('widens the slider to four times the default, as the original widget does', () => {
    const bounds = (options: object) => {
      const { view } = timeWindow({ label: 'Range', ...base, ...options }).resolve(undefined);
      return view.kind === 'time-window' ? [view.maxBefore, view.maxAfter] : [];
    };
    expect(bounds({ maxBefore: 20, maxAfter: 1 })).toEqual([20, 4]);
    expect(bounds({})).toEqual([28, 28]);
    expect(bounds({ unit: 'hour', before: 30 })).toEqual([120, 72]);
    expect(bounds({ unit: 'week', before: 1 })).toEqual([20, 20]);
    expect(bounds({ unit: 'minute', before: 60, after: 60 })).toEqual([240, 240]);
  });

  it('is read from START..END, from start and end, or from an origin with units', () => {
    const window = resolveTimeWindow(base);
    expect(parseTimeWindow('Range', '2024-01-01..2024-01-02T03:00:00Z', window)).toMatchObject({
      start: '2024-01-01T00:00:00.000Z',
      end: '2024-01-02T03:00:00.000Z',
    });
    expect(parseTimeWindow('Range', { unit: 'hour', before: 2, after: 1 }, window)).toMatchObject({
      start: '2024-05-10T10:00:00.000Z',
      end: '2024-05-10T13:00:00.000Z',
    });
  });

  it.each(['yesterday', '2024-01-01', '2024-01-02..2024-01-01', 'x..y', 7, null, ['a']])('refuses %j', (given) => {
    expect(() => parseTimeWindow('Range', given as never, resolveTimeWindow(base))).toThrow(/Range/);
  });

  it('reads times without a zone as UTC', () => {
    expect(parseInstant('2024-05-10 12:00:00')).toBe(Date.UTC(2024, 4, 10, 12));
    expect(parseInstant('2024-05-10T12:00:00+02:00')).toBe(Date.UTC(2024, 4, 10, 10));
  });
});
