import type { TimelineBlock, Tone } from '@huntbook/explorers';
import { categories } from '../format/categories.js';
import { dataRange, type Fetched } from './hit.js';
import type { TimeRange } from './time-range.js';

/** One series of a timeline: its own table, or an overlay's. */
export interface Series {
  /** Label of its only lane, where it has one. */
  readonly label?: string;
  readonly tone?: Tone;
  readonly overview: Fetched | undefined;
  /** The best data for the range in view. */
  readonly shown: Fetched | undefined;
  readonly tooltip: readonly string[];
}

/** A lane as it is drawn, from the top down. */
export interface Lane {
  readonly label: string;
  readonly series: number;
  /** Index of the lane in the data shown; -1 where that has none. */
  readonly index: number;
  readonly total: number;
  /** Events within the range in view. */
  readonly inView: number;
  readonly colour: string;
}

const toneColours: Readonly<Record<'light' | 'dark', Readonly<Record<Tone, string | undefined>>>> = {
  light: { neutral: undefined, good: '#17693c', notable: '#b86a00', bad: '#b3202c' },
  dark: { neutral: undefined, good: '#6bd196', notable: '#f0b357', bad: '#ff8b8b' },
};

/**
 * The lanes from the top down: overlays over the main table, lanes of one table in ascending order from the bottom.
 * Lanes come from the whole span, so that none comes or goes while zooming.
 */
export function lanesOf(
  block: TimelineBlock,
  series: readonly Series[],
  range: TimeRange,
  scheme: 'light' | 'dark',
): readonly Lane[] {
  const palette = categories[scheme];
  const lanes: Lane[] = [];
  series.forEach((entry, at) => {
    const labels = entry.overview?.data.lanes ?? [];
    labels.forEach((lane, place) => {
      const label = entry.label ?? lane.label;
      const index = entry.shown?.data.lanes.findIndex((other) => other.label === lane.label) ?? -1;
      const tone = entry.tone ?? block.tones?.[label];
      const colour = (tone && toneColours[scheme][tone]) ?? palette[(place + at) % palette.length] ?? '#888';
      const inView = index < 0 || !entry.shown ? 0 : countWithin(entry.shown, index, range);
      lanes.push({ label, series: at, index, total: lane.count, inView, colour });
    });
  });
  return lanes.reverse();
}

/** Events of a lane within a range; counted ones by the middle of their stretch. */
export function countWithin({ data, buckets }: Fetched, lane: number, range: TimeRange): number {
  if (data.events) {
    return data.events.filter(
      (event) =>
        event.lane === lane && event.time / 1000 <= range.end && (event.end ?? event.time) / 1000 >= range.start,
    ).length;
  }
  const span = dataRange(data);
  const length = (span.end - span.start) / buckets;
  let count = 0;
  for (const [binLane, bucket, binCount] of data.bins ?? []) {
    const middle = span.start + (bucket + 0.5) * length;
    if (binLane === lane && middle >= range.start && middle <= range.end) count += binCount;
  }
  return count;
}

/** Height of a lane for so many of them. */
export function laneHeight(count: number, hasValues: boolean): number {
  if (hasValues) return count <= 2 ? 88 : count <= 6 ? 56 : 36;
  if (count === 1) return 72;
  if (count <= 3) return 44;
  if (count <= 8) return 32;
  return count <= 20 ? 24 : 18;
}

/** The most pixels that lanes take before they scroll. */
const mostHeight = 480;

/** Height of the part in view when all lanes do not fit: as many lanes as there is room for, none cut in two. */
export function heightInView(lane: number): number {
  return Math.max(1, Math.floor(mostHeight / lane)) * lane;
}
