import type { RandomActivity } from '../engine/activity.js';
import { openSession } from '../engine/scene.js';
import { ntlmEvent, serviceTicketEvent, ticketGrantedEvent } from '../windows/kerberos-events.js';
import { machineAccount, PEOPLE, SERVICES } from '../world/accounts.js';
import { DC01, FS01, HOSTS, SILENT_DESKTOPS, WORKSTATIONS } from '../world/hosts.js';
import { MINUTE, SECOND } from '../world/time.js';

/** The desk of a person: the first six sit at workstations that send logs. */
export function deskOf(person: number): { readonly name: string; readonly ip: string } {
  return WORKSTATIONS[person] ?? SILENT_DESKTOPS[person - WORKSTATIONS.length]!;
}

/** Machines that fetch policies and check in at the domain controller and the file server. */
export const machineLogons: RandomActivity = {
  id: 'machine-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'flat',
  perHour: (host) => (host === DC01 ? 7 : host === FS01 ? 1.2 : 0.15),
  play(scene, at) {
    const { random } = scene;
    const client = random.pick(HOSTS);
    openSession(scene, at, {
      account: machineAccount(client),
      type: 3,
      origin: { ip: client.ip, port: random.int(49_200, 65_000), package: 'Kerberos' },
      duration: 10 * SECOND + Math.floor(random.exponential(90 * SECOND)),
    });
  },
};

/** People who open shares. */
export const shareLogons: RandomActivity = {
  id: 'share-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'office',
  perHour: (host) => (host === FS01 ? 18 : host === DC01 ? 6 : 0),
  play(scene, at) {
    const { random } = scene;
    const person = random.int(0, PEOPLE.length - 1);
    openSession(scene, at, {
      account: PEOPLE[person]!,
      type: 3,
      origin: { ip: deskOf(person).ip, port: random.int(49_200, 65_000), package: 'Kerberos' },
      duration: MINUTE + Math.floor(random.exponential(9 * MINUTE)),
    });
  },
};

/** Service tickets for machines, people and services, on the domain controller. */
export const ticketRequests: RandomActivity = {
  id: 'ticket-requests',
  kind: 'random',
  channels: ['security'],
  profile: 'server',
  perHour: (host) => (host === DC01 ? 12 : 0),
  play(scene, at) {
    const { host, random } = scene;
    const machine = random.chance(0.6);
    const person = random.int(0, PEOPLE.length - 1);
    const source = machine ? random.pick(HOSTS) : deskOf(person);
    const account = machine
      ? machineAccount(random.pick(HOSTS))
      : random.chance(0.2)
        ? random.pick(SERVICES)
        : PEOPLE[person]!;
    const client = { ip: source.ip, port: random.int(49_200, 65_000) };
    const service = machineAccount(random.pick(HOSTS.slice(0, 5)));
    const guid = `{${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}}`;
    if (random.chance(0.25)) scene.emit('security', at, () => ticketGrantedEvent(host, at, account, client));
    const later = at + 4_000;
    scene.emit('security', later, () => serviceTicketEvent(host, later, account, service, client, guid));
  },
};

/** Credentials checked by NTLM, for the programs that know nothing newer. */
export const ntlmChecks: RandomActivity = {
  id: 'ntlm-checks',
  kind: 'random',
  channels: ['security'],
  profile: 'office',
  perHour: (host) => (host === DC01 ? 3 : 0),
  play(scene, at) {
    const { host, random } = scene;
    const person = random.int(0, PEOPLE.length - 1);
    scene.emit('security', at, () => ntlmEvent(host, at, PEOPLE[person]!.name, deskOf(person).name));
  },
};
