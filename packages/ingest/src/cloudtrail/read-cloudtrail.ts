import { parseExact } from '../json/exact-numbers.js';
import { isObject, type JsonLayout, type JsonObject, readJsonRecords } from '../json/records.js';
import type { RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import type { SourceReport } from '../model/source.js';
import { noteDamage } from '../report.js';
import { findTableSchema } from '../schemas/index.js';
import { BATCH_CHARACTERS, BATCH_ROWS, createBatchBuilder } from '../tables/batch-builder.js';
import { cloudTrailCells, isCloudTrailEvent } from './cloudtrail-event.js';

/** How events lie in a file: as other JSON, or in the list `Records` of one object, as CloudTrail delivers them. */
export type CloudTrailLayout = JsonLayout | 'document';

const columns = findTableSchema('AWSCloudTrail')!.columns;
const at = new Map(columns.map((column, index) => [column.name, index]));
const OPEN = 91;
const DOCUMENT = /^\s{0,64}\{\s{0,64}"Records"\s{0,64}:\s{0,64}\[/;

/** Whether a file begins as CloudTrail delivers it: its one object may be longer than what can be parsed at once. */
function isCloudTrailDocument(head: string): boolean {
  const start = head.slice(0, 65_536);
  return DOCUMENT.test(start) && start.includes('"eventSource"') && start.includes('"eventID"');
}

/** The list in a document, without what stands before it. */
function listOf(content: Content): Content {
  return {
    ...content,
    async *open(signal) {
      let inside = false;
      for await (const chunk of content.open(signal)) {
        const start: number = inside ? 0 : chunk.indexOf(OPEN);
        inside ||= start >= 0;
        if (inside) yield chunk.subarray(start);
      }
    },
  };
}

/** How the events of a JSON file lie in it, by its first objects; undefined when they are none of CloudTrail. */
export function cloudTrailLayout(
  head: string,
  layout: JsonLayout,
  sample: readonly JsonObject[],
): CloudTrailLayout | undefined {
  if (isCloudTrailDocument(head)) return 'document';
  const found = sample.some((value) => eventsOf(value).some((event) => isObject(event) && isCloudTrailEvent(event)));
  return found ? layout : undefined;
}

/** An event, also one that `aws cloudtrail lookup-events` has as a text; a text that is no JSON stays one. */
function unpacked(event: unknown): unknown {
  if (!isObject(event) || typeof event.CloudTrailEvent !== 'string') return event;
  try {
    return parseExact(event.CloudTrailEvent);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return event.CloudTrailEvent;
    throw error;
  }
}

/** The events of a record: itself, or those in its list. */
function eventsOf(value: JsonObject): readonly unknown[] {
  const list = value.Records ?? value.Events;
  return (Array.isArray(list) ? list : [value]).map(unpacked);
}

function cellsOf(event: unknown): ReturnType<typeof cloudTrailCells> | string {
  if (!isObject(event) || !isCloudTrailEvent(event)) return 'not an event of CloudTrail';
  try {
    return cloudTrailCells(event) ?? 'no time';
  } catch (error) {
    if (error instanceof RangeError) return 'a value is nested too deeply';
    throw error;
  }
}

/** Reads AWS CloudTrail events into AWSCloudTrail. */
export async function* readCloudTrail(
  content: Content,
  layout: CloudTrailLayout,
  report: SourceReport,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const builder = createBatchBuilder('AWSCloudTrail', columns, (column) => column.name === 'TimeGenerated');
  const source = layout === 'document' ? listOf(content) : content;
  let characters = 0;
  let read = 0;
  for await (const records of readJsonRecords(
    source,
    layout === 'lines' ? layout : 'values',
    report,
    signal,
    parseExact,
  )) {
    const size = records.length === 0 ? 0 : (report.bytes - read) / records.length;
    read = report.bytes;
    for (const { number, value } of records) {
      const events = eventsOf(value);
      report.records += events.length - 1;
      characters += size;
      for (const event of events) {
        const cells = cellsOf(event);
        if (typeof cells === 'string' || cells === undefined) {
          noteDamage(report, number, cells ?? 'no time');
          continue;
        }
        for (const [name, cell] of cells) builder.set(at.get(name)!, cell);
        builder.endRow(number);
        if (builder.rows >= BATCH_ROWS) yield builder.take()!;
      }
      if (characters >= BATCH_CHARACTERS) {
        characters = 0;
        const batch = builder.take();
        if (batch !== undefined) yield batch;
      }
    }
  }
  const last = builder.take();
  if (last !== undefined) yield last;
}
