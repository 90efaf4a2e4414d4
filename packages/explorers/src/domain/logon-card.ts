import type { Row } from '@huntbook/workspace';
import type { Fact } from '../model/block.js';
import { logonTypeNames } from './logon-types.js';

const wellKnownSids: Readonly<Record<string, string>> = {
  'S-1-0-0': 'Null',
  'S-1-5-18': 'LOCAL_SYSTEM',
  'S-1-5-19': 'LOCAL_SERVICE',
  'S-1-5-20': 'NETWORK_SERVICE',
};

/** What a security identifier says by itself: well-known accounts, the built-in administrator and guest, domain accounts. */
export function sidNotes(sid: string): string[] {
  const known = wellKnownSids[sid];
  if (known) return [known];
  const rid = /-(\d+)$/.exec(sid)?.[1];
  return [
    ...(rid === '500' ? ['administrator'] : rid === '501' ? ['guest'] : []),
    ...(sid.startsWith('S-1-5-21') ? ['machine or domain account'] : []),
  ];
}

/** True for the session of the system itself, logon id 0x3e7. */
export const isSystemSession = (logonId: string): boolean => /^(0x0*3e7|-1|999)$/i.test(logonId.trim());

/** A logon as labelled lines, in the order in which hunters read them. */
export function logonCard(logon: Row): Fact[] {
  const text = (column: string) => {
    const value = logon[column];
    return value === null || value === undefined ? '' : String(value);
  };
  const type = Number(logon.LogonType);
  const subject = [text('SubjectDomainName'), text('SubjectUserName')]
    .filter((part) => part !== '' && part !== '-')
    .join('/');
  const session = text('TargetLogonId');
  const notes = sidNotes(text('TargetUserSid'));
  const lines: [string, string][] = [
    ['Account', text('TargetUserName')],
    ['Account domain', text('TargetDomainName')],
    ['Logon time', text('TimeGenerated')],
    ['Logon type', `${text('LogonType')}(${logonTypeNames[type] ?? 'not known'})`],
    ['User id/SID', text('TargetUserSid')],
    ['SID notes', notes.join(', ')],
    ['Session id', isSystemSession(session) ? `${session} System logon session` : session],
    ['Subject account', subject],
    ['Logon process', text('LogonProcessName')],
    ['Authentication package', text('AuthenticationPackageName')],
    ['Source IP address', text('IpAddress')],
    ['Source host', text('WorkstationName')],
    ['Status', text('Status')],
  ];
  return lines.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));
}
