import { AnalysisError } from '../model/error.js';

/** Which columns of a table of process starts hold what. */
export interface ProcessSchema {
  readonly name: string;
  readonly time: string;
  readonly processName: string;
  readonly processId: string;
  readonly parentId: string;
  readonly parentName?: string;
  readonly logonId?: string;
  readonly targetLogonId?: string;
  readonly commandLine?: string;
  readonly userName?: string;
  readonly userId?: string;
  readonly host?: string;
  readonly processGuid?: string;
  readonly parentGuid?: string;
  readonly parentCreationTime?: string;
  readonly grandparentName?: string;
  readonly grandparentId?: string;
  readonly grandparentCreationTime?: string;
  readonly separator: '\\' | '/';
  /** Only rows whose column holds the value are process starts, where the table has the column. */
  readonly event?: { readonly column: string; readonly value: string | number };
}

/** The known tables of process starts, in the order in which MSTICPy compares them. */
export const PROCESS_SCHEMAS: readonly ProcessSchema[] = [
  {
    name: 'windows-4688',
    time: 'TimeGenerated',
    processName: 'NewProcessName',
    processId: 'NewProcessId',
    parentName: 'ParentProcessName',
    parentId: 'ProcessId',
    logonId: 'SubjectLogonId',
    targetLogonId: 'TargetLogonId',
    commandLine: 'CommandLine',
    userName: 'SubjectUserName',
    userId: 'SubjectUserSid',
    host: 'Computer',
    separator: '\\',
    event: { column: 'EventID', value: 4688 },
  },
  {
    name: 'linux-auditd',
    time: 'TimeGenerated',
    processName: 'exe',
    processId: 'pid',
    parentId: 'ppid',
    logonId: 'ses',
    commandLine: 'cmdline',
    userName: 'acct',
    userId: 'uid',
    host: 'Computer',
    separator: '/',
    event: { column: 'EventType', value: 'SYSCALL_EXECVE' },
  },
  {
    name: 'mde-internal',
    time: 'CreatedProcessCreationTime',
    processName: 'CreatedProcessName',
    processId: 'CreatedProcessId',
    parentName: 'InitiatingProcessName',
    parentId: 'InitiatingProcessId',
    logonId: 'InitiatingProcessLogonId',
    targetLogonId: 'LogonId',
    commandLine: 'CreatedProcessCommandLine',
    userName: 'CreatedProcessAccountName',
    userId: 'CreatedProcessAccountSid',
    host: 'ComputerDnsName',
    parentCreationTime: 'InitiatingProcessCreationTime',
    grandparentName: 'InitiatingProcessParentProcessName',
    grandparentId: 'InitiatingProcessParentProcessId',
    grandparentCreationTime: 'InitiatingProcessParentCreationTime',
    separator: '\\',
  },
  {
    name: 'mde',
    time: 'ProcessCreationTime',
    processName: 'FileName',
    processId: 'ProcessId',
    parentName: 'InitiatingProcessFileName',
    parentId: 'InitiatingProcessId',
    logonId: 'InitiatingProcessLogonId',
    targetLogonId: 'LogonId',
    commandLine: 'ProcessCommandLine',
    userName: 'AccountName',
    userId: 'AccountSid',
    host: 'DeviceName',
    parentCreationTime: 'InitiatingProcessCreationTime',
    grandparentName: 'InitiatingProcessParentFileName',
    grandparentId: 'InitiatingProcessParentId',
    grandparentCreationTime: 'InitiatingProcessParentCreationTime',
    separator: '\\',
    event: { column: 'ActionType', value: 'ProcessCreated' },
  },
  {
    name: 'sysmon-1',
    time: 'UtcTime',
    processName: 'Image',
    processId: 'ProcessId',
    parentName: 'ParentImage',
    parentId: 'ParentProcessId',
    logonId: 'LogonId',
    commandLine: 'CommandLine',
    userName: 'User',
    host: 'Computer',
    processGuid: 'ProcessGuid',
    parentGuid: 'ParentProcessGuid',
    separator: '\\',
    event: { column: 'EventID', value: 1 },
  },
  {
    name: 'osquery',
    time: 'calendarTime',
    processName: 'name',
    processId: 'pid',
    parentName: 'pcmdline',
    parentId: 'parent',
    commandLine: 'cmdline',
    userName: 'username',
    userId: 'uid',
    separator: '/',
  },
  {
    name: 'fireeye-hx',
    time: 'starttime',
    processName: 'process',
    processId: 'pid',
    parentName: 'parentprocess',
    parentId: 'parentpid',
    commandLine: 'processcmdline',
    userName: 'username',
    host: 'hostname',
    separator: '\\',
    event: { column: 'eventtype', value: 'start' },
  },
];

const NOT_COLUMNS = ['name', 'separator', 'event'];

/** The columns that a schema names. */
export function schemaColumns(schema: ProcessSchema): string[] {
  const named = Object.entries(schema).filter(([key]) => !NOT_COLUMNS.includes(key));
  const columns = named.map(([, column]) => String(column));
  return schema.event ? [...columns, schema.event.column] : columns;
}

/**
 * The schema that shares most columns with a table, four at least; of equals the later one. Undefined where none fits.
 */
export function inferProcessSchema(columns: readonly string[]): ProcessSchema | undefined {
  const present = new Set(columns);
  let best: ProcessSchema | undefined;
  let most = 3;
  for (const schema of PROCESS_SCHEMAS) {
    const shared = new Set(schemaColumns(schema).filter((column) => present.has(column))).size;
    if (shared >= most && shared >= 4) {
      best = schema;
      most = shared;
    }
  }
  return best;
}

/** Whether a table has what a tree needs: name, process id, parent id and time. Throws AnalysisError where it has not. */
export function requireSchema(schema: ProcessSchema, columns: readonly string[]): void {
  const needed = [schema.processName, schema.processId, schema.parentId, schema.time];
  const missing = needed.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new AnalysisError('missing-column', `a process tree needs the column ${missing.join(', ')}`);
}
