import type { CalendarActivity, RandomActivity } from '../engine/activity.js';
import { startProcess } from '../engine/scene.js';
import { serviceInstalledEvent, serviceInstalledSecurityEvent, taskEvent, taskXml } from '../windows/service-events.js';
import { dnsEvent, networkEvent } from '../windows/sysmon-events.js';
import { UPDATE_SERVICES } from '../world/addresses.js';
import { HOUR, MINUTE, SECOND, toIso, weekday } from '../world/time.js';
import { S32 } from './paths.js';

/** Searches for updates: the services ask Microsoft. */
export const updateSearches: RandomActivity = {
  id: 'update-searches',
  kind: 'random',
  channels: ['sysmon'],
  profile: 'flat',
  perHour: (host) => (host.sysmon ? (host.role === 'web' ? 1.2 : 0.8) : 0),
  play(scene, at) {
    const { host, random, boot } = scene;
    const service = random.pick(UPDATE_SERVICES);
    const ip = random.pick(service.addresses);
    const process = boot.get(service.name.startsWith('wdcp') ? 'defender' : 'update');
    const connected = at + random.int(20_000, 120_000);
    const localPort = random.int(49_200, 65_000);
    scene.emit('sysmon', at, () => dnsEvent(host, at, process, service.name, ip));
    scene.emit('sysmon', connected, () =>
      networkEvent(host, connected, process, { ip, port: service.port, hostname: service.name, localPort }),
    );
  },
};

/** The weekly installation of updates, in the night to Wednesday. */
export const updateInstallation: CalendarActivity = {
  id: 'update-installation',
  kind: 'calendar',
  channels: ['security', 'sysmon', 'system'],
  times: (_host, day, random) => (weekday(day) === 3 ? [day + 3 * HOUR + Math.floor(random.next() * 50 * MINUTE)] : []),
  play(scene, at) {
    const { host, random, boot } = scene;
    const installer = startProcess(scene, at, {
      image: 'C:\\Windows\\servicing\\TrustedInstaller.exe',
      parent: boot.get('services'),
      lifetime: 22 * MINUTE,
    });
    const worker = startProcess(scene, at + 2 * SECOND, {
      image:
        'C:\\Windows\\WinSxS\\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.20348.4405_none_7e2b\\TiWorker.exe',
      commandLine:
        'C:\\Windows\\winsxs\\amd64_microsoft-windows-servicingstack_31bf3856ad364e35_10.0.20348.4405_none_7e2b\\TiWorker.exe -Embedding',
      parent: boot.get('dcom'),
      lifetime: 21 * MINUTE,
    });
    for (let n = 0; n < 8; n++) {
      startProcess(scene, at + n * 2 * MINUTE + random.int(1, 60) * SECOND, {
        image: n % 2 === 0 ? `${S32}poqexec.exe` : 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\ngen.exe',
        commandLine: n % 2 === 0 ? `${S32}poqexec.exe /noreboot` : 'ngen.exe ExecuteQueuedItems /nologo',
        parent: n % 2 === 0 ? installer : worker,
        lifetime: 20 * SECOND,
      });
    }
    const service = {
      name: `MpKsl${random.hex(8)}`,
      imagePath: `C:\\ProgramData\\Microsoft\\Windows Defender\\Definition Updates\\{${random.hex(8).toUpperCase()}-6A4E-4D1B}\\MpKslDrv.sys`,
      account: 'LocalSystem',
      start: 'demand' as const,
    };
    const installed = at + 19 * MINUTE;
    scene.emit('system', installed, () => serviceInstalledEvent(host, installed, boot.sessions.system, service));
    scene.emit('security', installed, () =>
      serviceInstalledSecurityEvent(host, installed, boot.get('services'), service),
    );
  },
};

const TASKS = [
  '\\MicrosoftEdgeUpdateTaskMachineCore',
  '\\Microsoft\\Windows\\UpdateOrchestrator\\Schedule Scan',
  '\\Microsoft\\Windows\\WindowsUpdate\\Scheduled Start',
  '\\Microsoft\\Windows\\SoftwareProtectionPlatform\\SvcRestartTask',
];

/** Windows moves the start of its own tasks. */
export const taskUpdates: RandomActivity = {
  id: 'task-updates',
  kind: 'random',
  channels: ['security'],
  profile: 'flat',
  perHour: (host) => (host.role === 'workstation' ? 0.05 : 0.12),
  play(scene, at) {
    const { host, random, boot } = scene;
    const name = random.pick(TASKS);
    const content = taskXml({
      author: 'SYSTEM',
      uri: name,
      start: toIso(at + HOUR).slice(0, 19),
      every: 'PT22H',
      command: name.includes('Edge')
        ? 'C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\MicrosoftEdgeUpdate.exe'
        : '%systemroot%\\system32\\usoclient.exe',
      arguments: name.includes('Edge') ? '/c' : 'StartScan',
    });
    scene.emit('security', at, () =>
      taskEvent(host, at, 4702, boot.sessions.system, name, content, boot.get('schedule')),
    );
  },
};
