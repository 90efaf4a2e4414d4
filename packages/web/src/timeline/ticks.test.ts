import { describe, expect, it } from 'vitest';
import { utcTicks } from './ticks.js';

function range(start: string, end: string) {
  return { start: Date.parse(start), end: Date.parse(end) };
}

describe('ticks of a UTC axis', () => {
  it('stands on round hours within a day, the day said once', () => {
    const ticks = utcTicks(range('2026-11-20T09:10:00Z', '2026-11-20T14:50:00Z'), 8);
    expect(ticks.map(({ label }) => label)).toEqual(['10:00', '11:00', '12:00', '13:00', '14:00']);
    expect(ticks.map(({ context }) => context)).toEqual(['2026-11-20', undefined, undefined, undefined, undefined]);
  });

  it('says the new day after midnight', () => {
    const ticks = utcTicks(range('2026-11-20T20:00:00Z', '2026-11-21T05:00:00Z'), 6);
    expect(ticks.map(({ label, context }) => [label, context])).toEqual([
      ['20:00', '2026-11-20'],
      ['22:00', undefined],
      ['00:00', '2026-11-21'],
      ['02:00', undefined],
      ['04:00', undefined],
    ]);
  });

  it('stands on midnights over a week, with the year', () => {
    const ticks = utcTicks(range('2026-11-13T12:00:00Z', '2026-11-20T12:00:00Z'), 8);
    const days = ['Nov 14', 'Nov 15', 'Nov 16', 'Nov 17', 'Nov 18', 'Nov 19', 'Nov 20'];
    expect(ticks.map(({ label }) => label)).toEqual(days);
    expect(ticks[0]?.context).toBe('2026');
  });

  it('puts weeks on Mondays', () => {
    const ticks = utcTicks(range('2026-10-01T00:00:00Z', '2026-11-20T00:00:00Z'), 8);
    expect(ticks.every(({ time }) => new Date(time).getUTCDay() === 1)).toBe(true);
  });

  it('goes down to milliseconds and up to decades', () => {
    expect(utcTicks({ start: 5000, end: 5010 }, 5).map(({ label }) => label)).toEqual([
      '00:05.000',
      '00:05.002',
      '00:05.004',
      '00:05.006',
      '00:05.008',
      '00:05.010',
    ]);
    expect(utcTicks(range('1990-05-01T00:00:00Z', '2026-01-01T00:00:00Z'), 8).map(({ label }) => label)).toEqual([
      '1995',
      '2000',
      '2005',
      '2010',
      '2015',
      '2020',
      '2025',
    ]);
  });

  it('never gives more ticks than asked for, save the one at the other end', () => {
    for (let power = 0; power < 12; power += 0.25) {
      const length = 10 ** power;
      expect(utcTicks({ start: 1e12, end: 1e12 + length }, 8).length).toBeLessThanOrEqual(9);
    }
  });

  it('has none for an empty range', () => {
    expect(utcTicks({ start: 5, end: 5 }, 8)).toEqual([]);
  });
});
