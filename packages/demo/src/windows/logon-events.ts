import type { Account } from '../world/accounts.js';
import { DNS_DOMAIN, type Host } from '../world/hosts.js';
import type { Process, Session } from './actors.js';
import { AUDIT_FAILURE, type DraftRecord, hexId, securityRecord } from './record.js';

/** Where a logon comes from and by what it was checked. */
export interface LogonOrigin {
  readonly ip?: string;
  readonly port?: number;
  readonly workstation?: string;
  readonly package: 'Kerberos' | 'NTLM' | 'Negotiate' | 'MICROSOFT_AUTHENTICATION_PACKAGE_V1_0';
  /** The process that asked for the logon, where one did on this host. */
  readonly by?: Process;
}

const PROCESS_BY_PACKAGE: Record<LogonOrigin['package'], string> = {
  Kerberos: 'Kerberos',
  NTLM: 'NtLmSsp ',
  Negotiate: 'Advapi  ',
  MICROSOFT_AUTHENTICATION_PACKAGE_V1_0: 'User32 ',
};

function logonProcess(origin: LogonOrigin, type: number): string {
  return type === 2 || type === 7 || type === 10 || type === 11 ? 'User32 ' : PROCESS_BY_PACKAGE[origin.package];
}

const NOBODY = [
  ['SubjectUserSid', 'S-1-0-0'],
  ['SubjectUserName', '-'],
  ['SubjectDomainName', '-'],
  ['SubjectLogonId', '0x0'],
] as const;

export function subjectOf(session: Session) {
  return [
    ['SubjectUserSid', session.account.sid],
    ['SubjectUserName', session.subject.name],
    ['SubjectDomainName', session.subject.domain],
    ['SubjectLogonId', session.logonId],
  ] as const;
}

export function logonEvent(host: Host, time: number, session: Session, origin: LogonOrigin): DraftRecord {
  const target = session.account;
  return securityRecord(host, time, 4624, 12544, 2, [
    ...(origin.by === undefined ? NOBODY : subjectOf(origin.by.session)),
    ['TargetUserSid', target.sid],
    ['TargetUserName', target.name],
    ['TargetDomainName', origin.package === 'Kerberos' ? DNS_DOMAIN.toUpperCase() : target.domain],
    ['TargetLogonId', session.logonId],
    ['LogonType', String(session.logonType)],
    ['LogonProcessName', logonProcess(origin, session.logonType)],
    ['AuthenticationPackageName', origin.package],
    ['WorkstationName', origin.workstation ?? '-'],
    ['LogonGuid', origin.package === 'Kerberos' ? session.logonGuid : '{00000000-0000-0000-0000-000000000000}'],
    ['TransmittedServices', '-'],
    ['LmPackageName', origin.package === 'NTLM' ? 'NTLM V2' : '-'],
    ['KeyLength', origin.package === 'NTLM' ? '128' : '0'],
    ['ProcessId', hexId(origin.by?.pid ?? 0)],
    ['ProcessName', origin.by?.image ?? '-'],
    ['IpAddress', origin.ip ?? '-'],
    ['IpPort', String(origin.port ?? (origin.ip === undefined ? '-' : 0))],
    ['ImpersonationLevel', '%%1833'],
    ['RestrictedAdminMode', '-'],
    ['TargetOutboundUserName', '-'],
    ['TargetOutboundDomainName', '-'],
    ['VirtualAccount', '%%1843'],
    ['TargetLinkedLogonId', '0x0'],
    ['ElevatedToken', session.integrity === 'High' || session.integrity === 'System' ? '%%1842' : '%%1843'],
  ]);
}

/** Why a logon failed: NTSTATUS of the reason. */
export type FailureReason = 'no-such-user' | 'wrong-password' | 'locked-out' | 'expired';

const SUB_STATUS: Record<FailureReason, readonly [status: string, subStatus: string, reason: string]> = {
  'no-such-user': ['0xc000006d', '0xc0000064', '%%2313'],
  'wrong-password': ['0xc000006d', '0xc000006a', '%%2313'],
  'locked-out': ['0xc0000234', '0x0', '%%2307'],
  expired: ['0xc0000071', '0x0', '%%2309'],
};

