import type { WindowsEventRecord } from '@huntbook/ingest';
import type { Host } from '../world/hosts.js';

export type ChannelKey = 'security' | 'sysmon' | 'powershell' | 'system';

export const CHANNELS: Readonly<Record<ChannelKey, string>> = {
  security: 'Security',
  sysmon: 'Microsoft-Windows-Sysmon/Operational',
  powershell: 'Microsoft-Windows-PowerShell/Operational',
  system: 'System',
};

/** A record whose number is set when its turn in the log has come. */
export type DraftRecord = { -readonly [Key in keyof WindowsEventRecord]: WindowsEventRecord[Key] };
export type Data = readonly (readonly [name: string, value: string])[];

export const AUDIT_SUCCESS = '0x8020000000000000';
export const AUDIT_FAILURE = '0x8010000000000000';

export function securityRecord(
  host: Host,
  time: number,
  eventId: number,
  task: number,
  version: number,
  data: Data,
  keywords = AUDIT_SUCCESS,
): DraftRecord {
  return {
    time,
    channel: 'Security',
    provider: 'Microsoft-Windows-Security-Auditing',
    eventId,
    computer: host.fqdn,
    recordId: 0,
    level: 0,
    task,
    opcode: 0,
    version,
    keywords,
    processId: task === 13312 || task === 13313 ? 4 : 796,
    threadId: 768,
    data,
  };
}

export function sysmonRecord(host: Host, time: number, eventId: number, version: number, data: Data): DraftRecord {
  return {
    time,
    channel: CHANNELS.sysmon,
    provider: 'Microsoft-Windows-Sysmon',
    eventId,
    computer: host.fqdn,
    recordId: 0,
    level: 4,
    task: eventId,
    opcode: 0,
    version,
    keywords: '0x8000000000000000',
    userSid: 'S-1-5-18',
    processId: 2872,
    threadId: 3756,
    data,
  };
}

export function systemRecord(
  host: Host,
  time: number,
  provider: string,
  eventId: number,
  data: Data,
  level = 4,
): DraftRecord {
  return {
    time,
    channel: 'System',
    provider,
    eventId,
    computer: host.fqdn,
    recordId: 0,
    level,
    task: 0,
    opcode: 0,
    version: 0,
    keywords: '0x8080000000000000',
    processId: 672,
    threadId: 4012,
    data,
  };
}

export function hexId(value: number): string {
  return `0x${value.toString(16)}`;
}
