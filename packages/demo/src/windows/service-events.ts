import type { Host } from '../world/hosts.js';
import type { Process, Session } from './actors.js';
import { subjectOf } from './logon-events.js';
import { type DraftRecord, securityRecord, systemRecord } from './record.js';

export interface Service {
  readonly name: string;
  readonly imagePath: string;
  readonly account: string;
  readonly start: 'auto' | 'demand';
}

export function serviceInstalledSecurityEvent(host: Host, time: number, by: Process, service: Service): DraftRecord {
  return securityRecord(host, time, 4697, 12289, 1, [
    ...subjectOf(by.session),
    ['ServiceName', service.name],
    ['ServiceFileName', service.imagePath],
    ['ServiceType', '0x10'],
    ['ServiceStartType', service.start === 'auto' ? '2' : '3'],
    ['ServiceAccount', service.account],
    ['ClientProcessStartKey', String(844_424_930_130_000 + by.pid)],
    ['ClientProcessId', String(by.pid)],
    ['ParentProcessId', '0'],
  ]);
}

export function serviceInstalledEvent(host: Host, time: number, by: Session, service: Service): DraftRecord {
  const record = systemRecord(host, time, 'Service Control Manager', 7045, [
    ['ServiceName', service.name],
    ['ImagePath', service.imagePath],
    ['ServiceType', 'user mode service'],
    ['StartType', service.start === 'auto' ? 'auto start' : 'demand start'],
    ['AccountName', service.account],
  ]);
  record.userSid = by.account.sid;
  return record;
}

export function serviceStateEvent(
  host: Host,
  time: number,
  displayName: string,
  state: 'running' | 'stopped',
): DraftRecord {
  return systemRecord(host, time, 'Service Control Manager', 7036, [
    ['param1', displayName],
    ['param2', state],
  ]);
}

/** 4698 created, 4702 updated. */
export function taskEvent(
  host: Host,
  time: number,
  eventId: 4698 | 4702,
  by: Session,
  taskName: string,
  content: string,
  client: Process,
): DraftRecord {
  return securityRecord(host, time, eventId, 12804, 1, [
    ...subjectOf(by),
    ['TaskName', taskName],
    [eventId === 4698 ? 'TaskContent' : 'TaskContentNew', content],
    ['ClientProcessStartKey', String(844_424_930_130_000 + client.pid)],
    ['ClientProcessId', String(client.pid)],
    ['ParentProcessId', '0'],
    ['RpcCallClientLocality', '0'],
    ['FQDN', host.fqdn],
  ]);
}

export interface TaskDefinition {
  readonly author: string;
  readonly uri: string;
  /** Local time without zone, `2026-03-10T23:40:00`. */
  readonly start: string;
  /** ISO 8601 duration between runs; absent for a task that runs at boot. */
  readonly every?: string;
  readonly command: string;
  readonly arguments?: string;
}

export function taskXml(task: TaskDefinition): string {
  const trigger =
    task.every === undefined
      ? `<BootTrigger>\r\n      <Enabled>true</Enabled>\r\n    </BootTrigger>`
      : `<TimeTrigger>\r\n      <Repetition>\r\n        <Interval>${task.every}</Interval>\r\n      </Repetition>\r\n      <StartBoundary>${task.start}</StartBoundary>\r\n      <Enabled>true</Enabled>\r\n    </TimeTrigger>`;
  const parameters =
    task.arguments === undefined ? '' : `\r\n      <Arguments>${escapeXml(task.arguments)}</Arguments>`;
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    `  <RegistrationInfo>\r\n    <Date>${task.start}</Date>\r\n    <Author>${escapeXml(task.author)}</Author>\r\n    <URI>${escapeXml(task.uri)}</URI>\r\n  </RegistrationInfo>`,
    `  <Triggers>\r\n    ${trigger}\r\n  </Triggers>`,
    '  <Principals>\r\n    <Principal id="Author">\r\n      <UserId>S-1-5-18</UserId>\r\n      <RunLevel>HighestAvailable</RunLevel>\r\n    </Principal>\r\n  </Principals>',
    '  <Settings>\r\n    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\r\n    <Hidden>true</Hidden>\r\n    <Enabled>true</Enabled>\r\n  </Settings>',
    `  <Actions Context="Author">\r\n    <Exec>\r\n      <Command>${escapeXml(task.command)}</Command>${parameters}\r\n    </Exec>\r\n  </Actions>`,
    '</Task>',
  ].join('\r\n');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** 1102 in the Security log, 104 in the System log. */
export function logClearedEvent(host: Host, time: number, by: Session, log: 'Security' | 'System'): DraftRecord {
  if (log === 'Security') {
    return {
      ...securityRecord(host, time, 1102, 104, 0, subjectOf(by), '0x4020000000000000'),
      provider: 'Microsoft-Windows-Eventlog',
      level: 4,
    };
  }
  return systemRecord(host, time, 'Microsoft-Windows-Eventlog', 104, [
    ['SubjectUserName', by.account.name],
    ['SubjectDomainName', by.account.domain],
    ['Channel', 'System'],
    ['BackupPath', ''],
  ]);
}
