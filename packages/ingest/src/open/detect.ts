import { type CloudTrailLayout, cloudTrailLayout } from '../cloudtrail/read-cloudtrail.js';
import { EVTX_MAGIC } from '../evtx/read-evtx.js';
import { isJournalEntry } from '../journal/journal-entry.js';
import { isObject, type JsonLayout, type JsonObject, type JsonRecord, lineText } from '../json/records.js';
import { scanJsonValues } from '../json/scanner.js';
import { createReport } from '../report.js';
import { type WindowsJsonShape, windowsJsonShape } from '../windows/json-shapes.js';
import { type TextLog, textLog } from './text-log.js';

/** How many bytes of a file are looked at to tell what it is. */
export const HEAD_BYTES = 256 * 1024;

const SAMPLE_LINES = 50;

export type Format =
  | { readonly kind: 'evtx' }
  | { readonly kind: 'parquet' }
  | { readonly kind: 'archive'; readonly archive: 'zip' | 'gzip' | 'tar' }
  | { readonly kind: 'windows-json'; readonly layout: JsonLayout; readonly shape: WindowsJsonShape }
  | { readonly kind: 'table-json'; readonly layout: JsonLayout; readonly sample: readonly JsonObject[] }
  | { readonly kind: 'cloudtrail'; readonly layout: CloudTrailLayout }
  | { readonly kind: 'journal-json'; readonly layout: JsonLayout }
  | { readonly kind: 'delimited'; readonly delimiter: string }
  | { readonly kind: TextLog }
  | { readonly kind: 'none'; readonly reason: string };

function startsWith(head: Buffer, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

function binaryFormat(head: Buffer): Format | undefined {
  if (head.subarray(0, 8).equals(EVTX_MAGIC)) return { kind: 'evtx' };
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return { kind: 'parquet' };
  if (startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6))
    return { kind: 'archive', archive: 'zip' };
  if (startsWith(head, 0x1f, 0x8b, 8)) return { kind: 'archive', archive: 'gzip' };
  if (head.subarray(257, 262).toString('latin1') === 'ustar') return { kind: 'archive', archive: 'tar' };
  return undefined;
}

/** The objects that stand on a line of their own; none when lines are not what parts the records. */
function objectLines(head: Buffer, whole: boolean): JsonObject[] {
  const objects: JsonObject[] = [];
  let lines = 0;
  let firstIsObject = false;
  for (let start = 0; lines < SAMPLE_LINES && start < head.length; ) {
    const end = head.indexOf(10, start);
    if (end < 0 && !whole) break;
    const text = lineText(head.subarray(start, end < 0 ? head.length : end));
    start = end < 0 ? head.length : end + 1;
    if (text === '') continue;
    lines += 1;
    try {
      const value: unknown = JSON.parse(text);
      if (!isObject(value)) continue;
      objects.push(value);
      firstIsObject ||= lines === 1;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return firstIsObject || objects.length > lines / 2 ? objects : [];
}

/** The first objects of a JSON head, and how they lie in it. */
async function jsonSample(head: Buffer, whole: boolean): Promise<{ layout: JsonLayout; sample: JsonObject[] }> {
  const lines = lineText(head.subarray(0, 1024))[0] === '[' ? [] : objectLines(head, whole);
  if (lines.length > 0) return { layout: 'lines', sample: lines };
  async function* once(): AsyncGenerator<Buffer> {
    yield head;
  }
  const report = createReport('head');
  for await (const records of scanJsonValues(once(), report)) {
    return { layout: 'values', sample: records.slice(0, SAMPLE_LINES).map((record: JsonRecord) => record.value) };
  }
  return { layout: 'values', sample: [] };
}

async function jsonFormat(head: Buffer, { whole, asTable }: DetectOptions): Promise<Format> {
  const { layout, sample } = await jsonSample(head, whole);
  for (const value of asTable ? [] : sample) {
    const shape = windowsJsonShape(value);
    if (shape !== undefined) return { kind: 'windows-json', layout, shape };
  }
  if (!asTable && sample.some(isJournalEntry)) return { kind: 'journal-json', layout };
  const cloudTrail = asTable ? undefined : cloudTrailLayout(head.toString('utf8'), layout, sample);
  if (cloudTrail !== undefined) return { kind: 'cloudtrail', layout: cloudTrail };
  if (sample.length === 0) return { kind: 'none', reason: 'JSON without records: no object could be read' };
  return { kind: 'table-json', layout, sample };
}

const DELIMITERS = [',', '\t', ';'] as const;

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) count += 1;
  }
  return count;
}

/** A header line of two or more names makes a delimited file; names of logs are checked first, they may hold commas too. */
function delimitedFormat(text: string, name: string): Format | undefined {
  const lines = text.split(/\r?\n/, 3);
  const header = lines[0] ?? '';
  const named = /\.(csv|tsv)$/i.test(name);
  for (const delimiter of DELIMITERS) {
    const count = countOutsideQuotes(header, delimiter);
    if (count === 0) continue;
    const cells = header.split(delimiter).map((cell) => cell.replace(/"/g, '').trim());
    const isHeader = cells.filter((cell) => /^[\p{L}_][\p{L}\p{N}_ .()[\]-]{0,127}$/u.test(cell)).length >= count;
    const sameInNextLine = lines[1] === undefined || lines[1].trim() === '' || lines[1].includes(delimiter);
    if (isHeader && (named || (sameInNextLine && new Set(cells).size === cells.length)))
      return { kind: 'delimited', delimiter };
  }
  return named && header !== '' ? { kind: 'delimited', delimiter: /\.tsv$/i.test(name) ? '\t' : ',' } : undefined;
}

export interface DetectOptions {
  /** The head is the whole file. */
  readonly whole: boolean;
  /** JSON is rows of a table that was named, whatever it looks like. */
  readonly asTable: boolean;
}

/** Tells what a file is by its first bytes, and where those leave it open by its name. */
export async function detectFormat(head: Buffer, name: string, options: DetectOptions): Promise<Format> {
  if (head.length === 0) return { kind: 'none', reason: 'empty file' };
  const binary = binaryFormat(head);
  if (binary !== undefined) return binary;
  const bom = startsWith(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
  const text = head.subarray(bom);
  const start = text.subarray(0, 1024).toString('latin1').trimStart();
  if (start === '') return { kind: 'none', reason: 'empty file' };
  if (start[0] === '{' || start[0] === '[') {
    const format = await jsonFormat(text, options);
    if (format.kind !== 'none' || start[0] === '{') return format;
  }
  const textFormat = /\.(csv|tsv)$/i.test(name) ? undefined : textLog(text.toString('utf8'), options.whole);
  if (textFormat !== undefined) return { kind: textFormat };
  if (text.subarray(0, 4096).includes(0)) return { kind: 'none', reason: 'not a log: unknown binary content' };
  if (start[0] === '<') return { kind: 'none', reason: 'XML or HTML: this format is not read yet' };
  const isLog = /\.log(\.\d+)?$/i.test(name);
  const delimited = isLog ? undefined : delimitedFormat(text.subarray(0, 65_536).toString('utf8'), name);
  return delimited ?? { kind: 'none', reason: 'text: this format is not read yet' };
}
