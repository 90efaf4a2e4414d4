import type { RandomActivity } from '../engine/activity.js';
import { startDesktop } from '../engine/desktop.js';
import { openSession, type Scene, startProcess } from '../engine/scene.js';
import type { Process } from '../windows/actors.js';
import { explicitLogonEvent, failedLogonEvent } from '../windows/logon-events.js';
import { pipelineEvent, scriptBlockEvent } from '../windows/powershell-events.js';
import { ADMINS } from '../world/accounts.js';
import { DC01, FS01, JUMP01, SQL01, WEB01 } from '../world/hosts.js';
import { hash32 } from '../world/random.js';
import { MINUTE, SECOND } from '../world/time.js';
import { CMD, POWERSHELL, S32 } from './paths.js';

const DESK_OF_ADMIN: readonly string[] = ['10.20.2.22', '10.20.2.34', '10.20.2.31'];

const CONSOLES: readonly (readonly [image: string, parameters: string])[] = [
  [`${S32}mmc.exe`, `"${S32}services.msc"`],
  [`${S32}mmc.exe`, `"${S32}eventvwr.msc" /s`],
  [`${S32}mmc.exe`, `"${S32}taskschd.msc" /s`],
  [`${S32}ServerManager.exe`, ''],
  [`${S32}Taskmgr.exe`, '/4'],
  [`${S32}perfmon.exe`, '/res'],
  [`${S32}notepad.exe`, 'C:\\Windows\\System32\\drivers\\etc\\hosts'],
];
const COMMANDS: readonly (readonly [program: string, parameters: string])[] = [
  ['ipconfig.exe', '/all'],
  ['ping.exe', 'dc01.quillmere.example'],
  ['gpresult.exe', '/r'],
  ['nslookup.exe', 'fs01.quillmere.example'],
  ['net.exe', 'use'],
  ['sc.exe', 'query W32Time'],
  ['w32tm.exe', '/query /status'],
  ['whoami.exe', ''],
];
const SCRIPTS: readonly (readonly [command: string, script: string])[] = [
  ['Get-Service', 'Get-Service | Where-Object Status -eq Stopped | Sort-Object DisplayName'],
  ['Get-EventLog', 'Get-EventLog -LogName Application -EntryType Error -Newest 50 | Format-Table -AutoSize'],
  [
    'Get-ADUser',
    'Get-ADUser -Filter * -Properties PasswordLastSet | Sort-Object PasswordLastSet | Select-Object -First 20',
  ],
  ['Get-ChildItem', 'Get-ChildItem D:\\Shares -Recurse -File | Measure-Object Length -Sum'],
  ['Test-NetConnection', 'Test-NetConnection sql01.quillmere.example -Port 1433'],
  ['Restart-Service', 'Restart-Service Spooler -Force -PassThru'],
  ['Get-HotFix', 'Get-HotFix | Sort-Object InstalledOn -Descending | Select-Object -First 10'],
];

