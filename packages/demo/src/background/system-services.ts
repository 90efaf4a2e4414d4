import type { RandomActivity } from '../engine/activity.js';
import { openSession, startProcess } from '../engine/scene.js';
import { logonEvent, privilegesEvent } from '../windows/logon-events.js';
import { serviceStateEvent } from '../windows/service-events.js';
import { fileCreatedEvent, processAccessEvent, registryValueEvent } from '../windows/sysmon-events.js';
import type { Host } from '../world/hosts.js';
import { MINUTE, SECOND } from '../world/time.js';
import { S32 } from './paths.js';

const SERVERS = (host: Host, rate: number, desktop = rate / 4): number =>
  host.role === 'workstation' ? desktop : host.role === 'web' ? rate * 2 : rate;

/** Services that Windows starts on demand log on as SYSTEM. */
export const serviceLogons: RandomActivity = {
  id: 'service-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'server',
  perHour: (host) => SERVERS(host, 3),
  play(scene, at) {
    const { host } = scene;
    const session = scene.boot.sessions.system;
    const by = scene.boot.get('services');
    scene.emit('security', at, () => logonEvent(host, at, session, { package: 'Negotiate', by }));
    scene.emit('security', at, () => privilegesEvent(host, at, session));
  },
};

const ON_DEMAND = [
  ['-k netsvcs -p -s Appinfo', 'Application Information'],
  ['-k netsvcs -p -s wlidsvc', 'Microsoft Account Sign-in Assistant'],
  ['-k LocalService -p -s WdiServiceHost', 'Diagnostic Service Host'],
  ['-k netsvcs -p -s UsoSvc', 'Update Orchestrator Service'],
  ['-k swprv', 'Microsoft Software Shadow Copy Provider'],
  ['-k wsappx -p -s AppXSvc', 'AppX Deployment Service (AppXSVC)'],
  ['-k netsvcs -p -s BITS', 'Background Intelligent Transfer Service'],
  ['-k LocalSystemNetworkRestricted -p -s WdiSystemHost', 'Diagnostic System Host'],
] as const;

/** Shared service hosts that come and go. */
export const demandServices: RandomActivity = {
  id: 'demand-services',
  kind: 'random',
  channels: ['security', 'sysmon', 'system'],
  profile: 'server',
  perHour: (host) => SERVERS(host, 1, 0.6),
  play(scene, at) {
    const { host, random } = scene;
    const [parameters, name] = random.pick(ON_DEMAND);
    const lifetime = 30 * SECOND + Math.floor(random.exponential(12 * MINUTE));
    startProcess(scene, at, {
      image: `${S32}svchost.exe`,
      commandLine: `C:\\Windows\\system32\\svchost.exe ${parameters}`,
      parent: scene.boot.get('services'),
      session: parameters.includes('LocalService ') ? scene.boot.sessions.localService : scene.boot.sessions.system,
      lifetime,
    });
    scene.emit('system', at + 80_000, () => serviceStateEvent(host, at + 80_000, name, 'running'));
    scene.emit('system', at + lifetime, () => serviceStateEvent(host, at + lifetime, name, 'stopped'));
  },
};

const TASKS: readonly (readonly [image: string, parameters: string, seconds: number])[] = [
  [`${S32}taskhostw.exe`, '', 90],
  [`${S32}taskhostw.exe`, '-RegisterDevice -SettingChange -Full', 12],
  [`${S32}sc.exe`, 'start w32time task_started', 1],
  [`${S32}defrag.exe`, '-c -h -k -g -$', 700],
  [`${S32}cleanmgr.exe`, '/autocleanstoragesense /d C:', 45],
  [`${S32}CompatTelRunner.exe`, '-m:appraiser.dll -f:DoScheduledTelemetryRun', 240],
  [`${S32}rundll32.exe`, `${S32}dfdts.dll,DfdGetDefaultPolicyAndSMART`, 4],
  [`${S32}wsqmcons.exe`, '', 3],
  [`${S32}dsregcmd.exe`, '', 2],
  [`${S32}UsoClient.exe`, 'StartScan', 5],
  [`${S32}lpremove.exe`, '', 2],
  [`${S32}gpupdate.exe`, '/target:computer', 8],
  ['C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\MicrosoftEdgeUpdate.exe', '/ua /installsource scheduler', 14],
];

/** Windows' own scheduled tasks. */
export const maintenanceTasks: RandomActivity = {
  id: 'maintenance-tasks',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'flat',
  perHour: (host) => SERVERS(host, 1.4, 0.9),
  play(scene, at) {
    const [image, parameters, seconds] = scene.random.pick(TASKS);
    startProcess(scene, at, {
      image,
      commandLine: `${image.includes(' ') ? `"${image}"` : image}${parameters === '' ? '' : ` ${parameters}`}`,
      parent: scene.boot.get('schedule'),
      lifetime: 200_000 + Math.floor(scene.random.exponential(seconds * SECOND)),
    });
  },
};

