import { startProcess } from '../engine/scene.js';
import { logClearedEvent } from '../windows/service-events.js';
import { DOMAIN } from '../world/hosts.js';
import { STOLEN, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span, windowsEvidence } from './run.js';

/** The logs on the machine are cleared; what had been collected before stays. */
export function clearLogs(run: StoryRun, foothold: Foothold): StoryStage {
  const scene = run.scene(VICTIM);
  const start = clock(run, 25, 3, 14);
  for (const [n, log] of (['Security', 'System'] as const).entries()) {
    const at = start + n * 8_600_000;
    startProcess(scene, at, {
      image: 'C:\\Windows\\System32\\wevtutil.exe',
      commandLine: `wevtutil  cl ${log}`,
      parent: foothold.shell,
      lifetime: 500_000,
    });
    const cleared = at + 230_000;
    scene.emit(n === 0 ? 'security' : 'system', cleared, () => logClearedEvent(VICTIM, cleared, foothold.session, log));
  }
  return {
    id: 'log-clearing',
    title: 'Log clearing',
    summary: 'wevtutil clears the Security and System logs.',
    technique: 'T1070.001',
    host: VICTIM.fqdn,
    account: `${DOMAIN}\\${STOLEN.name}`,
    ...span(start, start + 9_000_000),
    evidence: [
      securityEvidence(VICTIM, 1102, 'the Security log cleared', { SubjectUserName: STOLEN.name }),
      windowsEvidence(VICTIM, 'system', 104, 'the System log cleared', { SubjectUserName: STOLEN.name }),
      securityEvidence(VICTIM, 4688, 'the command', {
        SubjectLogonId: foothold.session.logonId,
        CommandLine: 'wevtutil  cl Security',
      }),
    ],
    indicators: [],
    alerts: ['Security log cleared'],
  };
}
