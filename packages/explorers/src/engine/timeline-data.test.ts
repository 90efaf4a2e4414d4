import type { LocalWorkspace } from '@huntbook/workspace';
import { openMemoryWorkspace } from '@huntbook/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timelineData } from './timeline-data.js';

let workspace: LocalWorkspace;
beforeAll(async () => {
  workspace = await openMemoryWorkspace();
});
afterAll(() => workspace.close());

const events = (count: number) =>
  workspace.query(
    `range n from 0 to ${count - 1} step 1 | project Time = datetime(2024-01-01) + n * 1s, Lane = strcat("lane ", n % 3), Value = toreal(n), N = n`,
  );
const columns = { time: 'Time', lane: 'Lane', value: 'Value', tooltip: ['N'] };

describe('what a timeline draws', () => {
  it('is each event, with its tooltip, while there are few', async () => {
    const data = await timelineData(await events(300), columns, { buckets: 100 });
    expect(data.total).toBe(300);
    expect(data.lanes).toEqual([
      { label: 'lane 0', count: 100 },
      { label: 'lane 1', count: 100 },
      { label: 'lane 2', count: 100 },
    ]);
    expect(data.bins).toBeUndefined();
    expect(data.events?.[1]).toEqual({ lane: 1, time: Date.UTC(2024, 0, 1, 0, 0, 1) * 1000, value: 1, tooltip: [1] });
  });

  it('is counts by pixel column when there are many, and nothing is lost', async () => {
    const data = await timelineData(await events(9000), columns, { buckets: 90 });
    expect(data.events).toBeUndefined();
    const bins = data.bins ?? [];
    expect(bins.reduce((sum, [, , count]) => sum + count, 0)).toBe(9000);
    expect(bins.reduce((sum, [, , , value]) => sum + value, 0)).toBe((9000 * 8999) / 2);
    expect(Math.max(...bins.map(([, bucket]) => bucket))).toBeLessThan(90);
  });

  it('is what lies in the window, both ends included', async () => {
    const request = { start: '2024-01-01T00:00:10.000Z', end: '2024-01-01T00:00:19.000Z', buckets: 10 };
    const data = await timelineData(await events(300), columns, request);
    expect(data.events?.map((event) => event.tooltip[0])).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(data.full).toEqual({ start: '2024-01-01T00:00:00.000Z', end: '2024-01-01T00:04:59.001Z' });
  });

  it('is empty for an empty table', async () => {
    const none = await workspace.query(
      'print Time = datetime(2024-01-01), Lane = "", Value = 1.0, N = 1 | where N > 1',
    );
    expect(await timelineData(none, columns, { buckets: 10 })).toMatchObject({
      total: 0,
      full: null,
      lanes: [],
      events: [],
    });
  });

  it('folds lanes beyond two hundred into one', async () => {
    const table = await workspace.query(
      'range n from 1 to 300 step 1 | project Time = datetime(2024-01-01) + n * 1s, Lane = strcat("host ", n)',
    );
    const data = await timelineData(table, { time: 'Time', lane: 'Lane', tooltip: [] }, { buckets: 10 });
    expect(data.foldedLanes).toBe(100);
    expect(data.lanes.at(-1)).toEqual({ label: 'other', count: 100 });
    expect(data.events?.filter((event) => event.lane === 200)).toHaveLength(100);
  });

  it.each([
    [{ ...columns, time: 'Nope' }, { buckets: 10 }, /no column/],
    [{ ...columns, time: 'Value' }, { buckets: 10 }, /holds no times/],
    [columns, { buckets: 0 }, /buckets/],
    [columns, { buckets: 10, start: 'yesterday' }, /not an instant/],
  ])('refuses what it cannot draw', async (which, request, message) => {
    await expect(timelineData(await events(3), which, request)).rejects.toThrow(message);
  });
});
