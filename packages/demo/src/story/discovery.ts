import { startProcess } from '../engine/scene.js';
import { DNS_DOMAIN, DOMAIN } from '../world/hosts.js';
import { STOLEN, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span, windowsEvidence } from './run.js';

const COMMANDS: readonly (readonly [second: number, program: string, parameters: string])[] = [
  [0, 'whoami', '/all'],
  [21, 'hostname', ''],
  [44, 'systeminfo', ''],
  [83, 'ipconfig', '/all'],
  [109, 'net', 'user'],
  [131, 'net', 'localgroup administrators'],
  [164, 'net', 'group "Domain Admins" /domain'],
  [197, 'nltest', `/dclist:${DNS_DOMAIN}`],
  [226, 'nltest', '/domain_trusts /all_trusts'],
  [258, 'quser', ''],
  [281, 'net', 'view /all'],
  [312, 'tasklist', '/svc'],
  [347, 'netstat', '-ano'],
  [371, 'arp', '-a'],
  [402, 'net', 'use'],
];

/** The intruder looks round with what Windows has on board. */
export function lookRound(run: StoryRun, foothold: Foothold): StoryStage {
  const scene = run.scene(VICTIM);
  const start = clock(run, 23, 24, 31);
  for (const [second, program, parameters] of COMMANDS) {
    const at = start + second * 1_000_000 + scene.random.int(0, 900_000);
    const image = `C:\\Windows\\System32\\${program === 'net' ? 'net' : program}.exe`;
    const process = startProcess(scene, at, {
      image,
      commandLine: parameters === '' ? program : `${program}  ${parameters}`,
      parent: foothold.shell,
      directory: `C:\\Users\\${STOLEN.name}\\`,
      lifetime: 1_200_000 + scene.random.int(0, 2_000_000),
    });
    if (program === 'net') {
      startProcess(scene, at + 31_000, {
        image: 'C:\\Windows\\System32\\net1.exe',
        commandLine: `C:\\Windows\\system32\\net1  ${parameters}`,
        parent: process,
        directory: `C:\\Users\\${STOLEN.name}\\`,
        lifetime: 900_000,
      });
    }
  }
  const { logonId } = foothold.session;
  const created = (program: string, parameters: string) =>
    securityEvidence(VICTIM, 4688, `${program} in the intruder's session`, {
      SubjectLogonId: logonId,
      CommandLine: `${program}  ${parameters}`,
    });
  return {
    id: 'discovery',
    title: 'Discovery',
    summary: 'Commands that ask who and where one is, who the administrators are and what else is on the network.',
    technique: 'T1087.002',
    host: VICTIM.fqdn,
    account: `${DOMAIN}\\${STOLEN.name}`,
    ...span(start, start + 406 * 1_000_000),
    evidence: [
      created('whoami', '/all'),
      created('net', 'group "Domain Admins" /domain'),
      created('nltest', `/dclist:${DNS_DOMAIN}`),
      windowsEvidence(VICTIM, 'sysmon', 1, 'the same in Sysmon', {
        LogonId: logonId,
        Image: 'C:\\Windows\\System32\\systeminfo.exe',
      }),
    ],
    indicators: [],
    alerts: ['Burst of discovery commands'],
  };
}
