// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by their number, which no table element allows
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and points at its active cell
import type { ColumnSchema } from '@huntbook/kql';
import { IconCheck, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { formatCell, isNumeric } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import type { PlacedColumn } from './column-layout.js';
import styles from './data-grid.module.css';
import { heatColours } from './heat.js';
import { choiceOf, type RowChoice } from './row-choice.js';
import type { CellRow } from './row-source.js';

interface GridRowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly cells: CellRow | undefined;
  readonly placed: readonly PlacedColumn[];
  readonly pinned: readonly PlacedColumn[];
  readonly columns: readonly PlacedColumn[];
  readonly lead: number;
  readonly code: readonly string[];
  readonly maxima: ReadonlyMap<string, number>;
  readonly heat: 'viridis' | 'row-maximum' | undefined;
  readonly heatMaximum: number;
  readonly activeColumn: number;
  readonly choice: RowChoice | undefined;
  readonly sourceColumns: readonly ColumnSchema[];
  readonly onOpen: (row: number) => void;
  readonly onMenu: (row: number, column: number, x: number, y: number) => void;
}

/** Text longer than this is cut in a cell; the row's detail shows it whole. */
const longest = 600;

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, index, top, height, cells, placed, pinned, columns, lead, choice, activeColumn } = props;
  const own = choiceOf(choice, props.sourceColumns, cells);
  const chosen = own?.chosen ?? false;
  const rowMaximum = props.heat === 'row-maximum' && cells ? maximumOf(cells, columns) : 0;

  const cell = (column: PlacedColumn, left: number | undefined) => {
    const at = columns.indexOf(column);
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its active cell
      <div
        key={column.column.name}
        id={`${id}-${index}-${at}`}
        role="gridcell"
        aria-colindex={at + 2}
        className={styles.cell}
        data-active={activeColumn === at || undefined}
        data-numeric={isNumeric(column.column.type) || undefined}
        data-code={props.code.includes(column.column.name) || undefined}
        style={{
          width: column.width,
          left,
          position: left === undefined ? 'relative' : 'absolute',
          ...heatStyle(props, column, cells, rowMaximum),
        }}
        onClick={(event) => {
          if (getSelection()?.toString()) return;
          props.onMenu(index, at, event.clientX, event.clientY);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          props.onMenu(index, at, event.clientX, event.clientY);
        }}
      >
        {cells ? <Cell column={column} cells={cells} props={props} /> : <span className={styles.pending} />}
      </div>
    );
  };

  return (
    <div
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={choice ? chosen : undefined}
      data-chosen={chosen || undefined}
      data-odd={index % 2 === 1 || undefined}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <div className={styles.pinned}>
        <span className={styles.lead} style={{ width: lead }} role="gridcell" aria-colindex={1}>
          {choice && own ? (
            <button
              type="button"
              tabIndex={-1}
              className={styles.choose}
              aria-label={chosen ? 'Selected' : 'Select this row'}
              title={chosen ? 'Selected' : 'Select this row'}
              data-chosen={chosen || undefined}
              onClick={() => choice.onChoose(own.value)}
            >
              <IconCheck size={12} aria-hidden />
            </button>
          ) : null}
          <button
            type="button"
            tabIndex={-1}
            className={styles.open}
            aria-label="Show this row whole"
            title="Show this row whole"
            onClick={() => props.onOpen(index)}
          >
            <IconChevronRight size={14} aria-hidden />
          </button>
        </span>
        {pinned.map((column) => cell(column, undefined))}
      </div>
      {placed.map((column) => cell(column, column.left + lead))}
    </div>
  );
});

function maximumOf(cells: CellRow, columns: readonly PlacedColumn[]): number {
  let maximum = 0;
  for (const column of columns) {
    const value = cells[column.cell];
    if (isNumeric(column.column.type) && typeof value === 'number' && value > maximum) maximum = value;
  }
  return maximum;
}

function heatStyle(
  props: GridRowProps,
  column: PlacedColumn,
  cells: CellRow | undefined,
  rowMaximum: number,
): React.CSSProperties {
  const value = cells?.[column.cell];
  if (!props.heat || typeof value !== 'number' || value <= 0 || !isNumeric(column.column.type)) return {};
  if (props.heat === 'viridis') return heatColours(value, props.heatMaximum);
  return value === rowMaximum
    ? { background: 'var(--hb-heat-top)', color: 'var(--hb-heat-top-text)' }
    : { background: 'var(--hb-heat-some)' };
}

function Cell({
  column,
  cells,
  props,
}: {
  readonly column: PlacedColumn;
  readonly cells: CellRow;
  readonly props: GridRowProps;
}) {
  const value = cells[column.cell];
  const { name, type } = column.column;
  if (props.heat && isNumeric(type) && !value) return null;
  let text = formatCell(value, column.column);
  if (text.length > longest) text = `${text.slice(0, longest)}…`;
  const maximum = props.maxima.get(name);
  if (maximum && typeof value === 'number') {
    return (
      <>
        <span className={styles.bar} style={{ width: `${Math.max(0, Math.min(100, (value / maximum) * 100))}%` }} />
        <span className={styles.barText}>{text}</span>
      </>
    );
  }
  return text ? <LogText text={text} oneLine /> : null;
}
