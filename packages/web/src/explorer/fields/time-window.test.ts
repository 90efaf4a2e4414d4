import { describe, expect, it } from 'vitest';
import { changeWindow, describeWindow, joinTime, sliderReach, splitTime, windowRound } from './time-window.js';

describe('a window of time round an origin', () => {
  const origin = '2026-11-20T10:30:00Z';

  it('starts so many units before and ends so many after', () => {
    expect(windowRound(origin, 'day', 5, 1)).toEqual({
      start: '2026-11-15T10:30:00Z',
      end: '2026-11-21T10:30:00Z',
      origin,
      unit: 'day',
      before: 5,
      after: 1,
    });
  });

  it('works its ends out again when a part changes', () => {
    const changed = changeWindow(windowRound(origin, 'day', 5, 1), { unit: 'hour', before: 2 });
    expect([changed.start, changed.end]).toEqual(['2026-11-20T08:30:00Z', '2026-11-20T11:30:00Z']);
  });

  it('lets the slider go as far as the unit’s usual reach, and never short of the value', () => {
    expect(sliderReach('day', { unit: 'day', max: 20 }, 5)).toBe(20);
    expect(sliderReach('hour', { unit: 'day', max: 20 }, 6)).toBe(72);
    expect(sliderReach('week', { unit: 'day', max: 20 }, 1)).toBe(20);
    expect(sliderReach('minute', { unit: 'day', max: 20 }, 60)).toBe(240);
    expect(sliderReach('day', { unit: 'day', max: 4 }, 9.5)).toBe(10);
  });

  it('takes date and time apart and together in UTC', () => {
    expect(splitTime('2026-11-20T10:30:05.1234567Z')).toEqual({ date: '2026-11-20', time: '10:30:05' });
    expect(joinTime('2026-11-20', '10:30')).toBe(origin);
    expect(joinTime('2026-11-20', '25:00')).toBeUndefined();
    expect(joinTime('', '10:30')).toBeUndefined();
  });

  it('says itself in words', () => {
    expect(describeWindow(windowRound(origin, 'day', 5, 1))).toBe('5 days before, 1 day after');
  });
});
