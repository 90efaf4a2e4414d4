import { startProcess } from '../engine/scene.js';
import {
  LOCAL_ADMINISTRATORS,
  membershipEvent,
  userActionEvent,
  userChangedEvent,
  userCreatedEvent,
} from '../windows/account-events.js';
import { DOMAIN } from '../world/hosts.js';
import { NEW_USER, STOLEN, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type Foothold, type StoryRun, securityEvidence, span } from './run.js';

/** A local user of the intruder's own, in case the stolen password is changed. */
export function addAdministrator(run: StoryRun, foothold: Foothold): StoryStage {
  const scene = run.scene(VICTIM);
  const by = foothold.session;
  const start = clock(run, 24, 41, 5);
  const net = (at: number, parameters: string): void => {
    const process = startProcess(scene, at, {
      image: 'C:\\Windows\\System32\\net.exe',
      commandLine: `net  ${parameters}`,
      parent: foothold.shell,
      lifetime: 800_000,
    });
    startProcess(scene, at + 28_000, {
      image: 'C:\\Windows\\System32\\net1.exe',
      commandLine: `C:\\Windows\\system32\\net1  ${parameters}`,
      parent: process,
      lifetime: 700_000,
    });
  };
  net(start, `user ${NEW_USER.name} ******** /add`);
  const created = start + 190_000;
  scene.emit('security', created, () => userCreatedEvent(VICTIM, created, by, NEW_USER));
  scene.emit('security', created + 1_000, () => userActionEvent(VICTIM, created + 1_000, 4722, by, NEW_USER));
  scene.emit('security', created + 2_000, () => userChangedEvent(VICTIM, created + 2_000, by, NEW_USER));
  scene.emit('security', created + 3_000, () => userActionEvent(VICTIM, created + 3_000, 4724, by, NEW_USER));
  const joined = start + 31_000_000;
  net(joined, `localgroup Administrators ${NEW_USER.name} /add`);
  const added = joined + 170_000;
  scene.emit('security', added, () => membershipEvent(VICTIM, added, 4732, by, NEW_USER, LOCAL_ADMINISTRATORS));
  return {
    id: 'new-administrator',
    title: 'New administrator',
    summary: `The local user ${NEW_USER.name} is made and put in Administrators.`,
    technique: 'T1136.001',
    host: VICTIM.fqdn,
    account: `${DOMAIN}\\${STOLEN.name}`,
    ...span(start, added),
    evidence: [
      securityEvidence(VICTIM, 4720, 'the user', { TargetUserName: NEW_USER.name, SubjectLogonId: by.logonId }),
      securityEvidence(VICTIM, 4722, 'enabled', { TargetUserName: NEW_USER.name }),
      securityEvidence(VICTIM, 4732, 'in the administrators', {
        TargetUserName: 'Administrators',
        MemberSid: NEW_USER.sid,
      }),
      securityEvidence(VICTIM, 4688, 'the command', {
        SubjectLogonId: by.logonId,
        CommandLine: `net  localgroup Administrators ${NEW_USER.name} /add`,
      }),
    ],
    indicators: [],
    alerts: ['Local administrator added'],
  };
}
