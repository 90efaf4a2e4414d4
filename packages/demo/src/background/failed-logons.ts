import type { RandomActivity } from '../engine/activity.js';
import { openSession } from '../engine/scene.js';
import { failedLogonEvent } from '../windows/logon-events.js';
import { PEOPLE, SVC_MONITOR } from '../world/accounts.js';
import { SCANNERS } from '../world/addresses.js';
import { DOMAIN, FS01, JUMP01, SQL01, WEB01 } from '../world/hosts.js';
import { MINUTE, SECOND } from '../world/time.js';
import { deskOf } from './network-logons.js';

const SCANNED_NAMES = ['administrator', 'admin', 'user', 'test', 'root', 'guest'];

/** The doors of an exposed server are tried now and then, by machines that give up after a few names. */
export const internetNoise: RandomActivity = {
  id: 'internet-noise',
  kind: 'random',
  channels: ['security'],
  profile: 'flat',
  perHour: (host) => (host === WEB01 ? 0.25 : 0),
  play(scene, at) {
    const { host, random } = scene;
    const ip = random.pick(SCANNERS);
    for (let n = random.int(1, 4); n > 0; n--) {
      const tried = at + n * random.int(900_000, 4_000_000);
      const target = { name: random.pick(SCANNED_NAMES), domain: '' };
      const origin = { ip, port: random.int(30_000, 65_000), workstation: '-', package: 'NTLM' as const };
      scene.emit('security', tried, () => failedLogonEvent(host, tried, target, 3, origin, 'no-such-user'));
    }
  },
};

/** People mistype at the file server and then get it right. */
export const mistypedPasswords: RandomActivity = {
  id: 'mistyped-passwords',
  kind: 'random',
  channels: ['security'],
  profile: 'office',
  perHour: (host) => (host === FS01 ? 0.2 : host === WEB01 ? 0.12 : 0),
  play(scene, at) {
    const { host, random } = scene;
    const person = random.int(0, PEOPLE.length - 1);
    const account = PEOPLE[person]!;
    const desk = deskOf(person);
    const origin = { ip: desk.ip, port: random.int(49_200, 65_000), workstation: desk.name, package: 'NTLM' as const };
    const tries = random.int(1, 3);
    for (let n = 0; n < tries; n++) {
      const tried = at + n * 6 * SECOND;
      scene.emit('security', tried, () => failedLogonEvent(host, tried, account, 3, origin, 'wrong-password'));
    }
    openSession(scene, at + tries * 7 * SECOND, {
      account,
      type: 3,
      origin,
      duration: MINUTE + Math.floor(random.exponential(6 * MINUTE)),
    });
  },
};

/** A forgotten job still uses a password that has expired. */
export const staleCredentials: RandomActivity = {
  id: 'stale-credentials',
  kind: 'random',
  channels: ['security'],
  profile: 'flat',
  perHour: (host) => (host === SQL01 ? 0.15 : 0),
  play(scene, at) {
    const { host, random } = scene;
    const origin = {
      ip: JUMP01.ip,
      port: random.int(49_200, 65_000),
      workstation: JUMP01.name,
      package: 'NTLM' as const,
    };
    const target = { name: `${SVC_MONITOR.name}_old`, domain: DOMAIN };
    scene.emit('security', at, () => failedLogonEvent(host, at, target, 3, origin, 'expired'));
  },
};
