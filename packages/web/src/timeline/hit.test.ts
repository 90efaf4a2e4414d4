import type { TimelineData } from '@huntbook/explorers';
import { describe, expect, it } from 'vitest';
import { hitAt } from './hit.js';

const base = {
  full: null,
  start: '1970-01-01T00:00:00Z',
  end: '1970-01-01T00:00:10Z',
  lanes: [
    { label: 'a', count: 3 },
    { label: 'b', count: 1 },
  ],
  foldedLanes: 0,
  total: 4,
};
const events: TimelineData = {
  ...base,
  events: [
    { lane: 0, time: 1_000_000, tooltip: ['one'] },
    { lane: 0, time: 1_100_000, tooltip: ['two'] },
    { lane: 1, time: 1_000_000, tooltip: ['other lane'] },
    { lane: 0, time: 5_000_000, end: 8_000_000, tooltip: ['span'] },
  ],
};
const bins: TimelineData = {
  ...base,
  bins: [
    [0, 3, 40, 400],
    [0, 4, 2, 20],
    [1, 3, 7, 70],
  ],
};

describe('what is under the pointer', () => {
  it('is the events of the lane within reach, nearest first', () => {
    const hit = hitAt({ data: events, buckets: 10 }, 0, 1080, 150);
    expect(hit?.kind === 'events' && hit.events.map((event) => event.tooltip[0])).toEqual(['two', 'one']);
  });

  it('is a span anywhere between its start and its end', () => {
    const hit = hitAt({ data: events, buckets: 10 }, 0, 6500, 10);
    expect(hit?.kind === 'events' && hit.events[0]?.tooltip[0]).toBe('span');
    expect(hitAt({ data: events, buckets: 10 }, 0, 8200, 10)).toBeUndefined();
  });

  it('is the counted stretch, summed over the pixels in reach', () => {
    expect(hitAt({ data: bins, buckets: 10 }, 0, 3500, 100)).toEqual({
      kind: 'bin',
      start: 3000,
      end: 4000,
      count: 40,
      value: 400,
    });
    expect(hitAt({ data: bins, buckets: 10 }, 0, 3950, 100)).toEqual({
      kind: 'bin',
      start: 3000,
      end: 5000,
      count: 42,
      value: 420,
    });
    expect(hitAt({ data: bins, buckets: 10 }, 1, 7000, 100)).toBeUndefined();
  });
});
