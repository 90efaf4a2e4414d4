import type { JsonObject } from '../json/records.js';
import type { WindowsEventRecord } from '../model/windows-event.js';
import { canonicalChannel, levelNumber } from './codes.js';
import { dataText, keywordsText, wholeNumber } from './json-shapes.js';

/** Fields of the event's header and of the collector; all others are the event's own data. */
const HEADER: ReadonlySet<string> = new Set([
  '@timestamp',
  '@version',
  'ActivityID',
  'Category',
  'Channel',
  'ERROR_EVT_UNRESOLVED',
  'EventID',
  'EventReceivedTime',
  'EventTime',
  'EventTypeOrignal',
  'ExecutionProcessID',
  'Hostname',
  'Keywords',
  'Level',
  'Message',
  'Opcode',
  'OpcodeValue',
  'ProviderGuid',
  'RecordNumber',
  'RelatedActivityID',
  'Severity',
  'SeverityValue',
  'SourceModuleName',
  'SourceModuleType',
  'SourceName',
  'Task',
  'ThreadID',
  'TimeCreated',
  'Version',
  'host',
  'port',
  'tags',
]);
/** The account the logging service ran under, in records that bear its SID as UserID. */
const COLLECTOR_ACCOUNT: ReadonlySet<string> = new Set(['AccountName', 'AccountType', 'Domain', 'UserID']);
/** What NXLog itself writes as EventType; any other value is the event's own field of that name. */
const NXLOG_EVENT_TYPES: ReadonlySet<string> = new Set([
  'AUDIT_FAILURE',
  'AUDIT_SUCCESS',
  'CRITICAL',
  'DEBUG',
  'ERROR',
  'INFO',
  'VERBOSE',
  'WARNING',
]);
/** Names that stand in for a header field which a record lacks; beside it they are data of the event. */
const STAND_INS: Readonly<Record<string, string>> = {
  Computer: 'Hostname',
  ComputerName: 'Hostname',
  Provider: 'SourceName',
  ProviderName: 'SourceName',
};
const SERVICE_CONTROL_MANAGER = 'Service Control Manager';

/** NXLog's severities from 1 (debug) to 5 (critical) as Windows levels. */
const LEVEL_OF_SEVERITY = [undefined, 5, 4, 3, 2, 1] as const;

function isCollectors(name: string, record: JsonObject): boolean {
  if (HEADER.has(name)) return true;
  const replaced = STAND_INS[name];
  if (replaced !== undefined && record[replaced] === undefined) return true;
  const nxlog = record.SourceModuleType !== undefined || record.EventReceivedTime !== undefined;
  if (!nxlog) return false;
  if (name === 'EventType')
    return record.EventTypeOrignal === undefined && NXLOG_EVENT_TYPES.has(String(record.EventType));
  if (record.UserID === undefined || !COLLECTOR_ACCOUNT.has(name)) return false;
  // The service control manager's own AccountName (the account of the service) has replaced NXLog's.
  return !(
    name === 'AccountName' &&
    record.SourceName === SERVICE_CONTROL_MANAGER &&
    wholeNumber(record.EventID) === 7045
  );
}

function levelOf(record: JsonObject): number | undefined {
  const level = wholeNumber(record.Level);
  if (level !== undefined) return level;
  if (typeof record.Level === 'string') return levelNumber(record.Level);
  const type = record.EventTypeOrignal ?? record.EventType;
  // Windows writes audit events at level 0.
  if (type === 'AUDIT_SUCCESS' || type === 'AUDIT_FAILURE') return 0;
  return LEVEL_OF_SEVERITY[wholeNumber(record.SeverityValue) ?? 0];
}

/** A flat NXLog record as a Windows event; the time is the caller's to choose. Undefined when it has no event id. */
export function fromNxlog(record: JsonObject, time: number): WindowsEventRecord | undefined {
  const eventId = wholeNumber(record.EventID);
  if (eventId === undefined) return undefined;
  const data: [string, string][] = [];
  for (const name in record) {
    if (!isCollectors(name, record)) data.push([name, dataText(record[name])]);
  }
  const provider = dataText(record.SourceName ?? record.Provider ?? record.ProviderName);
  return {
    time,
    channel: canonicalChannel(dataText(record.Channel)),
    provider,
    eventId,
    computer: dataText(record.Hostname ?? record.Computer ?? record.ComputerName),
    recordId: wholeNumber(record.RecordNumber),
    level: levelOf(record),
    task: wholeNumber(record.Task),
    opcode: wholeNumber(record.OpcodeValue),
    version: wholeNumber(record.Version),
    keywords: keywordsText(record.Keywords),
    userSid: typeof record.UserID === 'string' ? record.UserID : undefined,
    processId: wholeNumber(record.ExecutionProcessID),
    threadId: wholeNumber(record.ThreadID),
    message: typeof record.Message === 'string' ? record.Message : undefined,
    data,
  };
}
