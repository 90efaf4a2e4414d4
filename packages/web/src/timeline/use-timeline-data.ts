import type { TimelineData, Tone } from '@huntbook/explorers';
import type { TimelineQuery } from '@huntbook/server';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { sendJson } from '../api/client.js';
import type { RowSource } from '../grid/row-source.js';
import { dataRange, type Fetched } from './hit.js';
import { covers, type TimeRange, toIso } from './time-range.js';

/** A table behind a timeline and the columns it is drawn from. */
export interface TimelineTable {
  readonly source: RowSource;
  readonly query: Omit<TimelineQuery, 'start' | 'end' | 'buckets'>;
  /** Label and tone of its only lane, where it has one. */
  readonly label?: string;
  readonly tone?: Tone;
}

function fetchTimeline(table: TimelineTable, range: TimeRange | undefined, buckets: number) {
  const window = range ? { start: toIso(range.start), end: toIso(range.end) } : {};
  return {
    queryKey: ['timeline', table.source.path, table.source.version, table.query, window, buckets] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Fetched> => ({
      data: await sendJson<TimelineData>(
        'POST',
        `${table.source.path}/timeline`,
        { ...table.query, ...window, buckets },
        signal,
      ),
      buckets,
    }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
  };
}

/** The whole span of each table. */
export function useOverviews(tables: readonly TimelineTable[], buckets: number) {
  return useQueries({ queries: tables.map((table) => fetchTimeline(table, undefined, buckets)) });
}

/**
 * Data for the range in view, for each table: the window's own as soon as it is there, until then whichever of the window before
 * and the whole span covers it, so that a zoom shows at once and sharpens after.
 */
export function useWindows(
  tables: readonly TimelineTable[],
  overviews: readonly (Fetched | undefined)[],
  range: TimeRange | undefined,
  buckets: number,
): { readonly shown: readonly (Fetched | undefined)[]; readonly loading: boolean; readonly error: Error | null } {
  const windows = useQueries({
    queries: tables.map((table, index) => ({
      ...fetchTimeline(table, range, buckets),
      // A span whose events are all here already needs no window of its own.
      enabled: range !== undefined && overviews[index] !== undefined && overviews[index]?.data.events === undefined,
      placeholderData: keepPreviousData,
    })),
  });
  const shown = tables.map((_, index) => {
    const overview = overviews[index];
    const window = windows[index];
    if (!range || !window?.data || overview?.data.events) return overview;
    if (!window.isPlaceholderData) return window.data;
    return covers(dataRange(window.data.data), range) ? window.data : overview;
  });
  return {
    shown,
    loading: windows.some((window) => window.isFetching),
    error: windows.find((window) => window.error)?.error ?? null,
  };
}
