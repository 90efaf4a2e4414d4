import type { CellValue } from '../model/table.js';
import { cellText } from './cell-text.js';
import { neutralised } from './neutralise.js';

/** One record of RFC 4180, line end included, that no spreadsheet takes for a formula. */
export function csvRow(row: readonly CellValue[]): string {
  return `${row.map((cell) => field(typeof cell === 'number' || typeof cell === 'bigint' ? String(cell) : neutralised(cellText(cell)))).join(',')}\r\n`;
}

export function csvHeader(names: readonly string[]): string {
  return csvRow(names);
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
