import { isObject, type JsonObject } from '../json/records.js';
import type { WindowsEventRecord } from '../model/windows-event.js';
import { canonicalChannel, levelNumber } from './codes.js';
import { dataText, wholeNumber } from './json-shapes.js';

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function addData(target: [string, string][], value: unknown): void {
  if (!isObject(value)) return;
  for (const name of Object.keys(value)) {
    if (name === 'xml_name') continue;
    if (!target.some((pair) => pair[0] === name)) target.push([name, dataText(value[name])]);
  }
}

/** Winlogbeat resolves the keyword bits to names; these two tell an audit's outcome. */
function keywordsOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.includes('Audit Success')) return '0x8020000000000000';
  if (value.includes('Audit Failure')) return '0x8010000000000000';
  return undefined;
}

function levelOf(value: unknown): number | undefined {
  return typeof value === 'string' ? levelNumber(value) : wholeNumber(value);
}

/** A record of winlogbeat 6 (fields at the top, data in `event_data`) as a Windows event. */
export function fromWinlogbeat6(record: JsonObject, time: number): WindowsEventRecord | undefined {
  return shape(record, record, time, {
    channel: record.log_name,
    provider: record.source_name,
    recordId: record.record_number,
    processId: record.process_id,
    threadId: record.thread_id,
    level: record.level,
    user: object(record.user),
  });
}

/** A record of winlogbeat 7 or later (fields in `winlog`, after the Elastic Common Schema) as a Windows event. */
export function fromWinlogbeatEcs(record: JsonObject, time: number): WindowsEventRecord | undefined {
  const winlog = object(record.winlog);
  const process = object(winlog.process);
  return shape(record, winlog, time, {
    channel: winlog.channel,
    provider: winlog.provider_name,
    recordId: winlog.record_id,
    processId: process.pid,
    threadId: object(process.thread).id,
    level: object(record.log).level,
    user: object(winlog.user),
  });
}

interface Fields {
  readonly channel: unknown;
  readonly provider: unknown;
  readonly recordId: unknown;
  readonly processId: unknown;
  readonly threadId: unknown;
  readonly level: unknown;
  readonly user: JsonObject;
}

function shape(record: JsonObject, event: JsonObject, time: number, fields: Fields): WindowsEventRecord | undefined {
  const eventId = wholeNumber(event.event_id) ?? wholeNumber(object(record.event).code);
  if (eventId === undefined) return undefined;
  const data: [string, string][] = [];
  addData(data, event.event_data);
  addData(data, event.user_data);
  const keywords = keywordsOf(event.keywords);
  return {
    time,
    channel: canonicalChannel(dataText(fields.channel)),
    provider: dataText(fields.provider),
    eventId,
    computer: dataText(event.computer_name),
    recordId: wholeNumber(fields.recordId),
    // Audit events have level 0 in the log; winlogbeat calls that "Information".
    level: keywords === undefined ? levelOf(fields.level) : 0,
    task: wholeNumber(event.task),
    opcode: event.opcode === 'Info' ? 0 : wholeNumber(event.opcode),
    version: wholeNumber(event.version),
    keywords: keywords,
    userSid: typeof fields.user.identifier === 'string' ? fields.user.identifier : undefined,
    processId: wholeNumber(fields.processId),
    threadId: wholeNumber(fields.threadId),
    message: typeof record.message === 'string' ? record.message : undefined,
    data,
  };
}
