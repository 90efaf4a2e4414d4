export interface ActiveCell {
  /** -1 is the header. */
  readonly row: number;
  readonly column: number;
}

/** Where a key moves the active cell of a grid, after the ARIA grid pattern; undefined for keys that do not move it. */
export function moveActive(
  active: ActiveCell,
  key: string,
  control: boolean,
  rows: number,
  columns: number,
  page: number,
): ActiveCell | undefined {
  const lastRow = rows - 1;
  const lastColumn = Math.max(0, columns - 1);
  const row = (to: number): ActiveCell => ({ ...active, row: Math.max(-1, Math.min(to, lastRow)) });
  const column = (to: number): ActiveCell => ({ ...active, column: Math.max(0, Math.min(to, lastColumn)) });
  switch (key) {
    case 'ArrowDown':
      return row(control ? lastRow : active.row + 1);
    case 'ArrowUp':
      return row(control ? 0 : active.row - 1);
    case 'ArrowRight':
      return column(control ? lastColumn : active.column + 1);
    case 'ArrowLeft':
      return column(control ? 0 : active.column - 1);
    case 'PageDown':
      return row(active.row + page);
    case 'PageUp':
      return row(Math.max(Math.min(active.row, 0), active.row - page));
    case 'Home':
      return control ? { row: Math.min(0, lastRow), column: 0 } : column(0);
    case 'End':
      return control ? { row: lastRow, column: lastColumn } : column(lastColumn);
    default:
      return undefined;
  }
}
