import type { TimelineBlock, TimelineData } from '@huntbook/explorers';
import { describe, expect, it } from 'vitest';
import { countWithin, heightInView, laneHeight, lanesOf } from './lanes.js';

const data: TimelineData = {
  full: null,
  start: '1970-01-01T00:00:00Z',
  end: '1970-01-01T00:00:10Z',
  lanes: [
    { label: 'alice', count: 30 },
    { label: 'bob', count: 5 },
  ],
  foldedLanes: 0,
  bins: [
    [0, 1, 10, 0],
    [0, 8, 20, 0],
    [1, 2, 5, 0],
  ],
  total: 35,
};
const block: TimelineBlock = {
  kind: 'timeline',
  title: 'Logons',
  table: 'logons',
  time: 'TimeGenerated',
  tooltip: [],
  tones: { bob: 'bad' },
};
const all = { start: 0, end: 10_000 };
const fetched = { data, buckets: 10 };

describe('lanes', () => {
  it('ascend from the bottom, in the tone given to them', () => {
    const lanes = lanesOf(block, [{ overview: fetched, shown: fetched, tooltip: [] }], all, 'light');
    expect(lanes.map(({ label, total, inView }) => [label, total, inView])).toEqual([
      ['bob', 5, 5],
      ['alice', 30, 30],
    ]);
    expect(lanes[0]?.colour).not.toBe(lanes[1]?.colour);
  });

  it('stay while zooming, also where the range in view holds none of their events', () => {
    const window = {
      data: { ...data, lanes: [{ label: 'alice', count: 3 }], bins: [[0, 0, 3, 0] as const] },
      buckets: 10,
    };
    const lanes = lanesOf(block, [{ overview: fetched, shown: window, tooltip: [] }], all, 'light');
    expect(lanes.map(({ label, inView }) => [label, inView])).toEqual([
      ['bob', 0],
      ['alice', 3],
    ]);
  });

  it('stand over the main table when they are overlays, under their own label', () => {
    const single = { data: { ...data, lanes: [{ label: '', count: 35 }] }, buckets: 10 };
    const lanes = lanesOf(
      block,
      [
        { overview: single, shown: single, tooltip: [], label: 'Success' },
        { overview: single, shown: single, tooltip: [], label: 'Failed', tone: 'bad' },
      ],
      all,
      'dark',
    );
    expect(lanes.map(({ label, series }) => [label, series])).toEqual([
      ['Failed', 1],
      ['Success', 0],
    ]);
  });

  it('count what lies within the range in view', () => {
    expect(countWithin(fetched, 0, { start: 5_000, end: 10_000 })).toBe(20);
    const events = {
      data: { ...data, bins: undefined, events: [{ lane: 0, time: 1_000_000, end: 6_000_000, tooltip: [] }] },
      buckets: 10,
    };
    expect(countWithin(events as never, 0, { start: 5_000, end: 9_000 })).toBe(1);
    expect(countWithin(events as never, 0, { start: 7_000, end: 9_000 })).toBe(0);
  });
  it('are never cut in two by the height in view', () => {
    for (const hasValues of [false, true]) {
      for (let count = 1; count <= 200; count++) {
        const lane = laneHeight(count, hasValues);
        expect(heightInView(lane) % lane).toBe(0);
        expect(heightInView(lane)).toBeLessThanOrEqual(480);
        expect(heightInView(lane)).toBeGreaterThan(480 - lane);
      }
    }
  });
});
