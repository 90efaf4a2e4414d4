import { startProcess } from '../engine/scene.js';
import { taskEvent, taskXml } from '../windows/service-events.js';
import { fileCreatedEvent } from '../windows/sysmon-events.js';
import { DOMAIN } from '../world/hosts.js';
import { MINUTE, toIso } from '../world/time.js';
import { beaconSpan } from './beaconing.js';
import { CONTROL_DOMAIN, IMPLANT_PATH, STOLEN, TASK_NAME, UNSIGNED, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span, windowsEvidence } from './run.js';

const SCHEDULER = 'C:\\Windows\\System32\\svchost.exe';
const TASK_INTERVAL = 30 * MINUTE;

export function scheduleTask(run: StoryRun, foothold: Foothold): StoryStage {
  const scene = run.scene(VICTIM);
  const start = clock(run, 23, 44, 9);
  const command = `schtasks  /create /f /ru SYSTEM /sc minute /mo 30 /tn "${TASK_NAME}" /tr "${IMPLANT_PATH} -k ${CONTROL_DOMAIN}"`;
  const schtasks = startProcess(scene, start, {
    image: 'C:\\Windows\\System32\\schtasks.exe',
    commandLine: command,
    parent: foothold.shell,
    lifetime: 1_100_000,
  });
  const content = taskXml({
    author: `${DOMAIN}\\${STOLEN.name}`,
    uri: TASK_NAME,
    start: toIso(start).slice(0, 19),
    every: 'PT30M',
    command: IMPLANT_PATH,
    arguments: `-k ${CONTROL_DOMAIN}`,
  });
  const created = start + 420_000;
  scene.emit('security', created, () =>
    taskEvent(VICTIM, created, 4698, foothold.session, TASK_NAME, content, schtasks),
  );
  const file = `C:\\Windows\\System32\\Tasks${TASK_NAME}`;
  scene.emit('sysmon', created, () => fileCreatedEvent(VICTIM, created, scene.boot.get('schedule'), file));
  // Each run finds the service's program at work and ends.
  const runs = Math.floor((beaconSpan(run).last - start) / TASK_INTERVAL);
  for (let n = 1; n <= runs; n++) {
    startProcess(scene, start + n * TASK_INTERVAL + 3_000 + ((n * 7919) % 90_000), {
      image: IMPLANT_PATH,
      commandLine: `${IMPLANT_PATH} -k ${CONTROL_DOMAIN}`,
      parent: scene.boot.get('schedule'),
      lifetime: 1_150_000,
      facts: UNSIGNED,
    });
  }
  return {
    id: 'scheduled-task',
    title: 'Scheduled task',
    summary: `The task ${TASK_NAME} starts ${IMPLANT_PATH} as SYSTEM every half hour.`,
    technique: 'T1053.005',
    host: VICTIM.fqdn,
    account: `${DOMAIN}\\${STOLEN.name}`,
    ...span(start, created),
    evidence: [
      securityEvidence(
        VICTIM,
        4698,
        'the task',
        { SubjectLogonId: foothold.session.logonId },
        { contains: { EventData: TASK_NAME } },
      ),
      windowsEvidence(
        VICTIM,
        'security',
        4698,
        'what it does',
        { TaskName: TASK_NAME },
        { contains: { TaskContent: IMPLANT_PATH } },
      ),
      securityEvidence(VICTIM, 4688, 'its making', { CommandLine: command }),
      windowsEvidence(VICTIM, 'sysmon', 11, 'its file', { TargetFilename: file }),
      securityEvidence(
        VICTIM,
        4688,
        'its runs',
        { NewProcessName: IMPLANT_PATH, ParentProcessName: SCHEDULER },
        { atLeast: 70 },
      ),
    ],
    indicators: [CONTROL_DOMAIN],
    alerts: [],
  };
}
