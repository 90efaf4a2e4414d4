import type { CellValue } from '@huntbook/workspace';

/** A cell for people: times without a needless fraction, dynamics as JSON, null as nothing. */
export function cellText(value: CellValue | undefined, type?: string): string {
  if (value === null || value === undefined) return '';
  if (type === 'datetime') {
    return String(value)
      .replace('T', ' ')
      .replace(/\.?0*Z$/, '');
  }
  if (type === 'real' && typeof value === 'number') return String(Math.round(value * 10_000) / 10_000);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
