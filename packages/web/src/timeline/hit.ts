import type { TimelineData } from '@huntbook/explorers';
import { parseIso, type TimeRange } from './time-range.js';

export type TimelineEvent = NonNullable<TimelineData['events']>[number];

/** Data of a timeline with the number of pixel columns that was asked for. */
export interface Fetched {
  readonly data: TimelineData;
  readonly buckets: number;
}

/** What lies under the pointer: single events, nearest first, or a stretch of counted ones. */
export type Hit =
  | { readonly kind: 'events'; readonly events: readonly TimelineEvent[] }
  | {
      readonly kind: 'bin';
      readonly start: number;
      readonly end: number;
      readonly count: number;
      readonly value: number;
    };

/** Looks `reach` milliseconds round a moment in one lane of the data. */
export function hitAt({ data, buckets }: Fetched, lane: number, at: number, reach: number): Hit | undefined {
  if (data.events) {
    const near = data.events
      .filter((event) => event.lane === lane && distance(event, at) <= reach)
      .sort((a, b) => distance(a, at) - distance(b, at));
    return near.length ? { kind: 'events', events: near } : undefined;
  }
  const bins = data.bins ?? [];
  const span = dataRange(data);
  const length = (span.end - span.start) / buckets;
  let count = 0;
  let value = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const [binLane, bucket, binCount, binValue] of bins) {
    if (binLane !== lane) continue;
    const start = span.start + bucket * length;
    if (start + length < at - reach || start > at + reach) continue;
    count += binCount;
    value += binValue;
    from = Math.min(from, start);
    to = Math.max(to, start + length);
  }
  return count ? { kind: 'bin', start: from, end: to, count, value } : undefined;
}

function distance(event: TimelineEvent, at: number): number {
  const start = event.time / 1000;
  const end = (event.end ?? event.time) / 1000;
  if (at < start) return start - at;
  return at > end ? at - end : 0;
}

/** The range that the data answers for; its bins divide it evenly. */
export function dataRange(data: TimelineData): TimeRange {
  return { start: parseIso(data.start), end: parseIso(data.end) };
}
