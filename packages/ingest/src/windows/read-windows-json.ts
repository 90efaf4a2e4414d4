import { createOffsetEstimate, type OffsetEstimate } from '../clock/offset-estimate.js';
import { localToUtc } from '../clock/time-zone.js';
import { createWindowsJsonClock, localTimeOf, sysmonTime, type WindowsJsonClock } from '../clock/windows-json-clock.js';
import { type JsonLayout, type JsonObject, readJsonRecords } from '../json/records.js';
import type { RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import type { WindowsEventRecord } from '../model/windows-event.js';
import { createReport, noteDamage } from '../report.js';
import { fromNxlog } from './from-nxlog.js';
import { fromWinlogbeat6, fromWinlogbeatEcs } from './from-winlogbeat.js';
import { type WindowsJsonShape, windowsJsonShape } from './json-shapes.js';
import { createWindowsEventShaper } from './shaper.js';

/** How much of a file is looked at beforehand to learn how its clock stands. */
const SAMPLED_BYTES = 32 * 1024 * 1024;
const SAMPLES = 500;

async function sampleClock(content: Content, layout: JsonLayout, signal?: AbortSignal): Promise<OffsetEstimate> {
  const estimate = createOffsetEstimate();
  const report = createReport('sample');
  for await (const records of readJsonRecords(content, layout, report, signal)) {
    for (const { value } of records) {
      const sysmon = sysmonTime(value);
      const local = sysmon === undefined ? undefined : localTimeOf(value);
      if (sysmon?.firm === true && local !== undefined) estimate.add(local, sysmon.utc);
    }
    if (estimate.samples >= SAMPLES || report.bytes >= SAMPLED_BYTES) break;
  }
  return estimate;
}

function convert(value: JsonObject, shape: WindowsJsonShape, time: number): WindowsEventRecord | undefined {
  if (shape === 'nxlog') return fromNxlog(value, time);
  return shape === 'winlogbeat' ? fromWinlogbeat6(value, time) : fromWinlogbeatEcs(value, time);
}

/** The event, or why the record gives none. */
function toEvent(value: JsonObject, clock: WindowsJsonClock): WindowsEventRecord | string {
  const shape = windowsJsonShape(value);
  if (shape === undefined) return 'not a Windows event';
  const time = clock.timeOf(value, shape);
  if (time === undefined) return 'no time';
  try {
    return convert(value, shape, time) ?? 'no event id';
  } catch (error) {
    if (error instanceof RangeError) return 'a value is nested too deeply';
    throw error;
  }
}

/** Reads Windows events written as JSON, of any collector and also several in one file. */
export async function* readWindowsJson(
  content: Content,
  layout: JsonLayout,
  firstShape: WindowsJsonShape,
  report: SourceReport,
  options: IngestOptions,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const zone = options.timeZone === undefined ? undefined : localToUtc(options.timeZone);
  const sampled =
    firstShape === 'nxlog' && zone === undefined ? await sampleClock(content, layout, signal) : createOffsetEstimate();
  const clock = createWindowsJsonClock(sampled, zone, report);
  const shaper = createWindowsEventShaper();
  for await (const records of readJsonRecords(content, layout, report, signal)) {
    for (const { number, value } of records) {
      const event = toEvent(value, clock);
      if (typeof event === 'string') noteDamage(report, number, event);
      else shaper.add(event, number);
    }
    yield* shaper.take();
  }
  yield* shaper.take(true);
}
