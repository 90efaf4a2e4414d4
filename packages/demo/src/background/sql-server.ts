import type { RandomActivity } from '../engine/activity.js';
import { openSession, startProcess } from '../engine/scene.js';
import { networkEvent } from '../windows/sysmon-events.js';
import { SVC_WEB } from '../world/accounts.js';
import { FS01, type Host, SQL01, WEB01 } from '../world/hosts.js';
import { MINUTE, SECOND } from '../world/time.js';
import { CMD } from './paths.js';

const onSql =
  (rate: number) =>
  (host: Host): number =>
    host === SQL01 ? rate : 0;
const TOOLS = 'C:\\Program Files\\Microsoft SQL Server\\160\\DTS\\Binn\\';

/** The web server's account opens database connections. */
export const databaseLogons: RandomActivity = {
  id: 'database-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'server',
  perHour: onSql(5),
  play(scene, at) {
    const { random } = scene;
    openSession(scene, at, {
      account: SVC_WEB,
      type: 3,
      origin: { ip: WEB01.ip, port: random.int(49_200, 65_000), package: 'Kerberos' },
      duration: MINUTE + Math.floor(random.exponential(10 * MINUTE)),
    });
  },
};

const JOBS: readonly (readonly [image: string, commandLine: string, seconds: number])[] = [
  [
    `${TOOLS}DTExec.exe`,
    `"${TOOLS}DTExec.exe" /ISSERVER "\\SSISDB\\Orders\\load.dtsx" /SERVER . /Par "$ServerOption::LOGGING_LEVEL(Int16)";1`,
    45,
  ],
  [CMD, `${CMD} /c del /q D:\\Export\\*.tmp`, 1],
  [`${TOOLS}DTExec.exe`, `"${TOOLS}DTExec.exe" /ISSERVER "\\SSISDB\\Stock\\nightly.dtsx" /SERVER .`, 120],
  [CMD, `${CMD} /c sqlcmd -E -S . -Q "EXEC msdb.dbo.sp_delete_backuphistory"`, 6],
];

/** Jobs of the SQL Server agent. */
export const agentJobs: RandomActivity = {
  id: 'agent-jobs',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'flat',
  perHour: onSql(1.6),
  play(scene, at) {
    const { host, random, boot } = scene;
    const [image, commandLine, seconds] = random.pick(JOBS);
    const lifetime = 300_000 + Math.floor(random.exponential(seconds * SECOND));
    const job = startProcess(scene, at, { image, commandLine, parent: boot.get('sqlagent'), lifetime });
    if (random.chance(0.3)) {
      const connected = at + Math.floor(lifetime / 2);
      const to = { ip: FS01.ip, port: 445, hostname: FS01.fqdn, localPort: random.int(49_200, 65_000) };
      scene.emit('sysmon', connected, () => networkEvent(host, connected, job, to));
    }
  },
};
