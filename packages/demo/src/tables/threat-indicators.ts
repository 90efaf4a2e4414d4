import { createHash } from 'node:crypto';
import { ATTACKER_IP, CONTROL_DOMAIN, CONTROL_IP, DOWNLOAD_URL, IMPLANT_PATH, IMPLANT_SHA256 } from '../story/cast.js';
import { createRandom } from '../world/random.js';
import { DAY, HOUR, type Window } from '../world/time.js';
import { type TableRow, TENANT_ID } from './columns.js';

type Observable = Pick<TableRow, string>;

const OURS: readonly (readonly [threat: string, confidence: number, description: string, observable: Observable])[] = [
  ['C2', 90, 'Control server of a loader seen against web shops', { NetworkIP: CONTROL_IP }],
  ['C2', 85, 'Name of a control server of the same loader', { DomainName: CONTROL_DOMAIN }],
  ['Malware', 75, 'Second stage of the loader', { Url: DOWNLOAD_URL }],
  [
    'Malware',
    95,
    'The loader as a service program',
    {
      FileHashType: 'SHA256',
      FileHashValue: IMPLANT_SHA256,
      FileName: IMPLANT_PATH.slice(IMPLANT_PATH.lastIndexOf('\\') + 1),
    },
  ],
  ['WatchList', 40, 'Guesses passwords on remote desktops', { NetworkIP: ATTACKER_IP }],
];

const WORDS = ['amber', 'birch', 'cinder', 'delta', 'ember', 'fable', 'granite', 'hollow', 'indigo', 'juniper'];

/** Indicators of a feed: five that the story meets, and sixty that nothing in these logs does. */
export function indicatorRows(window: Window): TableRow[] {
  const random = createRandom('indicators');
  const entries: [string, number, string, Observable][] = OURS.map((entry) => [...entry]);
  for (let n = 0; n < 60; n++) {
    const observable: Observable =
      n % 3 === 0
        ? { NetworkIP: `198.51.100.${200 + n / 3}` }
        : n % 3 === 1
          ? { DomainName: `${random.pick(WORDS)}-${random.pick(WORDS)}${n}.example` }
          : { FileHashType: 'SHA256', FileHashValue: createHash('sha256').update(`unrelated ${n}`).digest('hex') };
    entries.push([
      random.pick(['Malware', 'Phishing', 'Botnet', 'C2']),
      random.int(20, 95),
      'Indicator of a public feed',
      observable,
    ]);
  }
  return entries
    .map(([threat, confidence, description, observable], n) => ({
      TenantId: TENANT_ID,
      TimeGenerated: window.start + DAY + (n % 7) * 11 * HOUR + n * 61_000_000,
      SourceSystem: 'Demo threat feed',
      Action: 'alert',
      Active: true,
      ActivityGroupNames: '[]',
      ConfidenceScore: confidence,
      Description: description,
      ExpirationDateTime: window.end + 30 * DAY,
      ExternalIndicatorId: `indicator--${createHash('sha256').update(`indicator ${n}`).digest('hex').slice(0, 32)}`,
      IndicatorId: createHash('sha256').update(`id ${n}`).digest('hex').toUpperCase(),
      IndicatorProvider: 'Demo threat feed',
      ThreatType: threat,
      ThreatSeverity: Math.round(confidence / 20),
      Tags: '[]',
      MalwareNames: '[]',
      TrafficLightProtocolLevel: 'green',
      Type: 'ThreatIntelligenceIndicator',
      ...observable,
    }))
    .sort((a, b) => a.TimeGenerated - b.TimeGenerated);
}
