import type { ColumnFilter, SortKey } from '@huntbook/workspace';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { emptyColumns, naturalWidth, orderColumns, type PlacedColumn, placeColumns } from './column-layout.js';
import type { CellRow, RowSource, RowView } from './row-source.js';
import { textWidth } from './text-width.js';

export interface GridOptions {
  readonly columns?: readonly string[] | undefined;
  readonly sort?: readonly SortKey[] | undefined;
  readonly code?: readonly string[] | undefined;
  readonly heat?: 'viridis' | 'row-maximum' | undefined;
  /** Columns without a value in the first rows are hidden until asked for: tables of raw events have hundreds. */
  readonly hideEmpty?: boolean | undefined;
}

const noRows: readonly CellRow[] = [];

/** What a person changed in a grid: order, filters, search, widths and hidden columns. */
export function useGridState(source: RowSource, options: GridOptions) {
  const initial = useMemo(() => orderColumns(source.columns, options.columns), [source.columns, options.columns]);
  const [sort, setSort] = useState<readonly SortKey[]>(options.sort ?? []);
  const [filter, setFilter] = useState<readonly ColumnFilter[]>([]);
  const [search, setSearch] = useState('');
  const [widths, setWidths] = useState<ReadonlyMap<string, number>>(new Map());
  const [shown, setShown] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [debouncedSearch] = useDebouncedValue(search, 250);
  const view: RowView = useMemo(() => ({ sort, filter, search: debouncedSearch }), [sort, filter, debouncedSearch]);
  // The first page ever seen fixes widths and empty columns: they must not jump when rows are filtered.
  const [sample, setSample] = useState<{ readonly columns: unknown; readonly rows: readonly CellRow[] }>();
  const [withEmpty, setWithEmpty] = useState(false);
  const rows = sample?.columns === source.columns ? sample.rows : noRows;
  const empty = useMemo(
    () => (options.hideEmpty ? emptyColumns(source.columns, rows) : new Set<string>()),
    [options.hideEmpty, source.columns, rows],
  );
  const isShown = (name: string) => shown.get(name) ?? (!initial.hidden.has(name) && (withEmpty || !empty.has(name)));

  return {
    view,
    search,
    setSearch,
    isShown,
    sample: rows,
    offerSample: (first: readonly CellRow[] | undefined) => {
      if (first && sample?.columns !== source.columns) setSample({ columns: source.columns, rows: first });
    },
    emptyCount: empty.size,
    withEmpty,
    setWithEmpty,
    order: initial.order,
    setShown: (name: string, show: boolean) => setShown(new Map(shown).set(name, show)),
    setWidth: (name: string, width: number) => setWidths((before) => new Map(before).set(name, width)),
    widths,
    /** First click ascending, then descending, then as the table came. */
    toggleSort: (column: string) =>
      setSort((before) => {
        const [key] = before;
        if (key?.column !== column) return [{ column }];
        return key.descending ? [] : [{ column, descending: true }];
      }),
    setSort,
    addFilter: (added: ColumnFilter) =>
      setFilter((before) => {
        const text = JSON.stringify(added);
        return before.some((present) => JSON.stringify(present) === text) ? before : [...before, added];
      }),
    removeFilter: (index: number) => setFilter((before) => before.filter((_, at) => at !== index)),
    clear: () => {
      setFilter([]);
      setSearch('');
    },
  };
}

export type GridState = ReturnType<typeof useGridState>;

/** Visible columns with their places; widths follow the first rows until somebody drags them. */
export function usePlacedColumns(
  source: RowSource,
  state: GridState,
  options: GridOptions,
  first: readonly CellRow[] | undefined,
): { readonly placed: readonly PlacedColumn[]; readonly total: number } {
  state.offerSample(first);
  const { order, isShown, widths, sample } = state;
  const visible = order.filter(isShown);
  const key = visible.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the visible columns
  return useMemo(() => {
    const indexOf = new Map(source.columns.map((column, index) => [column.name, index]));
    return placeColumns(
      visible.flatMap((name) => {
        const cell = indexOf.get(name);
        const column = cell === undefined ? undefined : source.columns[cell];
        if (cell === undefined || !column) return [];
        const width =
          widths.get(name) ??
          naturalWidth(column, cell, sample, textWidth, {
            code: options.code?.includes(name) ?? false,
            heat: options.heat !== undefined,
          });
        return [{ column, cell, width }];
      }),
    );
  }, [source.columns, key, widths, sample, options.code, options.heat]);
}
