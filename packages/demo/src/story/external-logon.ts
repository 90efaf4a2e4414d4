import { startDesktop } from '../engine/desktop.js';
import { closeSession, openSession, startProcess } from '../engine/scene.js';
import { ntlmEvent } from '../windows/kerberos-events.js';
import { DOMAIN } from '../world/hosts.js';
import { ATTACKER_IP, ATTACKER_WORKSTATION, CONTROLLER, STOLEN, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span } from './run.js';

/** The password of a service account holds no longer: network logon of the pre-authentication, then the desktop. */
export function logOnFromOutside(run: StoryRun): { stage: StoryStage; foothold: Foothold } {
  const scene = run.scene(VICTIM);
  const controller = run.scene(CONTROLLER);
  const at = clock(run, 23, 21, 7);
  const end = clock(run, 25, 6, 31);
  controller.emit('security', at - 4_000, () => ntlmEvent(CONTROLLER, at - 4_000, STOLEN.name, ATTACKER_WORKSTATION));
  openSession(scene, at, {
    account: STOLEN,
    type: 3,
    origin: { ip: ATTACKER_IP, port: 50_114, workstation: ATTACKER_WORKSTATION, package: 'NTLM' },
    duration: 9_400_000,
  });
  const desktop = at + 2_260_000;
  const session = openSession(scene, desktop, {
    account: STOLEN,
    type: 10,
    terminal: 3,
    origin: {
      ip: ATTACKER_IP,
      port: 0,
      workstation: VICTIM.name,
      package: 'Negotiate',
      by: scene.boot.get('termservice'),
    },
  });
  const explorer = startDesktop(scene, desktop, session, end - desktop);
  const shell = startProcess(scene, desktop + 94_000_000, {
    image: 'C:\\Windows\\System32\\cmd.exe',
    commandLine: '"C:\\Windows\\system32\\cmd.exe" ',
    parent: explorer,
    directory: `C:\\Users\\${STOLEN.name}\\`,
    lifetime: end - desktop - 100_000_000,
  });
  closeSession(scene, end, session);
  return {
    foothold: { session, shell },
    stage: {
      id: 'external-logon',
      title: 'Logon from outside',
      summary: `The same address logs on to the desktop of ${VICTIM.name} as ${DOMAIN}\\${STOLEN.name}, which has administrator rights there.`,
      technique: 'T1078.002',
      host: VICTIM.fqdn,
      account: `${DOMAIN}\\${STOLEN.name}`,
      ...span(at, desktop),
      evidence: [
        securityEvidence(VICTIM, 4624, 'the remote desktop logon', {
          LogonType: '10',
          IpAddress: ATTACKER_IP,
          TargetUserName: STOLEN.name,
          TargetLogonId: session.logonId,
        }),
        securityEvidence(VICTIM, 4624, 'the network logon before it', {
          LogonType: '3',
          IpAddress: ATTACKER_IP,
          TargetUserName: STOLEN.name,
        }),
        securityEvidence(VICTIM, 4672, 'with administrator rights', { SubjectLogonId: session.logonId }),
        securityEvidence(VICTIM, 4647, 'the logoff', { TargetLogonId: session.logonId }),
      ],
      indicators: [ATTACKER_IP],
      alerts: ['Logon from an address that guessed passwords'],
    },
  };
}
