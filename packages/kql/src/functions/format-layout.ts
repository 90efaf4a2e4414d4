import { quote } from './sql.js';

/** A run of one letter (`yyyy`), or delimiters to copy as a SQL literal. */
export type LayoutPiece =
  | { readonly kind: 'run'; readonly run: string }
  | { readonly kind: 'text'; readonly sql: string };

const delimiters = ' /-:,._[]';

/** Splits a format of datetimes or timespans; undefined where it holds what Kusto refuses. */
export function layout(format: string, letters: string): readonly LayoutPiece[] | undefined {
  const pieces: LayoutPiece[] = [];
  for (const { 0: run } of format.matchAll(/([A-Za-z])\1*|[^A-Za-z]+/g)) {
    if (/[A-Za-z]/.test(run)) {
      if (!letters.includes(run[0] ?? '')) return undefined;
      pieces.push({ kind: 'run', run });
    } else {
      if ([...run].some((character) => !delimiters.includes(character))) return undefined;
      pieces.push({ kind: 'text', sql: quote(run) });
    }
  }
  return pieces;
}
