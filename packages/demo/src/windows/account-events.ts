import type { Account } from '../world/accounts.js';
import type { Host } from '../world/hosts.js';
import type { Session } from './actors.js';
import { subjectOf } from './logon-events.js';
import { type Data, type DraftRecord, securityRecord } from './record.js';

const TASK_ACCOUNT = 13824;
const TASK_GROUP = 13826;

function target(account: Account): Data {
  return [
    ['TargetUserName', account.name],
    ['TargetDomainName', account.domain],
    ['TargetSid', account.sid],
  ];
}

function attributes(account: Account, newUac: string): Data {
  return [
    ['PrivilegeList', '-'],
    ['SamAccountName', account.name],
    ['DisplayName', '-'],
    ['UserPrincipalName', '-'],
    ['HomeDirectory', '-'],
    ['HomePath', '-'],
    ['ScriptPath', '-'],
    ['ProfilePath', '-'],
    ['UserWorkstations', '-'],
    ['PasswordLastSet', '%%1794'],
    ['AccountExpires', '%%1794'],
    ['PrimaryGroupId', '513'],
    ['AllowedToDelegateTo', '-'],
    ['OldUacValue', '0x0'],
    ['NewUacValue', newUac],
    ['UserAccountControl', '\r\n\t\t%%2080\r\n\t\t%%2082'],
    ['UserParameters', '-'],
    ['SidHistory', '-'],
    ['LogonHours', '%%1797'],
  ];
}

export function userCreatedEvent(host: Host, time: number, by: Session, account: Account): DraftRecord {
  return securityRecord(host, time, 4720, TASK_ACCOUNT, 0, [
    ...target(account),
    ...subjectOf(by),
    ...attributes(account, '0x15'),
  ]);
}

export function userChangedEvent(host: Host, time: number, by: Session, account: Account): DraftRecord {
  return securityRecord(host, time, 4738, TASK_ACCOUNT, 0, [
    ['Dummy', '-'],
    ...target(account),
    ...subjectOf(by),
    ...attributes(account, '0x10'),
  ]);
}

/** 4722 enabled, 4724 password reset by another, 4725 disabled, 4726 deleted, 4767 unlocked. */
export function userActionEvent(
  host: Host,
  time: number,
  eventId: 4722 | 4724 | 4725 | 4726 | 4767,
  by: Session,
  account: Account,
): DraftRecord {
  return securityRecord(host, time, eventId, TASK_ACCOUNT, 0, [...target(account), ...subjectOf(by)]);
}

export function lockedOutEvent(host: Host, time: number, by: Session, account: Account, caller: string): DraftRecord {
  return securityRecord(host, time, 4740, TASK_ACCOUNT, 0, [
    ['TargetUserName', account.name],
    ['TargetDomainName', caller],
    ['TargetSid', account.sid],
    ...subjectOf(by),
  ]);
}

export interface Group {
  readonly name: string;
  readonly domain: string;
  readonly sid: string;
}

export const LOCAL_ADMINISTRATORS: Group = { name: 'Administrators', domain: 'Builtin', sid: 'S-1-5-32-544' };

/** 4728 and 4729: member added to and removed from a global group; 4732 and 4733: a local one. */
export function membershipEvent(
  host: Host,
  time: number,
  eventId: 4728 | 4729 | 4732 | 4733,
  by: Session,
  member: Account,
  group: Group,
  memberName = '-',
): DraftRecord {
  return securityRecord(host, time, eventId, TASK_GROUP, 0, [
    ['MemberName', memberName],
    ['MemberSid', member.sid],
    ['TargetUserName', group.name],
    ['TargetDomainName', group.domain],
    ['TargetSid', group.sid],
    ...subjectOf(by),
    ['PrivilegeList', '-'],
  ]);
}