export function failedLogonEvent(
  host: Host,
  time: number,
  target: { readonly name: string; readonly domain: string },
  logonType: number,
  origin: LogonOrigin,
  reason: FailureReason,
): DraftRecord {
  const [status, subStatus, text] = SUB_STATUS[reason];
  return securityRecord(
    host,
    time,
    4625,
    12544,
    0,
    [
      ...(origin.by === undefined ? NOBODY : subjectOf(origin.by.session)),
      ['TargetUserSid', 'S-1-0-0'],
      ['TargetUserName', target.name],
      ['TargetDomainName', target.domain],
      ['Status', status],
      ['FailureReason', text],
      ['SubStatus', subStatus],
      ['LogonType', String(logonType)],
      ['LogonProcessName', logonProcess(origin, logonType)],
      ['AuthenticationPackageName', origin.package],
      ['WorkstationName', origin.workstation ?? '-'],
      ['TransmittedServices', '-'],
      ['LmPackageName', '-'],
      ['KeyLength', '0'],
      ['ProcessId', hexId(origin.by?.pid ?? 0)],
      ['ProcessName', origin.by?.image ?? '-'],
      ['IpAddress', origin.ip ?? '-'],
      ['IpPort', String(origin.port ?? (origin.ip === undefined ? '-' : 0))],
    ],
    AUDIT_FAILURE,
  );
}

export function logoffEvent(host: Host, time: number, session: Session): DraftRecord {
  const { account } = session;
  return securityRecord(host, time, 4634, 12545, 0, [
    ['TargetUserSid', account.sid],
    ['TargetUserName', account.name],
    ['TargetDomainName', account.domain],
    ['TargetLogonId', session.logonId],
    ['LogonType', String(session.logonType)],
  ]);
}

export function userLogoffEvent(host: Host, time: number, session: Session): DraftRecord {
  const { account } = session;
  return securityRecord(host, time, 4647, 12545, 0, [
    ['TargetUserSid', account.sid],
    ['TargetUserName', account.name],
    ['TargetDomainName', account.domain],
    ['TargetLogonId', session.logonId],
  ]);
}

/** A logon with credentials other than the caller's own. */
export function explicitLogonEvent(
  host: Host,
  time: number,
  by: Process,
  target: Account,
  server: string,
  origin: { readonly ip?: string; readonly port?: number } = {},
): DraftRecord {
  return securityRecord(host, time, 4648, 12544, 0, [
    ...subjectOf(by.session),
    ['LogonGuid', '{00000000-0000-0000-0000-000000000000}'],
    ['TargetUserName', target.name],
    ['TargetDomainName', target.domain],
    ['TargetLogonGuid', '{00000000-0000-0000-0000-000000000000}'],
    ['TargetServerName', server],
    ['TargetInfo', server],
    ['ProcessId', hexId(by.pid)],
    ['ProcessName', by.image],
    ['IpAddress', origin.ip ?? '-'],
    ['IpPort', String(origin.port ?? '-')],
  ]);
}

const PRIVILEGES = [
  'SeSecurityPrivilege',
  'SeBackupPrivilege',
  'SeRestorePrivilege',
  'SeTakeOwnershipPrivilege',
  'SeDebugPrivilege',
  'SeSystemEnvironmentPrivilege',
  'SeLoadDriverPrivilege',
  'SeImpersonatePrivilege',
  'SeDelegateSessionUserImpersonatePrivilege',
].join('\r\n\t\t\t');

export function privilegesEvent(host: Host, time: number, session: Session): DraftRecord {
  return securityRecord(host, time, 4672, 12548, 0, [
    ['SubjectUserSid', session.account.sid],
    ['SubjectUserName', session.account.name],
    ['SubjectDomainName', session.account.domain],
    ['SubjectLogonId', session.logonId],
    ['PrivilegeList', PRIVILEGES],
  ]);
}
