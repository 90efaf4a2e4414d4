import type { SourceReport } from '../model/source.js';
import { noteDamage } from '../report.js';
import { MAX_RECORD_BYTES } from '../text/lines.js';

export interface CsvRow {
  /** Line on which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Length of the cells together. */
  readonly characters: number;
}

const QUOTE = '"';

/**
 * The rows of delimited text (RFC 4180: quoted cells may hold delimiters, doubled quotes and line ends), in groups. Text
 * after a closing quote belongs to the cell. A row longer than 16 MB, as a quote that is never closed makes, is passed over.
 */
export async function* csvRows(
  texts: AsyncIterable<string>,
  delimiter: string,
  report: SourceReport,
): AsyncGenerator<CsvRow[]> {
  let rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let characters = 0;
  let line = 1;
  let rowLine = 1;
  let quoted = false;
  let skipping = false;
  /** A quote inside a quoted cell was the last character: doubled or closing, the next one tells. */
  let pending = false;
  let started = false;

  function endCell(): void {
    cells.push(cell);
    characters += cell.length;
    cell = '';
    started = false;
  }

  function endRow(): void {
    endCell();
    if (skipping) {
      report.records += 1;
      noteDamage(report, rowLine, 'row is too long');
    } else if (cells.length > 1 || cells[0] !== '') rows.push({ line: rowLine, cells, characters });
    cells = [];
    characters = 0;
    skipping = false;
    rowLine = line;
  }

  function add(text: string): void {
    if (skipping) return;
    cell += text;
    if (cell.length + characters <= MAX_RECORD_BYTES) return;
    skipping = true;
    quoted = false;
    cell = '';
    cells = [];
  }

  function consume(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (pending) {
        pending = false;
        if (text[at] === QUOTE) {
          add(QUOTE);
          at += 1;
        } else quoted = false;
        continue;
      }
      if (quoted) {
        const end = text.indexOf(QUOTE, at);
        const stop = end < 0 ? text.length : end;
        for (let index = text.indexOf('\n', at); index >= 0 && index < stop; index = text.indexOf('\n', index + 1))
          line += 1;
        add(text.slice(at, stop));
        pending = end >= 0 && quoted;
        at = pending ? stop + 1 : stop;
        continue;
      }
      let stop = at;
      while (stop < text.length) {
        const character = text[stop];
        if (character === delimiter || character === '\n' || (character === QUOTE && !started && stop === at)) break;
        stop += 1;
      }
      if (stop > at) {
        started = true;
        add(text.slice(at, stop));
      }
      const character = text[stop];
      at = stop + 1;
      if (character === delimiter) endCell();
      else if (character === QUOTE) {
        quoted = true;
        started = true;
      } else if (character === '\n') {
        line += 1;
        if (cell.endsWith('\r')) cell = cell.slice(0, -1);
        endRow();
      }
    }
  }

  for await (const text of texts) {
    consume(text);
    if (rows.length > 0) yield rows;
    rows = [];
  }
  if (quoted && !pending) {
    report.records += 1;
    noteDamage(report, rowLine, 'cut off: the file ends inside a quoted cell');
  } else if (cell !== '' || cells.length > 0) {
    if (cell.endsWith('\r')) cell = cell.slice(0, -1);
    endRow();
    yield rows;
  }
}
