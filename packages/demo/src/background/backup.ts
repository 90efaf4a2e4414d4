import type { CalendarActivity } from '../engine/activity.js';
import { openSession, startProcess } from '../engine/scene.js';
import { explicitLogonEvent } from '../windows/logon-events.js';
import { SVC_BACKUP } from '../world/accounts.js';
import { FS01, SQL01 } from '../world/hosts.js';
import { HOUR, MINUTE, SECOND } from '../world/time.js';
import { CMD, S32 } from './paths.js';

/** The nightly backup: a batch logon, snapshots, and copies to the file server. */
export const nightlyBackup: CalendarActivity = {
  id: 'nightly-backup',
  kind: 'calendar',
  channels: ['security', 'sysmon'],
  times: (host, day, random) =>
    host.role === 'workstation' || host.role === 'jump'
      ? []
      : [day + HOUR + 30 * MINUTE + random.int(0, 240) * SECOND + random.int(0, 999_999)],
  play(scene, at) {
    const { host, random, boot } = scene;
    const duration = 25 * MINUTE + random.int(0, 20) * MINUTE;
    const session = openSession(scene, at, {
      account: SVC_BACKUP,
      type: 4,
      origin: { package: 'Negotiate', by: boot.get('schedule') },
      duration,
    });
    const script = startProcess(scene, at + 200_000, {
      image: CMD,
      commandLine: `${CMD} /c "C:\\Scripts\\nightly-backup.cmd"`,
      parent: boot.get('schedule'),
      session,
      lifetime: duration - SECOND,
    });
    const steps: readonly (readonly [image: string, commandLine: string, seconds: number])[] = [
      [`${S32}vssadmin.exe`, 'vssadmin  list writers', 9],
      [`${S32}wbadmin.exe`, 'wbadmin  start backup -backupTarget:E: -include:C: -quiet -vssFull', 900],
      [`${S32}Robocopy.exe`, `robocopy  E:\\ \\\\${FS01.name}\\backup$\\${host.name} /MIR /R:1 /W:1 /NP`, 300],
    ];
    let next = at + SECOND;
    for (const [image, commandLine, seconds] of steps) {
      const lifetime = Math.floor(seconds * SECOND * (0.6 + random.next() * 0.6));
      const process = startProcess(scene, next, { image, commandLine, parent: script, lifetime });
      if (image.endsWith('Robocopy.exe') && host !== FS01) {
        const used = next + 300_000;
        scene.emit('security', used, () => explicitLogonEvent(host, used, process, SVC_BACKUP, FS01.fqdn));
      }
      next += lifetime + SECOND;
    }
  },
};

/** What the file server sees of it. */
export const backupTargets: CalendarActivity = {
  id: 'backup-targets',
  kind: 'calendar',
  channels: ['security'],
  times: (host, day, random) =>
    host === FS01 ? [0, 1, 2, 3].map((n) => day + 100 * MINUTE + n * 4 * MINUTE + random.int(0, 59) * SECOND) : [],
  play(scene, at) {
    openSession(scene, at, {
      account: SVC_BACKUP,
      type: 3,
      origin: { ip: scene.random.pick(['10.20.0.10', '10.20.1.10', SQL01.ip]), port: 50_911, package: 'Kerberos' },
      duration: 14 * MINUTE,
    });
  },
};
