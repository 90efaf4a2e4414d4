import { ADMINS, PEOPLE, SVC_MONITOR } from '../world/accounts.js';
import { DC01, FS01, type Host, JUMP01, SQL01, WORKSTATIONS } from '../world/hosts.js';
import { DAY, MINUTE, type Window } from '../world/time.js';
import type { AlertProduct, AlertSpec } from './alert.js';

type Noise = readonly [
  day: number,
  hour: number,
  host: Host,
  name: string,
  severity: AlertSpec['severity'],
  product: AlertProduct,
  tactics: string,
  account: Parameters<Parameters<AlertSpec['entities']>[0]['account']>[0],
  description: string,
];

const NOISE: readonly Noise[] = [
  [
    1,
    10.3,
    WORKSTATIONS[2]!,
    'Potentially unwanted application blocked',
    'Low',
    'Microsoft Defender for Endpoint',
    'Execution',
    PEOPLE[2]!,
    'An installer that brings a browser extension was blocked.',
  ],
  [
    2,
    15.1,
    WORKSTATIONS[4]!,
    'Link in a mail later found to be phishing',
    'Medium',
    'Microsoft Defender for Endpoint',
    'InitialAccess',
    PEOPLE[4]!,
    'A link that a person opened was classed as phishing an hour later.',
  ],
  [
    4,
    11.7,
    FS01,
    'Many files renamed',
    'Low',
    'Azure Sentinel',
    'Impact',
    PEOPLE[7]!,
    'A person moved a project folder with some thousands of files.',
  ],
  [
    5,
    19.9,
    JUMP01,
    'Administrator logon at an unusual hour',
    'Low',
    'Azure Sentinel',
    'InitialAccess',
    ADMINS[1]!,
    'An administrator logged on outside the usual hours.',
  ],
  [
    6,
    14.2,
    SQL01,
    'Failed logons of a disabled job',
    'Informational',
    'Microsoft Defender for Cloud',
    'CredentialAccess',
    SVC_MONITOR,
    'A job uses a password that has expired.',
  ],
  [
    8,
    9.4,
    DC01,
    'Directory listing from an administration host',
    'Low',
    'Microsoft Defender for Identity',
    'Discovery',
    ADMINS[2]!,
    'A script listed all users of the directory.',
  ],
  [
    8,
    13.6,
    WORKSTATIONS[0]!,
    'Potentially unwanted application blocked',
    'Low',
    'Microsoft Defender for Endpoint',
    'Execution',
    PEOPLE[0]!,
    'A download manager was blocked.',
  ],
  [
    11,
    16.8,
    WORKSTATIONS[1]!,
    'Office program started a script',
    'Medium',
    'Microsoft Defender for Endpoint',
    'Execution',
    PEOPLE[1]!,
    'A spreadsheet of the accounts office ran a macro that is known there.',
  ],
  [
    12,
    10.9,
    FS01,
    'Many files read',
    'Informational',
    'Azure Sentinel',
    'Collection',
    PEOPLE[9]!,
    'A person copied a folder to another share.',
  ],
];

/** Alerts that any company has, none of them about the hosts' intrusion. */
export function noiseAlerts(window: Window): AlertSpec[] {
  return NOISE.map(([day, hour, host, name, severity, product, tactics, account, description]) => {
    const start = window.start + day * DAY + Math.round(hour * 60) * MINUTE;
    return {
      name,
      description,
      severity,
      product,
      tactics,
      techniques: [],
      host,
      start,
      end: start + 2 * MINUTE,
      delay: 7,
      properties: { 'user name': account.name },
      entities: (list) => {
        list.account(account, list.host(host));
      },
    };
  });
}
