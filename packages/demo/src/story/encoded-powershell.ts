import { type ProcessSpec, type Scene, startProcess } from '../engine/scene.js';
import type { Process } from '../windows/actors.js';
import { pipelineEvent, scriptBlockEvent } from '../windows/powershell-events.js';
import { dnsEvent, fileCreatedEvent, networkEvent } from '../windows/sysmon-events.js';
import { DOMAIN } from '../world/hosts.js';
import {
  CHECKIN_URL,
  CONTROL_DOMAIN,
  CONTROL_IP,
  DOWNLOAD_URL,
  IMPLANT_PATH,
  IMPLANT_SHA256,
  STOLEN,
  VICTIM,
} from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span, windowsEvidence } from './run.js';
import { COMPRESSED_OUTER_SCRIPT, COMPRESSED_SCRIPT, encodeCommand, INNER_SCRIPT, OUTER_SCRIPT } from './scripts.js';

const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

function run(scene: Scene, at: number, script: string, spec: Pick<ProcessSpec, 'parent' | 'lifetime'>): Process {
  return startProcess(scene, at, {
    image: POWERSHELL,
    commandLine: `powershell.exe -NoP -NonI -W Hidden -Exec Bypass -Enc ${encodeCommand(script)}`,
    directory: `C:\\Users\\${STOLEN.name}\\`,
    ...spec,
  });
}

function logScript(scene: Scene, at: number, process: Process, script: string): void {
  const id = `${scene.random.hex(8)}-${scene.random.hex(4)}-4${scene.random.hex(3)}-b${scene.random.hex(3)}-${scene.random.hex(12)}`;
  scene.emit('powershell', at, () => scriptBlockEvent(scene.host, at, process, script, id, { suspicious: true }));
}

/** A launcher in two layers of base64 fetches the implant; a second one hides its script in gzip. */
export function launchPowerShell(story: StoryRun, foothold: Foothold): { stage: StoryStage; launcher: Process } {
  const scene = story.scene(VICTIM);
  const start = clock(story, 23, 36, 40);
  const launcher = run(scene, start, OUTER_SCRIPT, { parent: foothold.shell, lifetime: 74_000_000 });
  logScript(scene, start + 640_000, launcher, OUTER_SCRIPT);
  logScript(scene, start + 910_000, launcher, INNER_SCRIPT);
  const pipeline = start + 1_330_000;
  scene.emit('powershell', pipeline, () =>
    pipelineEvent(VICTIM, pipeline, launcher, 'New-Object', [['TypeName', 'Net.WebClient']]),
  );
  const asked = start + 1_700_000;
  scene.emit('sysmon', asked, () => dnsEvent(VICTIM, asked, launcher, CONTROL_DOMAIN, CONTROL_IP));
  const connected = asked + 92_000;
  scene.emit('sysmon', connected, () =>
    networkEvent(VICTIM, connected, launcher, {
      ip: CONTROL_IP,
      port: 443,
      hostname: CONTROL_DOMAIN,
      localPort: 50_331,
    }),
  );
  const written = connected + 4_800_000;
  scene.emit('sysmon', written, () => fileCreatedEvent(VICTIM, written, launcher, IMPLANT_PATH));

  const second = clock(story, 23, 41, 18);
  const compressed = run(scene, second, COMPRESSED_OUTER_SCRIPT, { parent: foothold.shell, lifetime: 38_000_000 });
  logScript(scene, second + 590_000, compressed, COMPRESSED_OUTER_SCRIPT);
  logScript(scene, second + 880_000, compressed, COMPRESSED_SCRIPT);
  const checkin = second + 2_100_000;
  scene.emit('sysmon', checkin, () =>
    networkEvent(VICTIM, checkin, compressed, { ip: CONTROL_IP, port: 80, localPort: 50_338 }),
  );
  const { logonId } = foothold.session;
  return {
    launcher,
    stage: {
      id: 'encoded-powershell',
      title: 'Encoded PowerShell',
      summary: `Two launchers unpack in two layers to ${DOWNLOAD_URL} and ${CHECKIN_URL}.`,
      technique: 'T1059.001',
      host: VICTIM.fqdn,
      account: `${DOMAIN}\\${STOLEN.name}`,
      ...span(start, checkin),
      evidence: [
        securityEvidence(VICTIM, 4688, 'the launcher', {
          SubjectLogonId: logonId,
          NewProcessName: POWERSHELL,
          CommandLine: launcher.commandLine,
        }),
        securityEvidence(VICTIM, 4688, 'the launcher with gzip inside', {
          SubjectLogonId: logonId,
          CommandLine: compressed.commandLine,
        }),
        windowsEvidence(VICTIM, 'sysmon', 1, 'the launcher in Sysmon', {
          ProcessGuid: launcher.guid,
          CommandLine: launcher.commandLine,
        }),
        windowsEvidence(VICTIM, 'powershell', 4104, 'the innermost script', { ScriptBlockText: INNER_SCRIPT }),
        windowsEvidence(VICTIM, 'powershell', 4103, 'the web client', {}, { contains: { Payload: 'Net.WebClient' } }),
        windowsEvidence(VICTIM, 'sysmon', 22, 'the name looked up', {
          QueryName: CONTROL_DOMAIN,
          ProcessGuid: launcher.guid,
        }),
        windowsEvidence(VICTIM, 'sysmon', 11, 'the file written', { TargetFilename: IMPLANT_PATH }),
      ],
      indicators: [CONTROL_IP, CONTROL_DOMAIN, DOWNLOAD_URL, CHECKIN_URL, IMPLANT_SHA256],
      alerts: ['PowerShell with an encoded command'],
    },
  };
}
