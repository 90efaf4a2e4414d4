import type { RandomActivity } from '../engine/activity.js';
import { openSession, startProcess } from '../engine/scene.js';
import { logonEvent } from '../windows/logon-events.js';
import { fileCreatedEvent, networkEvent } from '../windows/sysmon-events.js';
import { SVC_DEPLOY, SVC_MONITOR } from '../world/accounts.js';
import { type Host, JUMP01, SQL01, WEB01 } from '../world/hosts.js';
import { MINUTE, SECOND } from '../world/time.js';
import { CMD, CONHOST } from './paths.js';

const onWeb =
  (rate: number) =>
  (host: Host): number =>
    host === WEB01 ? rate : 0;
const SITE = 'C:\\inetpub\\orderportal\\';

/** The order portal renders delivery notes with a program of its own. */
export const renderedReports: RandomActivity = {
  id: 'rendered-reports',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'server',
  perHour: onWeb(4.5),
  play(scene, at) {
    const { host, random, boot } = scene;
    const order = random.int(10_000, 99_999);
    const lifetime = 600_000 + Math.floor(random.exponential(2 * SECOND));
    const renderer = startProcess(scene, at, {
      image: `${SITE}tools\\notegen.exe`,
      commandLine: `"${SITE}tools\\notegen.exe" --template delivery --order ${order} --out "${SITE}spool\\${order}.pdf"`,
      parent: boot.get('w3wp'),
      directory: `${SITE}tools\\`,
      lifetime,
      facts: { description: 'Delivery notes', product: 'Order Portal', company: 'Quillmere', version: '3.4.1.0' },
    });
    startProcess(scene, at + 15_000, {
      image: CONHOST,
      commandLine: `\\??\\${CONHOST} 0xffffffff -ForceV1`,
      parent: renderer,
      directory: 'C:\\Windows\\',
      lifetime,
    });
    const written = at + Math.floor(lifetime * 0.8);
    scene.emit('sysmon', written, () => fileCreatedEvent(host, written, renderer, `${SITE}spool\\${order}.pdf`));
  },
};

/** The portal's worker talks to the database. */
export const databaseConnections: RandomActivity = {
  id: 'database-connections',
  kind: 'random',
  channels: ['sysmon'],
  profile: 'server',
  perHour: onWeb(6),
  play(scene, at) {
    const { host, boot } = scene;
    const localPort = scene.random.int(49_200, 65_000);
    scene.emit('sysmon', at, () =>
      networkEvent(host, at, boot.get('w3wp'), { ip: SQL01.ip, port: 1433, hostname: SQL01.fqdn, localPort }),
    );
  },
};

/** Partners sign in to the portal with local accounts; the password reaches the server over TLS. */
export const portalLogons: RandomActivity = {
  id: 'portal-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'server',
  perHour: onWeb(7),
  play(scene, at) {
    const { host, random, boot } = scene;
    // A few partners order every day, most now and then.
    const number = 1 + Math.floor(random.next() ** 2 * 14);
    openSession(scene, at, {
      account: {
        name: `partner${String(number).padStart(2, '0')}`,
        domain: host.name,
        sid: `${host.machineSid}-${1100 + number}`,
        admin: false,
      },
      type: 8,
      origin: { ip: '127.0.0.1', port: 0, workstation: host.name, package: 'Negotiate', by: boot.get('w3wp') },
      duration: MINUTE + Math.floor(random.exponential(12 * MINUTE)),
    });
  },
};

/** Application pools that are recycled log on anew. */
export const poolRecycling: RandomActivity = {
  id: 'pool-recycling',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'server',
  perHour: onWeb(0.5),
  play(scene, at) {
    const { host, random, boot } = scene;
    const session = boot.get('w3wp').session;
    const worker = startProcess(scene, at, {
      image: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
      commandLine: boot.get('w3wp').commandLine.replace('iisipm7c1e', `iisipm${random.hex(4)}`),
      parent: boot.get('iis'),
      session,
      lifetime: 20 * MINUTE + Math.floor(random.exponential(60 * MINUTE)),
    });
    scene.emit('security', at, () => logonEvent(host, at, session, { package: 'Negotiate', by: boot.get('iis') }));
    startProcess(scene, at + 3 * SECOND, {
      image: 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe',
      commandLine: `"C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe" /noconfig /fullpaths @"C:\\Windows\\Temp\\${random.hex(8)}.cmdline"`,
      parent: worker,
      lifetime: 2 * SECOND,
    });
  },
};

/** The deployment account's own work: a new version of the portal in the daytime, by network logon and script. */
export const deployments: RandomActivity = {
  id: 'deployments',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'office',
  perHour: onWeb(0.12),
  play(scene, at) {
    const { random, boot } = scene;
    const session = openSession(scene, at, {
      account: SVC_DEPLOY,
      type: 3,
      origin: { ip: JUMP01.ip, port: random.int(49_200, 65_000), package: 'Kerberos' },
      duration: 4 * MINUTE,
    });
    const host = startProcess(scene, at + 300_000, {
      image: 'C:\\Windows\\System32\\wsmprovhost.exe',
      commandLine: 'C:\\Windows\\system32\\wsmprovhost.exe -Embedding',
      parent: boot.get('dcom'),
      session,
      lifetime: 3 * MINUTE,
    });
    startProcess(scene, at + 8 * SECOND, {
      image: CMD,
      commandLine: `"${CMD}" /c robocopy \\\\FS01\\deploy\\orderportal C:\\inetpub\\orderportal /MIR /XD spool`,
      parent: host,
      lifetime: MINUTE,
    });
    startProcess(scene, at + 90 * SECOND, {
      image: 'C:\\Windows\\System32\\inetsrv\\appcmd.exe',
      commandLine: 'appcmd.exe recycle apppool /apppool.name:OrderPortal',
      parent: host,
      lifetime: SECOND,
    });
  },
};

/** The monitoring account looks at every server over the network. */
export const monitoringLogons: RandomActivity = {
  id: 'monitoring-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'flat',
  perHour: (host) => (host.role === 'workstation' || host === JUMP01 ? 0 : host === WEB01 ? 2.5 : 1),
  play(scene, at) {
    const { random } = scene;
    openSession(scene, at, {
      account: SVC_MONITOR,
      type: 3,
      origin: { ip: JUMP01.ip, port: random.int(49_200, 65_000), package: 'Kerberos' },
      duration: 2 * SECOND + Math.floor(random.exponential(20 * SECOND)),
    });
  },
};
