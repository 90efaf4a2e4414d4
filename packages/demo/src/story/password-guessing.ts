import { lockedOutEvent } from '../windows/account-events.js';
import { ntlmEvent } from '../windows/kerberos-events.js';
import { type FailureReason, failedLogonEvent } from '../windows/logon-events.js';
import { PEOPLE } from '../world/accounts.js';
import { DOMAIN } from '../world/hosts.js';
import { ATTACKER_IP, ATTACKER_WORKSTATION, CONTROLLER, STOLEN, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type StoryRun, securityEvidence, span } from './run.js';

const STRANGERS = [
  'administrator',
  'admin',
  'test',
  'guest',
  'backup',
  'sqladmin',
  'scanner',
  'support',
  'ftpuser',
  'oracle',
  'reception',
  'printer',
  'demo',
  'web',
  'helpdesk',
];
const LOCKED = PEOPLE[4]!;
const KNOWN = [STOLEN.name, LOCKED.name, PEOPLE[1]!.name, 'svc_backup'];
export const GUESSES = 312;

/** Someone outside tries passwords on the remote desktop of the web server. */
export function guessPasswords(run: StoryRun): StoryStage {
  const scene = run.scene(VICTIM);
  const controller = run.scene(CONTROLLER);
  const start = clock(run, 22, 41, 12);
  const end = clock(run, 23, 18, 44);
  const step = (end - start) / (GUESSES - 1);
  let lockedAt = 0;
  for (let n = 0; n < GUESSES; n++) {
    const at = Math.floor(start + n * step + (n > 0 && n < GUESSES - 1 ? (scene.random.next() - 0.5) * step * 0.8 : 0));
    const known = n % 5 === 4;
    const name = known ? KNOWN[Math.floor(n / 5) % KNOWN.length]! : STRANGERS[n % STRANGERS.length]!;
    const locked = name === LOCKED.name && n > 200;
    if (locked && lockedAt === 0) lockedAt = at;
    const reason: FailureReason = known ? (locked ? 'locked-out' : 'wrong-password') : 'no-such-user';
    const port = 40_000 + ((n * 37) % 20_000);
    const target = { name, domain: known ? DOMAIN : '' };
    const origin = { ip: ATTACKER_IP, port, workstation: ATTACKER_WORKSTATION, package: 'NTLM' as const };
    scene.emit('security', at, () => failedLogonEvent(VICTIM, at, target, 3, origin, reason));
    if (known) {
      const checked = at - 3_000;
      const status = locked ? '0xc0000234' : '0xc000006a';
      controller.emit('security', checked, () => ntlmEvent(CONTROLLER, checked, name, ATTACKER_WORKSTATION, status));
    }
  }
  const lock = lockedAt - 1_000;
  controller.emit('security', lock, () =>
    lockedOutEvent(CONTROLLER, lock, controller.boot.sessions.system, LOCKED, VICTIM.name),
  );
  return {
    id: 'password-guessing',
    title: 'Password guessing from outside',
    summary: `${ATTACKER_IP} tries ${GUESSES} passwords for ${STRANGERS.length + KNOWN.length} names on ${VICTIM.name} and locks ${LOCKED.name} out.`,
    technique: 'T1110.003',
    host: VICTIM.fqdn,
    account: `${DOMAIN}\\${STOLEN.name}`,
    ...span(start, end),
    evidence: [
      securityEvidence(
        VICTIM,
        4625,
        'failed logons from outside',
        { IpAddress: ATTACKER_IP, LogonType: '3' },
        { atLeast: GUESSES },
      ),
      securityEvidence(
        VICTIM,
        4625,
        'of them for the account that gave way',
        { IpAddress: ATTACKER_IP, TargetUserName: STOLEN.name },
        { atLeast: 10 },
      ),
      securityEvidence(CONTROLLER, 4740, 'an account locked out by it', { TargetUserName: LOCKED.name }),
      securityEvidence(
        CONTROLLER,
        4776,
        'the checks on the domain controller',
        { Workstation: ATTACKER_WORKSTATION },
        { atLeast: 50 },
      ),
    ],
    indicators: [ATTACKER_IP],
    alerts: ['Many failed logons from one address'],
  };
}