/** WMI providers and COM servers that the DCOM launcher starts. */
export const comServers: RandomActivity = {
  id: 'com-servers',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'server',
  perHour: (host) => SERVERS(host, 1.6, 0.7),
  play(scene, at) {
    const { random, boot } = scene;
    const wmi = random.chance(0.6);
    startProcess(scene, at, {
      image: wmi ? `${S32}wbem\\WmiPrvSE.exe` : `${S32}dllhost.exe`,
      commandLine: wmi
        ? 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding'
        : 'C:\\Windows\\system32\\DllHost.exe /Processid:{AB8902B4-09CA-4BB6-B78D-A8F59079A8D5}',
      parent: boot.get('dcom'),
      session: wmi && random.chance(0.5) ? boot.sessions.networkService : boot.sessions.system,
      lifetime: 5 * SECOND + Math.floor(random.exponential(90 * SECOND)),
    });
  },
};

const VALUES: readonly (readonly [process: string, target: string, details: string])[] = [
  [
    'eventlog',
    'HKLM\\System\\CurrentControlSet\\Services\\EventLog\\Security\\LastSize',
    'QWORD (0x00000000-0x01400000)',
  ],
  [
    'gpsvc',
    'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\State\\Machine\\Extension-List',
    'Binary Data',
  ],
  [
    'update',
    'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\LastOnlineScanTime',
    'Binary Data',
  ],
  ['defender', 'HKLM\\Software\\Microsoft\\Windows Defender\\Signature Updates\\SignaturesLastUpdated', 'Binary Data'],
  [
    'time',
    'HKLM\\System\\CurrentControlSet\\Services\\W32Time\\Config\\LastKnownGoodTime',
    'QWORD (0x01dcb0a1-0x6f2c0e10)',
  ],
  ['services', 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Start', 'DWORD (0x00000003)'],
];

/** Settings that services write, and the files they leave. */
export const serviceWrites: RandomActivity = {
  id: 'service-writes',
  kind: 'random',
  channels: ['sysmon'],
  profile: 'flat',
  perHour: (host) => (host.sysmon ? SERVERS(host, 2, 1) : 0),
  play(scene, at) {
    const { host, random, boot } = scene;
    if (random.chance(0.6)) {
      const [key, target, details] = random.pick(VALUES);
      scene.emit('sysmon', at, () => registryValueEvent(host, at, boot.get(key), target, details));
      return;
    }
    const path = random.chance(0.5)
      ? `C:\\Windows\\Temp\\MpCmdRun-${random.hex(2)}.log`
      : `C:\\Windows\\ServiceState\\EventLog\\Data\\lastalive${random.int(0, 1)}.dat`;
    const process = boot.get(path.includes('MpCmd') ? 'defender' : 'eventlog');
    scene.emit('sysmon', at, () => fileCreatedEvent(host, at, process, path));
  },
};

const READERS: readonly (readonly [source: string, target: string, access: string])[] = [
  ['defender', 'lsass', '0x1000'],
  ['defender', 'services', '0x1000'],
  ['wininit', 'lsass', '0x1400'],
  ['winmgmt', 'lsass', '0x1410'],
  ['agentHost', 'lsass', '0x1000'],
  ['dcom', 'defender', '0x1000'],
];

/** Programs that look at others with the rights they need for it, lsass among them. */
export const processReads: RandomActivity = {
  id: 'process-reads',
  kind: 'random',
  channels: ['sysmon'],
  profile: 'flat',
  perHour: (host) => (host.sysmon ? SERVERS(host, 0.5, 0.2) : 0),
  play(scene, at) {
    const { host, random, boot } = scene;
    const [source, target, access] = random.pick(READERS);
    const trace = `C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4|C:\\Windows\\System32\\KERNELBASE.dll+2c13e|C:\\Windows\\System32\\KERNEL32.DLL+${random.hex(5)}`;
    scene.emit('sysmon', at, () => processAccessEvent(host, at, boot.get(source), boot.get(target), access, trace));
  },
};

/** The antivirus looks things over and fetches signatures. */
export const defenderScans: RandomActivity = {
  id: 'defender-scans',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'flat',
  perHour: (host) => SERVERS(host, 0.7, 0.4),
  play(scene, at) {
    const { random, boot } = scene;
    const platform = 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.26010.5-0\\';
    const update = random.chance(0.4);
    startProcess(scene, at, {
      image: `${platform}MpCmdRun.exe`,
      commandLine: `"${platform}MpCmdRun.exe" ${update ? 'SignatureUpdate -ScheduleJob -RestrictPrivileges' : 'Scan -ScheduleJob -ScanTrigger 55 -IdleScheduledJob'}`,
      parent: boot.get(update ? 'defender' : 'schedule'),
      session: random.chance(0.3) ? boot.sessions.networkService : boot.sessions.system,
      lifetime: 4 * SECOND + Math.floor(random.exponential((update ? 20 : 400) * SECOND)),
    });
  },
};

/** Anonymous and local network logons, as name services make them. */
export const anonymousLogons: RandomActivity = {
  id: 'anonymous-logons',
  kind: 'random',
  channels: ['security'],
  profile: 'server',
  perHour: (host) => (host.role === 'domain-controller' || host.role === 'file' ? 0.8 : 0.05),
  play(scene, at) {
    const anonymous = { name: 'ANONYMOUS LOGON', domain: 'NT AUTHORITY', sid: 'S-1-5-7', admin: false };
    const { random } = scene;
    openSession(scene, at, {
      account: anonymous,
      type: 3,
      origin: { ip: `10.20.2.${random.int(21, 36)}`, port: random.int(49_200, 65_000), package: 'NTLM' },
      duration: 10 * SECOND + Math.floor(random.exponential(3 * MINUTE)),
    });
  },
};
