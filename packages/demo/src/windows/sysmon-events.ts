import type { Host } from '../world/hosts.js';
import { toSysmonTime } from '../world/time.js';
import type { Process } from './actors.js';
import { type Data, type DraftRecord, sysmonRecord } from './record.js';

function actor(process: Process, time: number): Data {
  return [
    ['RuleName', '-'],
    ['UtcTime', toSysmonTime(time)],
    ['ProcessGuid', process.guid],
    ['ProcessId', String(process.pid)],
    ['Image', process.image],
  ];
}

export interface Connection {
  readonly ip: string;
  readonly port: number;
  readonly hostname?: string;
  readonly protocol?: 'tcp' | 'udp';
  readonly localPort: number;
}

const PORT_NAMES: Readonly<Record<number, string>> = {
  53: 'domain',
  80: 'http',
  88: 'kerberos',
  389: 'ldap',
  443: 'https',
};

export function networkEvent(host: Host, time: number, process: Process, to: Connection): DraftRecord {
  return sysmonRecord(host, time, 3, 5, [
    ...actor(process, time),
    ['User', process.session.user],
    ['Protocol', to.protocol ?? 'tcp'],
    ['Initiated', 'true'],
    ['SourceIsIpv6', 'false'],
    ['SourceIp', host.ip],
    ['SourceHostname', host.fqdn],
    ['SourcePort', String(to.localPort)],
    ['SourcePortName', '-'],
    ['DestinationIsIpv6', 'false'],
    ['DestinationIp', to.ip],
    ['DestinationHostname', to.hostname ?? '-'],
    ['DestinationPort', String(to.port)],
    ['DestinationPortName', PORT_NAMES[to.port] ?? '-'],
  ]);
}

export function dnsEvent(host: Host, time: number, process: Process, name: string, address: string): DraftRecord {
  return sysmonRecord(host, time, 22, 5, [
    ...actor(process, time),
    ['QueryName', name],
    ['QueryStatus', '0'],
    ['QueryResults', `::ffff:${address};`],
    ['User', process.session.user],
  ]);
}

export function fileCreatedEvent(host: Host, time: number, process: Process, path: string): DraftRecord {
  return sysmonRecord(host, time, 11, 2, [
    ...actor(process, time),
    ['TargetFilename', path],
    ['CreationUtcTime', toSysmonTime(time)],
    ['User', process.session.user],
  ]);
}

export function registryValueEvent(
  host: Host,
  time: number,
  process: Process,
  target: string,
  details: string,
): DraftRecord {
  return sysmonRecord(host, time, 13, 2, [
    ['RuleName', '-'],
    ['EventType', 'SetValue'],
    ...actor(process, time).slice(1),
    ['TargetObject', target],
    ['Details', details],
    ['User', process.session.user],
  ]);
}

export function processAccessEvent(
  host: Host,
  time: number,
  source: Process,
  target: Process,
  access: string,
  callTrace: string,
): DraftRecord {
  return sysmonRecord(host, time, 10, 3, [
    ['RuleName', '-'],
    ['UtcTime', toSysmonTime(time)],
    ['SourceProcessGUID', source.guid],
    ['SourceProcessId', String(source.pid)],
    ['SourceThreadId', String(source.pid + 412)],
    ['SourceImage', source.image],
    ['TargetProcessGUID', target.guid],
    ['TargetProcessId', String(target.pid)],
    ['TargetImage', target.image],
    ['GrantedAccess', access],
    ['CallTrace', callTrace],
    ['SourceUser', source.session.user],
    ['TargetUser', target.session.user],
  ]);
}
