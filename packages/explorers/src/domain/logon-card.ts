import { logonTypeName, sidNotes } from '@huntbook/analysis';
import type { Row } from '@huntbook/workspace';
import type { Fact } from '../model/block.js';

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
    ['Logon type', `${text('LogonType')}(${logonTypeName(type)})`],
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
