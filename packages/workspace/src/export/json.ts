import type { CellValue } from '../model/table.js';

/** A row as a JSON object on one line; a long beyond 2^53 keeps its digits as a JSON number. */
export function jsonRow(names: readonly string[], row: readonly CellValue[]): string {
  return `{${names.map((name, index) => `${JSON.stringify(name)}:${jsonCell(row[index] ?? null)}`).join(',')}}`;
}

function jsonCell(cell: CellValue): string {
  return typeof cell === 'bigint' ? cell.toString() : JSON.stringify(cell);
}
