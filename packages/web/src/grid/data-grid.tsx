// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their number, which no table element allows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and points at its active cell
import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { FailureNote } from '../app/failure-note.js';
import { formatCell } from '../format/format.js';
import { singleLine } from '../format/visible-text.js';
import { columnsWithin, type PlacedColumn } from './column-layout.js';
import styles from './data-grid.module.css';
import { FilterChips } from './filter-chips.js';
import { GridHeader } from './grid-header.js';
import { GridRow } from './grid-row.js';
import { type GridOptions, useGridState, usePlacedColumns } from './grid-state.js';
import { GridToolbar } from './grid-toolbar.js';
import { moveActive } from './move-active.js';
import type { RowChoice } from './row-choice.js';
import { RowDrawer } from './row-drawer.js';
import type { CellRow, RowSource } from './row-source.js';
import { useColumnMaxima, useRows } from './use-rows.js';
import { useScroll } from './use-scroll.js';
import { type ValueAt, ValueMenu } from './value-menu.js';
import { visibleRows } from './virtual-scroll.js';

const rowHeight = 28;
const headerHeight = 30;
const leadWidth = 34;

export interface DataGridProps extends GridOptions {
  readonly source: RowSource;
  readonly title: string;
  /** Level of the title; a table of a step stands below the step's. */
  readonly heading?: 'h2' | 'h3';
  readonly bars?: readonly string[] | undefined;
  readonly choice?: RowChoice | undefined;
  /** Rows in view before it scrolls. */
  readonly maxRows?: number;
  readonly fileName: string;
}

