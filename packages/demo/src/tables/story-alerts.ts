import {
  ATTACKER_IP,
  CONTROL_DOMAIN,
  CONTROL_IP,
  IMPLANT_PATH,
  NEW_USER,
  SECOND,
  SERVICE_NAME,
  STOLEN,
  STOLEN_ADMIN,
  VICTIM,
} from '../story/cast.js';
import type { StageId } from '../story/model.js';
import type { PlayedStory } from '../story/play-story.js';
import type { Process } from '../windows/actors.js';
import { SYSTEM } from '../world/accounts.js';
import { MINUTE } from '../world/time.js';
import type { AlertSpec } from './alert.js';

function processProperties(process: Process, user: string): Record<string, string> {
  return {
    'process name': process.image,
    'command line': process.commandLine,
    'process id': `0x${process.pid.toString(16)}`,
    'user name': user,
    ActionTaken: 'Detected',
  };
}

/** The alerts that the intrusion raised, by products that each saw a part of it. */
export function storyAlerts(story: PlayedStory): AlertSpec[] {
  const { foothold, launcher, implant, dumper } = story;
  const time = (id: StageId): { start: number; end: number } => {
    const stage = story.stages.find((entry) => entry.id === id)!;
    return { start: Date.parse(stage.start) * 1000, end: Date.parse(stage.end) * 1000 };
  };
  const user = `${STOLEN.domain}\\${STOLEN.name}`;
  const onHost = { host: VICTIM };
  const withAccount: AlertSpec['entities'] = (list) => {
    list.account(STOLEN, list.host(VICTIM));
  };
  return [
    {
      ...onHost,
      ...time('password-guessing'),
      name: 'Many failed logons from one address',
      description: 'One address on the internet failed to log on many times, with many user names.',
      severity: 'Medium',
      product: 'Microsoft Defender for Cloud',
      tactics: 'CredentialAccess',
      techniques: ['T1110'],
      delay: 9,
      properties: { 'Source IP': ATTACKER_IP, 'Failed logons': '312', 'Number of accounts': '19' },
      entities: (list) => {
        list.host(VICTIM);
        list.ip(ATTACKER_IP);
      },
    },
    {
      ...onHost,
      ...time('external-logon'),
      name: 'Logon from an address that guessed passwords',
      description: 'An address that had failed many times before logged on to a remote desktop.',
      severity: 'High',
      product: 'Azure Sentinel',
      tactics: 'InitialAccess',
      techniques: ['T1078'],
      delay: 14,
      properties: { 'Search Query Results Overall Count': '1', 'Logon Id': foothold.session.logonId },
      entities: (list) => {
        list.account(STOLEN, list.host(VICTIM));
        list.ip(ATTACKER_IP);
      },
    },
    {
      ...onHost,
      ...time('discovery'),
      name: 'Burst of discovery commands',
      description: 'Many commands that describe the machine and the domain ran in one session within minutes.',
      severity: 'Low',
      product: 'Microsoft Defender for Endpoint',
      tactics: 'Discovery',
      techniques: ['T1087', 'T1082'],
      delay: 6,
      properties: { 'user name': user, 'parent process': foothold.shell.image },
      entities: (list) => {
        const host = list.host(VICTIM);
        list.process(foothold.shell, host, list.account(STOLEN, host));
      },
    },
    {
      ...onHost,
      start: launcher.start,
      end: launcher.start,
      name: 'PowerShell with an encoded command',
      description: 'PowerShell was started hidden, with a command encoded in base64.',
      severity: 'High',
      product: 'Microsoft Defender for Endpoint',
      tactics: 'Execution',
      techniques: ['T1059.001', 'T1027'],
      delay: 4,
      properties: processProperties(launcher, user),
      entities: (list) => {
        const host = list.host(VICTIM);
        list.process(launcher, host, list.account(STOLEN, host), foothold.shell);
      },
    },
    {
      ...onHost,
      ...time('service'),
      name: 'Service that starts a program from a data folder',
      description: 'A service was installed whose program lies in ProgramData and is not signed.',
      severity: 'Medium',
      product: 'Azure Sentinel',
      tactics: 'Persistence',
      techniques: ['T1543.003'],
      delay: 21,
      properties: { 'Service Name': SERVICE_NAME, 'Service File': IMPLANT_PATH },
      entities: (list) => {
        const host = list.host(VICTIM);
        list.account(STOLEN, host);
        list.process(implant, host, list.account(SYSTEM, host));
      },
    },
    {
      ...onHost,
      start: dumper.start,
      end: dumper.start,
      name: 'Memory of lsass read by an unusual program',
      description: 'A program that is no part of security read the memory in which credentials are kept.',
      severity: 'High',
      product: 'Microsoft Defender for Endpoint',
      tactics: 'CredentialAccess',
      techniques: ['T1003.001'],
      delay: 3,
      properties: processProperties(dumper, 'NT AUTHORITY\\SYSTEM'),
      entities: (list) => {
        const host = list.host(VICTIM);
        list.process(dumper, host, list.account(SYSTEM, host), implant);
      },
    },
    {
      host: SECOND,
      ...time('lateral-movement'),
      name: 'Remote execution with an administrator account',
      description: 'Commands and a service were started from another machine with an administrator account.',
      severity: 'High',
      product: 'Microsoft Defender for Identity',
      tactics: 'LateralMovement',
      techniques: ['T1021.002', 'T1047'],
      delay: 11,
      properties: {
        'Source computer': VICTIM.fqdn,
        'Destination computer': SECOND.fqdn,
        'user name': STOLEN_ADMIN.name,
      },
      entities: (list) => {
        list.account(STOLEN_ADMIN, list.host(SECOND));
        list.host(VICTIM);
        list.ip(VICTIM.ip);
      },
    },
    {
      ...onHost,
      ...time('new-administrator'),
      name: 'Local administrator added',
      description: 'A local user was made and put in the administrators within a minute.',
      severity: 'Medium',
      product: 'Microsoft Defender for Cloud',
      tactics: 'Persistence',
      techniques: ['T1136.001'],
      delay: 8,
      properties: { 'user name': user, 'New user': NEW_USER.name },
      entities: (list) => {
        const host = list.host(VICTIM);
        list.account(STOLEN, host);
        list.account(NEW_USER, host);
      },
    },
    {
      ...onHost,
      ...time('log-clearing'),
      name: 'Security log cleared',
      description: 'The Security log of a server was cleared.',
      severity: 'Medium',
      product: 'Azure Sentinel',
      tactics: 'DefenseEvasion',
      techniques: ['T1070.001'],
      delay: 12,
      properties: { 'user name': user },
      entities: withAccount,
    },
    {
      ...onHost,
      start: story.beacons[0]!,
      end: story.beacons[0]! + 540 * MINUTE,
      name: 'Traffic to an address on the watch list',
      description:
        'A server calls an address that threat intelligence names as a control server, at regular intervals.',
      severity: 'High',
      product: 'Azure Sentinel',
      tactics: 'CommandAndControl',
      techniques: ['T1071.001'],
      delay: 16,
      properties: { 'Remote IP': CONTROL_IP, 'Remote name': CONTROL_DOMAIN, 'Interval in minutes': '5' },
      entities: (list) => {
        const host = list.host(VICTIM);
        list.ip(CONTROL_IP);
        list.domain(CONTROL_DOMAIN);
        list.process(implant, host, list.account(SYSTEM, host));
      },
    },
  ];
}
