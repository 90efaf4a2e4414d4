import type { CellValue } from '../model/table.js';

/** A cell as text: empty for null, JSON for objects and lists. */
export function cellText(cell: CellValue): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
