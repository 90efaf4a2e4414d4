import { describe, expect, it } from 'vitest';
import { abovePercentile, percentile } from './percentile.js';
import { processRarity } from './process-rarity.js';
import { eventRarity, sessionRarity } from './session-rarity.js';

describe('percentile', () => {
  it('interpolates as numpy does', () => {
    expect(percentile([4, 1, 3, 2], 25)).toBe(1.75);
    expect(percentile([4, 1, 3, 2], 75)).toBe(3.25);
    expect(percentile([7], 10)).toBe(7);
    expect(percentile([], 10)).toBeNaN();
    expect(() => percentile([1], 101)).toThrow(/percentile/);
  });

  it('keeps ties unless strict', () => {
    expect(abovePercentile([1, 1, 1])).toEqual([0, 1, 2]);
    expect(abovePercentile([1, 1, 1], { percent: 25, strict: true })).toEqual([]);
    expect(abovePercentile([1, 2, 3, 4, 5], { percent: 25, strict: true })).toEqual([2, 3, 4]);
  });
});

describe('rarity', () => {
  it('of a session is the mean over its events, by account and session together', () => {
    const rarity = eventRarity([1, 2, 2, 4]);
    const sessions = sessionRarity({
      account: ['a', 'a', 'b', 'a'],
      session: ['0x1', '0x1', '0x1', '0x2'],
      rarity,
    });
    expect(sessions.account).toEqual(['a', 'b', 'a']);
    expect(sessions.session).toEqual(['0x1', '0x1', '0x2']);
    expect([...sessions.meanRarity]).toEqual([0.75, 0.5, 0.25]);
    expect([...sessions.maxRarity]).toEqual([1, 0.5, 0.25]);
    expect([...sessions.processCount]).toEqual([2, 1, 1]);
    expect([...sessions.entryOf]).toEqual([0, 0, 1, 2]);
  });

  it('counts members whose features differ from the shown event, but not in parity', () => {
    // Path scores of some millions apart by one are the same direction within eps.
    const columns = {
      newProcessName: ['\uffff'.repeat(400), `${'\uffff'.repeat(399)}\ufffe`],
      commandLine: ['x', 'x'],
      subjectLogonId: ['0x1', '0x1'],
      account: ['A', 'A'],
    };
    expect([...processRarity(columns).rarity]).toEqual([0.5, 0.5]);
    expect([...processRarity(columns, { parity: 'msticpy' }).rarity]).toEqual([0.5, Number.NaN]);
  });
});
