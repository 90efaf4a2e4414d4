import type { SourceReport } from '../model/source.js';
import { noteDamage } from '../report.js';
import { MAX_RECORD_BYTES } from '../text/lines.js';

export interface CsvRow {
  /** Line on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Length of the row's text. */
  readonly characters: number;
}

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;

interface Scan {
  readonly cells: string[];
  /** Behind the row and its line end. */
  readonly end: number;
  /** Line ends within the row, its own with them. */
  readonly lines: number;
}

/** Where a quoted cell's closing quote stands, or -1 when it is not in the text; `from` is behind the opening one. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** One row from an offset; undefined when the text ends before it does, unless `last` says that nothing follows. */
function scanRow(text: string, start: number, delimiter: number, last: boolean): Scan | 'open-quote' | undefined {
  const cells: string[] = [];
  let lines = 0;
  let at = start;
  for (;;) {
    let prefix = '';
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1);
      // A quote at the very end may be half of a doubled one.
      if (close < 0 || (close === text.length - 1 && !last)) return last ? 'open-quote' : undefined;
      prefix = text.slice(at + 1, close);
      lines += countNewlines(text, at + 1, close);
      // replaceAll would give a rope of as many strands, which the garbage collector walks again and again.
      if (prefix.includes('"')) prefix = prefix.split('""').join('"');
      at = close + 1;
    }
    let end = at;
    let code = text.charCodeAt(end);
    while (end < text.length && code !== delimiter && code !== NEWLINE) {
      end += 1;
      code = text.charCodeAt(end);
    }
    if (end >= text.length && !last) return undefined;
    const ends = end >= text.length || code === NEWLINE;
    const bare = text.slice(at, ends && text.charCodeAt(end - 1) === RETURN && end > at ? end - 1 : end);
    cells.push(prefix === '' ? bare : prefix + bare);
    at = end + 1;
    if (ends) return { cells, end: Math.min(at, text.length), lines: lines + 1 };
  }
}

/**
 * The rows of delimited text (RFC 4180: quoted cells may hold delimiters, doubled quotes and line ends), in groups. Text
 * behind a closing quote belongs to the cell. A row longer than 16 MB, as a quote that is never closed makes, is passed over
 * up to the end of the line where it passed that limit. Empty lines are no rows.
 */
export async function* csvRows(
  texts: AsyncIterable<string>,
  delimiter: string,
  report: SourceReport,
): AsyncGenerator<CsvRow[]> {
  const delimiterCode = delimiter.charCodeAt(0);
  let rest = '';
  let line = 1;
  let skipping = false;

  function damaged(reason: string): void {
    report.records += 1;
    noteDamage(report, line, reason);
  }

  function scan(text: string, last: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < text.length) {
      const row = scanRow(text, at, delimiterCode, last);
      if (row === 'open-quote') {
        damaged('cut off: the file ends inside a quoted cell');
        return rows;
      }
      if (row === undefined) break;
      const { cells, end, lines } = row;
      if (cells.length > 1 || cells[0] !== '') rows.push({ line, cells, characters: end - at });
      line += lines;
      at = end;
    }
    rest = text.slice(at);
    return rows;
  }

  for await (const piece of texts) {
    let text = rest + piece;
    if (skipping) {
      const end = piece.indexOf('\n');
      if (end < 0) continue;
      skipping = false;
      line += 1;
      text = piece.slice(end + 1);
    }
    const rows = scan(text, false);
    if (rows.length > 0) yield rows;
    if (rest.length > MAX_RECORD_BYTES) {
      damaged('row is too long');
      line += countNewlines(rest, 0, rest.length);
      rest = '';
      skipping = true;
    }
  }
  if (rest !== '') {
    const rows = scan(rest, true);
    if (rows.length > 0) yield rows;
  }
}
