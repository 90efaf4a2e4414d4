import { createHash } from 'node:crypto';
import type { Host } from '../world/hosts.js';
import { toSysmonTime } from '../world/time.js';
import { builtInSessions, type Process, type Session } from './actors.js';
import { subjectOf } from './logon-events.js';
import { type DraftRecord, hexId, securityRecord, sysmonRecord } from './record.js';

const LABELS: Record<Session['integrity'], string> = {
  Low: 'S-1-16-4096',
  Medium: 'S-1-16-8192',
  High: 'S-1-16-12288',
  System: 'S-1-16-16384',
};

/** `%%1936` full token, `%%1937` elevated, `%%1938` limited. */
function elevation(session: Session): string {
  if (session.integrity === 'System') return '%%1936';
  return session.integrity === 'High' ? '%%1937' : '%%1938';
}

export function processCreatedEvent(host: Host, process: Process, parent: Process): DraftRecord {
  const { session } = process;
  const same = session.logonId === parent.session.logonId;
  return securityRecord(host, process.start, 4688, 13312, 2, [
    ...subjectOf(parent.session),
    ['NewProcessId', hexId(process.pid)],
    ['NewProcessName', process.image],
    ['TokenElevationType', elevation(session)],
    ['ProcessId', hexId(parent.pid)],
    ['CommandLine', process.commandLine],
    ['TargetUserSid', same ? 'S-1-0-0' : session.account.sid],
    ['TargetUserName', same ? '-' : session.account.name],
    ['TargetDomainName', same ? '-' : session.account.domain],
    ['TargetLogonId', same ? '0x0' : session.logonId],
    ['ParentProcessName', parent.image],
    ['MandatoryLabel', LABELS[session.integrity]],
  ]);
}

export function processExitedEvent(host: Host, process: Process, time: number, status: number): DraftRecord {
  return securityRecord(host, time, 4689, 13313, 0, [
    ...subjectOf(process.session),
    ['Status', hexId(status)],
    ['ProcessId', hexId(process.pid)],
    ['ProcessName', process.image],
  ]);
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1);
}

const hashCache = new Map<string, string>();

/** Made-up digests that are the same wherever the same program runs. */
export function imageHashes(image: string): string {
  const key = fileName(image).toLowerCase();
  let text = hashCache.get(key);
  if (text === undefined) {
    const md5 = createHash('md5').update(`quillmere/${key}`).digest('hex').toUpperCase();
    const sha256 = createHash('sha256').update(`quillmere/${key}`).digest('hex').toUpperCase();
    text = `MD5=${md5},SHA256=${sha256}`;
    hashCache.set(key, text);
  }
  return text;
}

export interface ImageFacts {
  readonly description: string;
  readonly product: string;
  readonly company: string;
  readonly version: string;
}

/** The SHA-256 among them, in lower case. */
export function imageSha256(image: string): string {
  return imageHashes(image).split('SHA256=')[1]!.toLowerCase();
}

const WINDOWS_IMAGE: ImageFacts = {
  description: '-',
  product: 'Microsoft® Windows® Operating System',
  company: 'Microsoft Corporation',
  version: '10.0.20348.1 (WinBuild.160101.0800)',
};

export function sysmonProcessCreated(
  host: Host,
  process: Process,
  parent: Process,
  directory: string,
  facts: ImageFacts = WINDOWS_IMAGE,
): DraftRecord {
  const { session } = process;
  return sysmonRecord(host, process.start, 1, 5, [
    ['RuleName', '-'],
    ['UtcTime', toSysmonTime(process.start)],
    ['ProcessGuid', process.guid],
    ['ProcessId', String(process.pid)],
    ['Image', process.image],
    ['FileVersion', facts.version],
    ['Description', facts.description],
    ['Product', facts.product],
    ['Company', facts.company],
    ['OriginalFileName', fileName(process.image)],
    ['CommandLine', process.commandLine],
    ['CurrentDirectory', directory],
    ['User', session.user],
    ['LogonGuid', session.logonGuid],
    ['LogonId', session.logonId],
    ['TerminalSessionId', String(session.terminal)],
    ['IntegrityLevel', session.integrity],
    ['Hashes', imageHashes(process.image)],
    ['ParentProcessGuid', parent.guid],
    ['ParentProcessId', String(parent.pid)],
    ['ParentImage', parent.image],
    ['ParentCommandLine', parent.commandLine],
    ['ParentUser', parent.session.user],
  ]);
}

export function sysmonProcessExited(host: Host, process: Process, time: number): DraftRecord {
  return sysmonRecord(host, time, 5, 3, [
    ['RuleName', '-'],
    ['UtcTime', toSysmonTime(time)],
    ['ProcessGuid', process.guid],
    ['ProcessId', String(process.pid)],
    ['Image', process.image],
    ['User', process.session.user],
  ]);
}

/** The process that everything on a host descends from; it is never itself created. */
export function kernelProcess(host: Host, start: number): Process {
  return {
    pid: 4,
    guid: `{${host.guidPrefix}-0000-0000-eb03-000000000000}`,
    image: 'System',
    commandLine: '',
    session: builtInSessions(host).system,
    start,
  };
}
