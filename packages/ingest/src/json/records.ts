import type { Content } from '../model/content.js';
import type { SourceReport } from '../model/source.js';
import { noteDamage, reasonOf } from '../report.js';
import { MAX_RECORD_BYTES, splitLines } from '../text/lines.js';
import { scanJsonValues } from './scanner.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface JsonRecord {
  /** Line it begins on; in an array its place there, from 1. */
  readonly number: number;
  readonly value: JsonObject;
}

/** How the records lie in the file: one a line, or as values that may span lines, in an array or one after the other. */
export type JsonLayout = 'lines' | 'values';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON.parse, or one that keeps the digits of long numbers. */
export type JsonParser = (text: string) => unknown;

/** Parses one record, or says in the report why it gives none. */
export function parseRecord(
  text: string,
  number: number,
  report: SourceReport,
  parse: JsonParser,
): JsonObject | undefined {
  report.records += 1;
  try {
    const value = parse(text);
    if (isObject(value)) return value;
    noteDamage(report, number, 'not a JSON object');
  } catch (error) {
    noteDamage(report, number, `not JSON: ${reasonOf(error)}`);
  }
  return undefined;
}

/** The JSON objects of a source in groups; what is no object is counted and listed in the report. */
export async function* readJsonRecords(
  content: Content,
  layout: JsonLayout,
  report: SourceReport,
  signal?: AbortSignal,
  parse: JsonParser = JSON.parse,
): AsyncGenerator<JsonRecord[]> {
  const counted = countBytes(content.open(signal), report);
  if (layout === 'values') {
    yield* scanJsonValues(counted, report, parse);
    return;
  }
  for await (const lines of splitLines(counted)) {
    const records: JsonRecord[] = [];
    for (const line of lines) {
      if ('tooLong' in line) {
        report.records += 1;
        noteDamage(report, line.number, `longer than ${MAX_RECORD_BYTES} bytes: ${line.tooLong}`);
        continue;
      }
      const text = lineText(line.bytes);
      if (text === '') continue;
      const value = parseRecord(text, line.number, report, parse);
      if (value !== undefined) records.push({ number: line.number, value });
    }
    yield records;
  }
}

/** Text of a line without white space round it and without a byte-order mark. */
export function lineText(bytes: Buffer): string {
  const text = bytes.toString('utf8').trim();
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

export async function* countBytes(source: AsyncIterable<Buffer>, report: SourceReport): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    report.bytes += chunk.length;
    yield chunk;
  }
}
