import { startProcess } from '../engine/scene.js';
import type { Process } from '../windows/actors.js';
import { serviceInstalledEvent, serviceInstalledSecurityEvent, serviceStateEvent } from '../windows/service-events.js';
import { registryValueEvent } from '../windows/sysmon-events.js';
import { DOMAIN } from '../world/hosts.js';
import { CONTROL_DOMAIN, IMPLANT_PATH, IMPLANT_SHA256, SERVICE_NAME, STOLEN, UNSIGNED, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span, windowsEvidence } from './run.js';

/** A service makes the implant start with the machine; from here on it runs as SYSTEM. */
export function installService(run: StoryRun, foothold: Foothold): { stage: StoryStage; implant: Process } {
  const scene = run.scene(VICTIM);
  const start = clock(run, 23, 46, 52);
  const imagePath = `${IMPLANT_PATH} -k ${CONTROL_DOMAIN}`;
  const create = startProcess(scene, start, {
    image: 'C:\\Windows\\System32\\sc.exe',
    commandLine: `sc  create ${SERVICE_NAME} binPath= "${imagePath}" start= auto DisplayName= "Print Preparation Service"`,
    parent: foothold.shell,
    lifetime: 600_000,
  });
  const service = { name: SERVICE_NAME, imagePath, account: 'LocalSystem', start: 'auto' as const };
  const installed = start + 210_000;
  scene.emit('security', installed, () => serviceInstalledSecurityEvent(VICTIM, installed, create, service));
  scene.emit('system', installed, () => serviceInstalledEvent(VICTIM, installed, foothold.session, service));
  const key = `HKLM\\System\\CurrentControlSet\\Services\\${SERVICE_NAME}\\ImagePath`;
  scene.emit('sysmon', installed, () =>
    registryValueEvent(VICTIM, installed, scene.boot.get('services'), key, imagePath),
  );
  startProcess(scene, start + 24_000_000, {
    image: 'C:\\Windows\\System32\\sc.exe',
    commandLine: `sc  start ${SERVICE_NAME}`,
    parent: foothold.shell,
    lifetime: 900_000,
  });
  const started = start + 24_380_000;
  const implant = startProcess(scene, started, {
    image: IMPLANT_PATH,
    commandLine: imagePath,
    parent: scene.boot.get('services'),
    facts: UNSIGNED,
  });
  scene.emit('system', started + 60_000, () =>
    serviceStateEvent(VICTIM, started + 60_000, 'Print Preparation Service', 'running'),
  );
  return {
    implant,
    stage: {
      id: 'service',
      title: 'Service',
      summary: `The service ${SERVICE_NAME} runs ${IMPLANT_PATH} as SYSTEM.`,
      technique: 'T1543.003',
      host: VICTIM.fqdn,
      account: `${DOMAIN}\\${STOLEN.name}`,
      ...span(start, started),
      evidence: [
        securityEvidence(VICTIM, 4697, 'the service in the Security log', {
          ServiceName: SERVICE_NAME,
          ServiceFileName: imagePath,
        }),
        windowsEvidence(VICTIM, 'system', 7045, 'the service in the System log', {
          ServiceName: SERVICE_NAME,
          ImagePath: imagePath,
        }),
        windowsEvidence(VICTIM, 'sysmon', 13, 'its registry value', { TargetObject: key, Details: imagePath }),
        securityEvidence(VICTIM, 4688, 'the implant', { NewProcessName: IMPLANT_PATH, SubjectLogonId: '0x3e7' }),
        windowsEvidence(
          VICTIM,
          'sysmon',
          1,
          'the implant with its hash',
          { Image: IMPLANT_PATH },
          { contains: { Hashes: IMPLANT_SHA256.toUpperCase() } },
        ),
      ],
      indicators: [IMPLANT_SHA256, CONTROL_DOMAIN],
      alerts: ['Service that starts a program from a data folder'],
    },
  };
}
