import type { CellValue } from '@huntbook/workspace';
import { plain } from './plain.js';

/** A cell in one line of text; datetimes without the zeros at the end of their fraction. */
export function cellText(value: CellValue, type: string): string {
  if (value === null) return '';
  if (type === 'datetime')
    return String(value)
      .replace('T', ' ')
      .replace(/\.?0*Z$/, '');
  if (typeof value === 'object') return plain(JSON.stringify(value));
  return plain(String(value));
}
