import type { Process } from '../windows/actors.js';
import { dnsEvent, networkEvent } from '../windows/sysmon-events.js';
import { MINUTE } from '../world/time.js';
import { CONTROL_DOMAIN, CONTROL_IP, IMPLANT_PATH, VICTIM } from './cast.js';
import type { StoryStage } from './model.js';
import { clock, type StoryRun, span, windowsEvidence } from './run.js';

export const BEACON_INTERVAL = 5 * MINUTE;

/** When the implant first calls, and when the address is blocked at the firewall two days later. */
export function beaconSpan(run: StoryRun): { readonly first: number; readonly last: number } {
  return { first: clock(run, 23, 47, 31), last: clock(run, 62, 31, 0) };
}

/** Times of the calls: every five minutes, a few seconds early or late. */
export function beaconTimes(run: StoryRun): number[] {
  const { first, last } = beaconSpan(run);
  const times: number[] = [];
  // A multiplicative walk over twelve seconds in place of random numbers: flows and events agree on it.
  for (let n = 0; first + n * BEACON_INTERVAL + 12_000_000 <= last; n++) {
    times.push(first + n * BEACON_INTERVAL + ((n * 7_368_787) % 12_000_000));
  }
  return times;
}

/** The implant asks for work at regular intervals. */
export function callHome(run: StoryRun, implant: Process): StoryStage {
  const scene = run.scene(VICTIM);
  const times = beaconTimes(run);
  times.forEach((at, n) => {
    if (n % 12 === 0) {
      const asked = at - 85_000;
      scene.emit('sysmon', asked, () => dnsEvent(VICTIM, asked, implant, CONTROL_DOMAIN, CONTROL_IP));
    }
    const to = { ip: CONTROL_IP, port: 443, hostname: CONTROL_DOMAIN, localPort: 51_000 + (n % 9_000) };
    scene.emit('sysmon', at, () => networkEvent(VICTIM, at, implant, to));
  });
  return {
    id: 'beaconing',
    title: 'Beaconing',
    summary: `${IMPLANT_PATH} calls ${CONTROL_DOMAIN} every five minutes until the address is blocked two days later.`,
    technique: 'T1071.001',
    host: VICTIM.fqdn,
    account: 'NT AUTHORITY\\SYSTEM',
    ...span(times[0]!, times.at(-1)!),
    evidence: [
      windowsEvidence(
        VICTIM,
        'sysmon',
        3,
        'the calls',
        { Image: IMPLANT_PATH, DestinationIp: CONTROL_IP, DestinationPort: '443' },
        { atLeast: 400 },
      ),
      windowsEvidence(
        VICTIM,
        'sysmon',
        22,
        'the name',
        { Image: IMPLANT_PATH, QueryName: CONTROL_DOMAIN },
        { atLeast: 30 },
      ),
      {
        about: 'the flows',
        table: 'AzureNetworkAnalytics_CL',
        values: { SubType_s: 'FlowLog', VMIP_s: VICTIM.ip, FlowDirection_s: 'O', L7Protocol_s: 'https' },
        contains: { PublicIPs_s: `${CONTROL_IP}|` },
        atLeast: 30,
      },
      {
        about: 'the address on the watch list',
        table: 'ThreatIntelligenceIndicator',
        values: { NetworkIP: CONTROL_IP },
        atLeast: 1,
      },
    ],
    indicators: [CONTROL_IP, CONTROL_DOMAIN],
    alerts: ['Traffic to an address on the watch list'],
  };
}
