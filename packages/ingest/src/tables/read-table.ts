import { csvRows } from '../csv/csv-rows.js';
import { parseExact } from '../json/exact-numbers.js';
import { countBytes, type JsonLayout, type JsonObject, readJsonRecords } from '../json/records.js';
import type { RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import { IngestError, type IngestOptions, type SourceReport } from '../model/source.js';
import { noteAssumption, noteDamage } from '../report.js';
import { knownColumns } from '../schemas/index.js';
import { withProcessStarts } from '../syslog/process-starts.js';
import { decodeText } from '../text/decode.js';
import { isIndexColumn } from './column-name.js';
import { rowFinisher } from './finish-rows.js';
import { securityOfWindows } from './security-of-windows.js';
import type { TableChoice } from './table-name.js';
import { createTableShaper } from './table-shaper.js';

/** Rows of a table written as JSON objects. */
export async function* readJsonTable(
  content: Content,
  layout: JsonLayout,
  choice: TableChoice,
  report: SourceReport,
  options: IngestOptions,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const { table, assumption } = choice;
  if (assumption !== undefined) noteAssumption(report, assumption);
  const shaper = createTableShaper(table, 'json', report, options);
  const finishRow = rowFinisher(table, knownColumns(table));
  const places = new Map<string, number>();
  let read = 0;
  for await (const records of readJsonRecords(content, layout, report, signal, parseExact)) {
    const characters = records.length === 0 ? 0 : (report.bytes - read) / records.length;
    read = report.bytes;
    for (const { number, value } of records) {
      let position = 0;
      for (const name in value) {
        let place = places.get(name);
        if (place === undefined) {
          place = isIndexColumn(name, position) ? -1 : shaper.column(name);
          places.set(name, place);
        }
        if (place >= 0) shaper.set(place, value[name]);
        position += 1;
      }
      finishRow?.(shaper, (name) => ownValue(value, name));
      shaper.endRow(number, characters);
      yield* withDerived(shaper.take(), report);
    }
  }
  yield* withDerived(shaper.take(true), report);
  shaper.finish();
}

function ownValue(value: JsonObject, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Rows of a table written as delimited text with a heading. */
export async function* readDelimitedTable(
  content: Content,
  delimiter: string,
  choice: TableChoice,
  report: SourceReport,
  options: IngestOptions,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const { table, assumption } = choice;
  if (assumption !== undefined) noteAssumption(report, assumption);
  const shaper = createTableShaper(table, 'text', report, options);
  const finishRow = rowFinisher(table, knownColumns(table));
  let headings: string[] | undefined;
  let places: (number | undefined)[] = [];
  const texts = decodeText(countBytes(content.open(signal), report));
  for await (const rows of csvRows(texts, delimiter, report)) {
    for (const { line, cells, characters } of rows) {
      if (headings === undefined) {
        headings = uniqueHeadings(cells);
        places = headings.map((name, position) => (isIndexColumn(name, position) ? undefined : shaper.column(name)));
        continue;
      }
      report.records += 1;
      if (cells.length > headings.length && cells.slice(headings.length).some((cell) => cell !== '')) {
        noteDamage(report, line, `${cells.length} cells under ${headings.length} headings`);
        continue;
      }
      for (let index = 0; index < cells.length && index < places.length; index += 1) {
        const place = places[index];
        const cell = cells[index]!;
        if (place !== undefined && cell !== '' && cell !== 'null') shaper.set(place, cell);
      }
      const names = headings;
      finishRow?.(shaper, (name) => cells[names.indexOf(name)]);
      shaper.endRow(line, characters);
      yield* withDerived(shaper.take(), report);
    }
  }
  if (headings === undefined) throw new IngestError('damaged', 'no heading could be read');
  yield* withDerived(shaper.take(true), report);
  shaper.finish();
}

/**
 * Windows events of the Security channel are looked for in SecurityEvent, wherever they were collected, and process starts of a
 * Linux host in AuditLog_CL.
 */
function* withDerived(batches: RecordBatch[], report: SourceReport): Generator<RecordBatch> {
  for (const batch of batches) {
    yield* withProcessStarts(batch, report);
    const security = batch.table === 'WindowsEvent' ? securityOfWindows(batch) : undefined;
    if (security !== undefined) yield security;
  }
}

/** Headings without white space round them; one that comes again gets a number. */
function uniqueHeadings(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  return cells.map((cell) => {
    const wanted = cell.trim();
    let name = wanted;
    for (let count = 2; name !== '' && seen.has(name); count += 1) name = `${wanted}_${count}`;
    seen.add(name);
    return name;
  });
}
