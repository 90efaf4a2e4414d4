import type { WindowsEventRecord } from '../model/windows-event.js';
import { findTableSchema } from '../schemas/index.js';
import { type BatchBuilder, createBatchBuilder } from '../tables/batch-builder.js';
import { accountOf, qualifiedName } from './account.js';
import { activityOf } from './activities.js';
import { logonTypeName, RESOLVED_COLUMNS, resolveMessageCode } from './codes.js';
import { eventDataXml } from './event-data.js';

const columns = findTableSchema('SecurityEvent')!.columns;
const at = new Map(columns.map((column, index) => [column.name, index]));

function column(name: string): number {
  const index = at.get(name);
  if (index === undefined) throw new Error(`SecurityEvent has no column ${name}`);
  return index;
}

const C = {
  TimeGenerated: column('TimeGenerated'),
  Account: column('Account'),
  AccountType: column('AccountType'),
  Computer: column('Computer'),
  EventSourceName: column('EventSourceName'),
  Channel: column('Channel'),
  Task: column('Task'),
  Level: column('Level'),
  EventData: column('EventData'),
  EventID: column('EventID'),
  Activity: column('Activity'),
  Type: column('Type'),
  SubjectAccount: column('SubjectAccount'),
  TargetAccount: column('TargetAccount'),
  Process: column('Process'),
  LogonTypeName: column('LogonTypeName'),
  EventRecordId: column('EventRecordId'),
  Keywords: column('Keywords'),
  Opcode: column('Opcode'),
  Version: column('Version'),
  SystemUserId: column('SystemUserId'),
  SystemProcessId: column('SystemProcessId'),
  SystemThreadId: column('SystemThreadId'),
} as const;

/** Columns that come from the event's header or are derived; a data value of that name stays in EventData only. */
const NOT_FROM_DATA: ReadonlySet<string> = new Set([
  ...Object.keys(C),
  'Correlation',
  'EventLevelName',
  'EventOriginId',
  'ManagementGroupName',
  'MG',
  'SourceComputerId',
  'SourceSystem',
  'TenantId',
  'TimeCollected',
]);

/** Columns in every batch: the derived ones, and those of logons and processes, so that tables seldom change columns. */
const ALWAYS: ReadonlySet<string> = new Set(
  `TimeGenerated Account AccountType Computer EventSourceName Channel Task Level EventData EventID Activity Type
  EventRecordId Keywords SubjectAccount SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId TargetAccount
  TargetUserSid TargetUserName TargetDomainName TargetLogonId LogonType LogonTypeName LogonProcessName LogonGuid
  AuthenticationPackageName WorkstationName IpAddress IpPort Status SubStatus FailureReason Process NewProcessId
  NewProcessName ProcessId ProcessName CommandLine ParentProcessName TokenElevationType MandatoryLabel ServiceName
  ServiceFileName PrivilegeList ObjectName ObjectType ShareName MemberName MemberSid`.split(/\s+/),
);

interface DataColumn {
  readonly index: number;
  readonly integer: boolean;
  readonly resolve: boolean;
}
const dataColumns = new Map<string, DataColumn>();
for (const [index, { name, type }] of columns.entries()) {
  if (NOT_FROM_DATA.has(name) || name.startsWith('_')) continue;
  dataColumns.set(name, { index, integer: type === 'int', resolve: RESOLVED_COLUMNS.has(name) });
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}

/** An integer written in decimal or as `0x...`; undefined when the text is none or does not fit 32 bits. */
function integer(text: string): number | undefined {
  if (text === '' || text.length > 12) return undefined;
  const value = Number(text);
  return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff ? value : undefined;
}

/** Rows of SecurityEvent: the data values in the columns of their name, and the columns Log Analytics derives. */
export function createSecurityRows(): {
  readonly builder: BatchBuilder;
  add(event: WindowsEventRecord, record: number): void;
} {
  const builder = createBatchBuilder('SecurityEvent', columns, ({ name }) => ALWAYS.has(name));

  function addData(event: WindowsEventRecord): void {
    for (const [name, value] of event.data) {
      const target = dataColumns.get(name);
      if (target === undefined || value === '') continue;
      if (target.integer) {
        const number = integer(value);
        if (number !== undefined) builder.set(target.index, number);
      } else {
        builder.set(target.index, target.resolve ? resolveMessageCode(value) : value);
      }
    }
  }

  function addDerived(event: WindowsEventRecord): void {
    const get = (name: string) => event.data.find((pair) => pair[0] === name)?.[1];
    const { account, accountType } = accountOf(event.eventId, get);
    builder.set(C.Account, account);
    builder.set(C.AccountType, accountType);
    const subject = qualifiedName(get('SubjectDomainName'), get('SubjectUserName'));
    if (subject !== '') builder.set(C.SubjectAccount, subject);
    const target = qualifiedName(get('TargetDomainName'), get('TargetUserName'));
    if (target !== '') builder.set(C.TargetAccount, target);
    const process = get('NewProcessName') ?? get('ProcessName');
    if (process !== undefined && process !== '-') builder.set(C.Process, baseName(process));
    const logonType = integer(get('LogonType') ?? '');
    if (logonType !== undefined) builder.set(C.LogonTypeName, logonTypeName(logonType));
  }

  function addHeader(event: WindowsEventRecord): void {
    builder.set(C.TimeGenerated, event.time);
    builder.set(C.Computer, event.computer);
    builder.set(C.EventSourceName, event.provider);
    builder.set(C.Channel, event.channel);
    builder.set(C.EventID, event.eventId);
    builder.set(C.Activity, activityOf(event.eventId, event.message));
    builder.set(C.EventData, eventDataXml(event.data));
    builder.set(C.Type, 'SecurityEvent');
    if (event.task !== undefined) builder.set(C.Task, event.task);
    if (event.level !== undefined) builder.set(C.Level, String(event.level));
    if (event.recordId !== undefined) builder.set(C.EventRecordId, String(event.recordId));
    if (event.keywords !== undefined) builder.set(C.Keywords, event.keywords);
    if (event.opcode !== undefined) builder.set(C.Opcode, String(event.opcode));
    if (event.version !== undefined) builder.set(C.Version, event.version);
    if (event.userSid !== undefined) builder.set(C.SystemUserId, event.userSid);
    if (event.processId !== undefined) builder.set(C.SystemProcessId, event.processId);
    if (event.threadId !== undefined) builder.set(C.SystemThreadId, event.threadId);
  }

  return {
    builder,
    add(event, record) {
      addHeader(event);
      addData(event);
      addDerived(event);
      builder.endRow(record);
    },
  };
}
