import type { CellValue } from '@huntbook/workspace';

/** Microseconds since 1970 UTC of a datetime cell, up to seven fractional digits; NaN for null. */
export function microsOf(cell: CellValue | undefined): number {
  if (typeof cell !== 'string') return Number.NaN;
  const seconds = Date.parse(`${cell.slice(0, 19)}Z`);
  const fraction = cell.length > 20 && cell[19] === '.' ? cell.slice(20, cell.endsWith('Z') ? -1 : undefined) : '';
  return seconds * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
