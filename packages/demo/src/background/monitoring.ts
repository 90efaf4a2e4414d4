import type { RandomActivity } from '../engine/activity.js';
import { startProcess } from '../engine/scene.js';
import { scriptBlockEvent } from '../windows/powershell-events.js';
import { networkEvent } from '../windows/sysmon-events.js';
import { AGENT_SERVICE } from '../world/addresses.js';
import { SECOND } from '../world/time.js';
import { CMD, CONHOST, POWERSHELL, S32 } from './paths.js';

const CHECKS: readonly (readonly [program: string, parameters: string])[] = [
  ['typeperf.exe', '-sc 1 "\\Processor(_Total)\\% Processor Time"'],
  ['wevtutil.exe', 'gli Application'],
  ['netstat.exe', '-an -p tcp'],
  ['tasklist.exe', '/fo csv /nh'],
  ['fsutil.exe', 'volume diskfree C:'],
  ['sc.exe', 'query state= all'],
];

/** The monitoring agent's checks: a shell with a console host and a small program in it. */
export const agentChecks: RandomActivity = {
  id: 'agent-checks',
  kind: 'random',
  channels: ['security', 'sysmon'],
  profile: 'flat',
  perHour: (host) => (host.role === 'workstation' ? 0 : host.role === 'web' ? 3 : 0.8),
  play(scene, at) {
    const { random, boot } = scene;
    const [program, parameters] = random.pick(CHECKS);
    const folder = 'C:\\Program Files\\Microsoft Monitoring Agent\\Agent\\Health Service State\\';
    const lifetime = SECOND + Math.floor(random.exponential(3 * SECOND));
    const shell = startProcess(scene, at, {
      image: CMD,
      commandLine: `"${CMD}" /c ${program} ${parameters} > "${folder}Monitoring Host Temporary Files ${random.int(1, 40)}\\out.txt"`,
      parent: boot.get('agentHost'),
      lifetime: lifetime + 200_000,
    });
    startProcess(scene, at + 18_000, {
      image: CONHOST,
      commandLine: `\\??\\${CONHOST} 0xffffffff -ForceV1`,
      parent: shell,
      lifetime: lifetime + 150_000,
    });
    startProcess(scene, at + 45_000, {
      image: `${S32}${program}`,
      commandLine: `${program}  ${parameters}`,
      parent: shell,
      lifetime,
    });
  },
};

const SCRIPTS = [
  'Get-Counter "\\Memory\\Available MBytes" -SampleInterval 1 -MaxSamples 3 | Export-Csv $out',
  'Get-Service | Where-Object { $_.StartType -eq "Automatic" -and $_.Status -ne "Running" } | ConvertTo-Json',
  'Get-Volume | Select-Object DriveLetter, SizeRemaining, Size | ConvertTo-Json',
  'Get-ScheduledTask | Get-ScheduledTaskInfo | Where-Object LastTaskResult -ne 0 | ConvertTo-Json',
];

/** Scripts that the agent runs in PowerShell. */
export const agentScripts: RandomActivity = {
  id: 'agent-scripts',
  kind: 'random',
  channels: ['security', 'sysmon', 'powershell'],
  profile: 'flat',
  perHour: (host) => (host.role === 'workstation' ? 0 : host.role === 'web' ? 0.8 : 0.35),
  play(scene, at) {
    const { host, random, boot } = scene;
    const index = random.int(0, SCRIPTS.length - 1);
    const path = `C:\\ProgramData\\Monitoring\\check-${['memory', 'services', 'volumes', 'tasks'][index]}.ps1`;
    const process = startProcess(scene, at, {
      image: POWERSHELL,
      commandLine: `powershell.exe -NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File "${path}"`,
      parent: boot.get('agentHost'),
      lifetime: 3 * SECOND + Math.floor(random.exponential(5 * SECOND)),
    });
    const id = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-9${random.hex(3)}-${random.hex(12)}`;
    const logged = at + 700_000;
    scene.emit('powershell', logged, () => scriptBlockEvent(host, logged, process, SCRIPTS[index]!, id, { path }));
  },
};

/** The agent's uploads. */
export const agentUploads: RandomActivity = {
  id: 'agent-uploads',
  kind: 'random',
  channels: ['sysmon'],
  profile: 'flat',
  perHour: (host) => (host.sysmon ? 0.7 : 0),
  play(scene, at) {
    const { host, random, boot } = scene;
    const to = {
      ip: AGENT_SERVICE.addresses[0]!,
      port: AGENT_SERVICE.port,
      hostname: AGENT_SERVICE.name,
      localPort: random.int(49_200, 65_000),
    };
    scene.emit('sysmon', at, () => networkEvent(host, at, boot.get('agentHost'), to));
  },
};
