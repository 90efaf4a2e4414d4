import { describe, expect, it } from 'vitest';
import { NEW_USER } from '../story/cast.js';
import { eventsOf } from '../testing.js';
import { ADMINS, machineAccount, PEOPLE, SERVICES } from './accounts.js';
import { HOSTS } from './hosts.js';

/** Of Windows, of the invented jobs, and those that strangers try. */
const GENERIC =
  /^(?:-|SYSTEM|LOCAL SERVICE|NETWORK SERVICE|ANONYMOUS LOGON|Administrators|OrderPortal|partner\d\d|temp\d\d|svc_monitor_old|Sales|Warehouse|Portal Editors|administrator|admin|user|root|test|guest|backup|sqladmin|scanner|support|ftpuser|oracle|reception|printer|demo|web|helpdesk)$/;

describe('the accounts of the demo', () => {
  it('are the invented ones and nobody else', () => {
    const invented = new Set(
      [...PEOPLE, ...ADMINS, ...SERVICES, ...HOSTS.map(machineAccount), NEW_USER].map(({ name }) => name),
    );
    const strangers = new Set<string>();
    for (const host of HOSTS) {
      for (const { values } of eventsOf(host, 'security', { events: 40_000 })) {
        for (const field of ['TargetUserName', 'SubjectUserName', 'SamAccountName']) {
          const name = values[field]?.replace('@QUILLMERE.EXAMPLE', '');
          if (name !== undefined && !invented.has(name) && !GENERIC.test(name)) strangers.add(name);
        }
      }
    }
    expect([...strangers]).toEqual([]);
  });
});