/** Commands that an administrator gives in a session of PowerShell. */
function powershell(scene: Scene, at: number, explorer: Process, lifetime: number): void {
  const { host, random } = scene;
  const shell = startProcess(scene, at, { image: POWERSHELL, parent: explorer, lifetime });
  for (let n = random.int(1, 5); n > 0; n--) {
    const [command, script] = random.pick(SCRIPTS);
    const run = at + 5 * SECOND + Math.floor(random.next() * lifetime * 0.9);
    const id = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`;
    scene.emit('powershell', run, () => scriptBlockEvent(host, run, shell, script, id));
    scene.emit('powershell', run + 30_000, () => pipelineEvent(host, run + 30_000, shell, command, [['Name', '*']]));
  }
}

function work(scene: Scene, at: number, explorer: Process, duration: number): void {
  const { random } = scene;
  for (let n = random.int(1, 4); n > 0; n--) {
    const start = at + 20 * SECOND + Math.floor(random.next() * duration * 0.6);
    const lifetime = 30 * SECOND + Math.floor(random.next() * duration * 0.3);
    const choice = random.next();
    if (choice < 0.4) {
      const [image, parameters] = random.pick(CONSOLES);
      startProcess(scene, start, { image, commandLine: `"${image}" ${parameters}`, parent: explorer, lifetime });
    } else if (choice < 0.7) {
      powershell(scene, start, explorer, lifetime);
    } else {
      const shell = startProcess(scene, start, { image: CMD, commandLine: `"${CMD}" `, parent: explorer, lifetime });
      for (let k = random.int(1, 3); k > 0; k--) {
        const [program, parameters] = random.pick(COMMANDS);
        startProcess(scene, start + random.int(2, 25) * SECOND, {
          image: `${S32}${program}`,
          commandLine: `${program.replace('.exe', '')}  ${parameters}`,
          parent: shell,
          lifetime: SECOND + random.int(0, 3_000_000),
        });
      }
    }
  }
}

/** Administrators at work: on the jump host from their desks, on the servers from the jump host. */
export const adminDesktops: RandomActivity = {
  id: 'admin-desktops',
  kind: 'random',
  channels: ['security', 'sysmon', 'powershell'],
  profile: 'office',
  perHour: (host) =>
    host === JUMP01 ? 1 : host === DC01 ? 0.16 : host === SQL01 || host === FS01 ? 0.12 : host === WEB01 ? 0.3 : 0,
  play(scene, at) {
    const { host, random, boot } = scene;
    // Each server has one who mostly looks after it.
    const anyone = random.int(0, ADMINS.length - 1);
    const admin = host !== JUMP01 && random.chance(0.8) ? hash32(host.id) % ADMINS.length : anyone;
    const account = ADMINS[admin]!;
    const duration = 8 * MINUTE + Math.floor(random.exponential(35 * MINUTE));
    const ip = host === JUMP01 ? DESK_OF_ADMIN[admin]! : JUMP01.ip;
    const origin = { ip, port: 0, workstation: host.name, package: 'Negotiate' as const, by: boot.get('termservice') };
    if (random.chance(0.08)) {
      const tried = at - 9 * SECOND;
      const network = { ip, port: random.int(49_200, 65_000), workstation: JUMP01.name, package: 'NTLM' as const };
      scene.emit('security', tried, () => failedLogonEvent(host, tried, account, 3, network, 'wrong-password'));
    }
    const session = openSession(scene, at, { account, type: 10, origin, duration, terminal: 2 });
    const explorer = startDesktop(scene, at, session, duration);
    work(scene, at, explorer, duration);
    if (host === JUMP01 && random.chance(0.7)) {
      const server = random.pick([DC01, FS01, SQL01, WEB01]);
      const started = at + MINUTE + random.int(0, 120) * SECOND;
      const client = startProcess(scene, started, {
        image: `${S32}mstsc.exe`,
        commandLine: `"${S32}mstsc.exe" /v:${server.fqdn}`,
        parent: explorer,
        lifetime: Math.floor(duration * 0.6),
      });
      const used = started + 14 * SECOND;
      scene.emit('security', used, () => explicitLogonEvent(host, used, client, account, `TERMSRV/${server.fqdn}`));
    }
  },
};

/** Network logons of administrators' tools on the servers. */
export const adminNetworkLogons: RandomActivity = {
  id: 'admin-network-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'office',
  perHour: (host) => (host === DC01 ? 2 : host.role === 'workstation' || host === JUMP01 ? 0 : 0.5),
  play(scene, at) {
    const { random } = scene;
    openSession(scene, at, {
      account: random.pick(ADMINS),
      type: 3,
      origin: { ip: JUMP01.ip, port: random.int(49_200, 65_000), package: 'Kerberos' },
      duration: 20 * SECOND + Math.floor(random.exponential(4 * MINUTE)),
    });
  },
};