/** A table of any length: rows come from the engine as they are scrolled to, which also sorts, filters and searches. */
export function DataGrid({
  source,
  title,
  heading = 'h3',
  bars,
  choice,
  maxRows = 12,
  fileName,
  ...options
}: DataGridProps) {
  const id = useId();
  const state = useGridState(source, options);
  const [active, setActive] = useState<{ readonly row: number; readonly column: number }>({ row: 0, column: 0 });
  const [focused, setFocused] = useState(false);
  const [openRow, setOpenRow] = useState<number>();
  const [valueAt, setValueAt] = useState<ValueAt>();
  const total = useRef(source.rowCount);
  const scroll = useScroll(total.current, rowHeight, headerHeight);
  const range = visibleRows(scroll.place.top, scroll.geometry.viewport, rowHeight, total.current);
  const rows = useRows(source, state.view, range.from, range.to);
  total.current = rows.total;
  const { placed, total: width } = usePlacedColumns(source, state, options, rows.first);
  const maxima = useColumnMaxima(source, bars ?? noColumns);
  const heatMaximum = useMemo(
    () => matrixMaximum(options.heat, source, rows.first),
    [options.heat, source, rows.first],
  );
  const filtered = state.view.filter.length > 0 || state.view.search !== '';

  const heat = options.heat;
  const pinned = useMemo(() => (heat ? placed.slice(0, 1) : []), [heat, placed]);
  const reach = columnsWithin(placed, scroll.place.left - 200, scroll.place.left + scroll.size.width + 200);
  const firstInView = Math.max(pinned.length, placed.indexOf(reach[0] as PlacedColumn));
  const lastInView = placed.indexOf(reach.at(-1) as PlacedColumn);
  const inView = useMemo(() => placed.slice(firstInView, lastInView + 1), [placed, firstInView, lastInView]);
  const menuOpener = useRef<(row: number, column: number, x: number, y: number) => void>(undefined);
  const onMenu = useCallback(
    (row: number, column: number, x: number, y: number) => menuOpener.current?.(row, column, x, y),
    [],
  );
  if (rows.error) return <FailureNote error={rows.error} />;

  const pinnedWidth = leadWidth + pinned.reduce((sum, column) => sum + column.width, 0);
  const shownRows = Math.min(Math.max(rows.total, filtered ? 3 : 1), maxRows);
  const fits = width + leadWidth <= scroll.size.width;
  const height = headerHeight + shownRows * rowHeight + (fits ? 2 : 16);
  const showColumn = (index: number) => {
    const column = placed[index];
    const node = scroll.element.current;
    if (!column || !node || pinned.includes(column)) return;
    const left = column.left + leadWidth;
    if (left - pinnedWidth < node.scrollLeft) node.scrollLeft = left - pinnedWidth;
    else if (left + column.width > node.scrollLeft + node.clientWidth)
      node.scrollLeft = left + column.width - node.clientWidth;
  };
  const openMenu = (row: number, columnIndex: number, x: number, y: number) => {
    const column = placed[columnIndex];
    const cells = rows.row(row);
    if (!column || !cells) return;
    setActive({ row, column: columnIndex });
    setValueAt({ x, y, column: column.column, value: cells[column.cell] ?? null });
  };
  menuOpener.current = openMenu;
  // Rows stand by their distance from a near one, so that a scroll moves what holds them and not each of them.
  const base = Math.floor(range.from / 64) * 64;
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const cellElement = document.getElementById(`${id}-${active.row}-${active.column}`);
    const column = placed[active.column];
    const cells = rows.row(active.row);
    if (event.key === 'Enter') {
      if (active.row < 0 && column) state.toggleSort(column.column.name);
      else if (cells) setOpenRow(active.row);
    } else if (event.key === ' ' || event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const box = cellElement?.getBoundingClientRect();
      if (active.row < 0) cellElement?.querySelector<HTMLElement>('button[aria-haspopup]')?.click();
      else if (box) openMenu(active.row, active.column, box.left + 8, box.bottom);
    } else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) {
      if (!column || !cells || getSelection()?.toString()) return;
      void navigator.clipboard.writeText(formatCell(cells[column.cell], column.column));
    } else {
      const page = Math.max(1, Math.floor(scroll.geometry.viewport / rowHeight) - 1);
      const next = moveActive(active, event.key, event.ctrlKey || event.metaKey, rows.total, placed.length, page);
      if (!next) return;
      setActive(next);
      if (next.row >= 0) scroll.showRow(next.row);
      showColumn(next.column);
    }
    event.preventDefault();
  };

  return (
    <div className={styles.frame}>
      <GridToolbar
        source={source}
        state={state}
        title={title}
        heading={heading}
        total={rows.total}
        loading={rows.loading}
        fileName={fileName}
      />
      <FilterChips state={state} columns={source.columns} />
      <div
        ref={scroll.element}
        className={styles.viewport}
        style={{ height }}
        role="grid"
        tabIndex={0}
        aria-label={singleLine(title)}
        aria-rowcount={rows.total + 1}
        aria-colcount={placed.length + 1}
        aria-busy={rows.loading}
        aria-activedescendant={focused ? `${id}-${active.row}-${active.column}` : undefined}
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      >
        <div style={{ height: scroll.geometry.physical + headerHeight, width: Math.max(width + leadWidth, 1) }}>
          <GridHeader
            id={id}
            placed={inView}
            pinned={pinned}
            lead={leadWidth}
            state={state}
            columns={placed}
            activeColumn={focused && active.row === -1 ? active.column : -1}
          />
          <div
            role="presentation"
            className={styles.rows}
            style={{
              transform: `translateY(${headerHeight + scroll.place.scrollTop - scroll.place.top + base * rowHeight}px)`,
            }}
          >
            {Array.from({ length: Math.max(0, range.to - range.from) }, (_, offset) => {
              const index = range.from + offset;
              return (
                <GridRow
                  key={index}
                  id={id}
                  index={index}
                  top={(index - base) * rowHeight}
                  height={rowHeight}
                  cells={rows.row(index)}
                  placed={inView}
                  pinned={pinned}
                  columns={placed}
                  lead={leadWidth}
                  code={options.code ?? noColumns}
                  maxima={maxima}
                  heat={heat}
                  heatMaximum={heatMaximum}
                  activeColumn={focused && active.row === index ? active.column : -1}
                  choice={choice}
                  sourceColumns={source.columns}
                  onOpen={setOpenRow}
                  onMenu={onMenu}
                />
              );
            })}
          </div>
          {rows.total === 0 && !rows.loading ? (
            <p className={styles.none}>{filtered ? 'No row passes the filters.' : 'No rows.'}</p>
          ) : null}
        </div>
      </div>
      <ValueMenu
        at={valueAt}
        onClose={() => {
          setValueAt(undefined);
          scroll.element.current?.focus({ preventScroll: true });
        }}
        onFilter={state.addFilter}
      />
      <RowDrawer
        columns={source.columns}
        order={state.order}
        code={options.code ?? noColumns}
        index={openRow}
        total={rows.total}
        cells={openRow === undefined ? undefined : rows.row(openRow)}
        onMove={(index) => {
          setOpenRow(index);
          setActive({ ...active, row: index });
          scroll.showRow(index);
        }}
        onClose={() => {
          setOpenRow(undefined);
          scroll.element.current?.focus({ preventScroll: true });
        }}
      />
    </div>
  );
}

const noColumns: readonly string[] = [];

function matrixMaximum(heat: GridOptions['heat'], source: RowSource, first: readonly CellRow[] | undefined): number {
  if (!heat || !first) return 0;
  let maximum = 0;
  source.columns.forEach((column, index) => {
    if (!['int', 'long', 'real', 'decimal'].includes(column.type)) return;
    for (const row of first) {
      const value = row[index];
      if (typeof value === 'number' && value > maximum) maximum = value;
    }
  });
  return maximum;
}
