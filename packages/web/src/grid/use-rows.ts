import type { PageView } from '@huntbook/server';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { sendJson } from '../api/client.js';
import type { CellRow, RowSource, RowView } from './row-source.js';

/** Rows of one request. */
export const blockSize = 200;

export interface Rows {
  /** Rows that pass filter and search; the table's own count until the first page is in. */
  readonly total: number;
  readonly row: (index: number) => CellRow | undefined;
  readonly first: readonly CellRow[] | undefined;
  readonly loading: boolean;
  readonly error: Error | null;
}

function pageQuery(source: RowSource, view: RowView, block: number) {
  return {
    queryKey: ['rows', source.path, source.version, view, block] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      sendJson<PageView>(
        'POST',
        `${source.path}/page`,
        {
          offset: block * blockSize,
          limit: blockSize,
          ...(view.sort.length ? { sort: view.sort } : {}),
          ...(view.filter.length ? { filter: view.filter } : {}),
          ...(view.search ? { search: view.search } : {}),
        },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  };
}

/** The rows of a source from `from` to `to` (exclusive), fetched in blocks as they come into view; the engine sorts and filters. */
export function useRows(source: RowSource, view: RowView, from: number, to: number): Rows {
  const head = useQuery({ ...pageQuery(source, view, 0), placeholderData: keepPreviousData });
  const wanted = `${Math.floor(from / blockSize)}-${Math.floor(Math.max(from, to - 1) / blockSize)}`;
  // A dragged scroll bar passes thousands of blocks; only where it rests is fetched.
  const [settled] = useDebouncedValue(wanted, 60);
  const [first = 0, last = 0] = settled.split('-').map(Number);
  const blocks: number[] = [];
  for (let block = Math.max(1, first); block <= last; block += 1) blocks.push(block);
  const pages = useQueries({ queries: blocks.map((block) => pageQuery(source, view, block)) });
  const byBlock = new Map<number, readonly CellRow[]>();
  if (head.data) byBlock.set(0, head.data.rows);
  blocks.forEach((block, index) => {
    const rows = pages[index]?.data?.rows;
    if (rows && !head.isPlaceholderData) byBlock.set(block, rows);
  });
  return {
    total: head.data?.total ?? source.rowCount,
    row: (index) => byBlock.get(Math.floor(index / blockSize))?.[index % blockSize],
    first: head.data?.rows,
    loading: head.isFetching || pages.some((page) => page.isFetching),
    error: head.error ?? pages.find((page) => page.error)?.error ?? null,
  };
}

/** The largest value of each column asked for, as the engine finds it. */
export function useColumnMaxima(source: RowSource, columns: readonly string[]): ReadonlyMap<string, number> {
  const results = useQueries({
    queries: columns.map((column) => ({
      queryKey: ['maximum', source.path, source.version, column],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const page = await sendJson<PageView>(
          'POST',
          `${source.path}/page`,
          { limit: 1, sort: [{ column, descending: true }] },
          signal,
        );
        const value = page.rows[0]?.[page.columns.findIndex(({ name }) => name === column)];
        return typeof value === 'number' ? value : 0;
      },
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const key = results.map((result) => result.data ?? '').join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the results
  return useMemo(() => {
    const maxima = new Map<string, number>();
    columns.forEach((column, index) => {
      const value = results[index]?.data;
      if (value) maxima.set(column, value);
    });
    return maxima;
  }, [key, columns]);
}
