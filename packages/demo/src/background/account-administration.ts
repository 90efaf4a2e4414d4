import type { CalendarActivity } from '../engine/activity.js';
import { openSession } from '../engine/scene.js';
import {
  lockedOutEvent,
  membershipEvent,
  userActionEvent,
  userChangedEvent,
  userCreatedEvent,
} from '../windows/account-events.js';
import { ADMINS, PEOPLE } from '../world/accounts.js';
import { DC01, DNS_DOMAIN, DOMAIN, DOMAIN_SID, JUMP01 } from '../world/hosts.js';
import { HOUR, isWeekend, MINUTE, SECOND } from '../world/time.js';

const GROUPS = [
  { name: 'Sales', domain: DOMAIN, sid: `${DOMAIN_SID}-1301` },
  { name: 'Warehouse', domain: DOMAIN, sid: `${DOMAIN_SID}-1302` },
  { name: 'Portal Editors', domain: DOMAIN, sid: `${DOMAIN_SID}-1303` },
];

function distinguishedName(name: string): string {
  return `CN=${name},OU=Staff,${DNS_DOMAIN.split('.')
    .map((part) => `DC=${part}`)
    .join(',')}`;
}

/** The ordinary care of accounts: passwords reset, groups changed, someone unlocked, sometimes someone new. */
export const accountAdministration: CalendarActivity = {
  id: 'account-administration',
  kind: 'calendar',
  channels: ['security'],
  times(host, day, random) {
    if (host !== DC01 || isWeekend(day)) return [];
    return [9, 14].map((hour) => day + hour * HOUR + Math.floor(random.next() * 2 * HOUR));
  },
  play(scene, at) {
    const { host, random } = scene;
    const session = openSession(scene, at, {
      account: random.pick(ADMINS),
      type: 3,
      origin: { ip: JUMP01.ip, port: random.int(49_200, 65_000), package: 'Kerberos' },
      duration: 6 * MINUTE,
    });
    const account = random.pick(PEOPLE);
    const act = at + random.int(10, 200) * SECOND;
    const choice = random.next();
    if (choice < 0.45) {
      scene.emit('security', act, () => userActionEvent(host, act, 4724, session, account));
      scene.emit('security', act + 1_000, () => userChangedEvent(host, act + 1_000, session, account));
    } else if (choice < 0.65) {
      const group = random.pick(GROUPS);
      const eventId = random.chance(0.7) ? 4728 : 4729;
      scene.emit('security', act, () =>
        membershipEvent(host, act, eventId, session, account, group, distinguishedName(account.name)),
      );
    } else if (choice < 0.85) {
      const locked = at - 7 * MINUTE;
      const desk = `WKS${String(random.int(1, 12)).padStart(2, '0')}`;
      scene.emit('security', locked, () => lockedOutEvent(host, locked, scene.boot.sessions.system, account, desk));
      scene.emit('security', act, () => userActionEvent(host, act, 4767, session, account));
    } else {
      const number = random.int(41, 99);
      const joiner = { name: `temp${number}`, domain: DOMAIN, sid: `${DOMAIN_SID}-14${number}`, admin: false };
      scene.emit('security', act, () => userCreatedEvent(host, act, session, joiner));
      scene.emit('security', act + 1_000, () => userActionEvent(host, act + 1_000, 4722, session, joiner));
      scene.emit('security', act + 2_000, () => userActionEvent(host, act + 2_000, 4724, session, joiner));
      const joined = act + 40 * SECOND;
      const group = random.pick(GROUPS);
      scene.emit('security', joined, () =>
        membershipEvent(host, joined, 4728, session, joiner, group, distinguishedName(joiner.name)),
      );
    }
  },
};
