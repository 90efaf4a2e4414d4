import { beaconSpan, beaconTimes } from '../story/beaconing.js';
import { ATTACKER_IP, CONTROL_IP, SECOND, VICTIM } from '../story/cast.js';
import { clock, type StoryRun } from '../story/run.js';
import { storyRun } from '../story/stage-scenes.js';
import {
  AGENT_SERVICE,
  BROWSING_SERVICES,
  OFFICE_SERVICES,
  type PublicService,
  RESOLVERS,
  SCANNERS,
  TIME_SERVICE,
  UPDATE_SERVICES,
} from '../world/addresses.js';
import { DC01, FS01, HOSTS, type Host, SQL01, WEB01 } from '../world/hosts.js';
import { createRandom, type Random } from '../world/random.js';
import { HOUR, intensity, MINUTE, SECOND as SECONDS, type Window } from '../world/time.js';
import { RESOURCE_GROUP, SUBSCRIPTION_ID, type TableRow, TENANT_ID } from './columns.js';

/** Flows of one kind of a machine in an hour. */
interface Flow {
  readonly host: Host;
  /** First and last flow. */
  readonly start: number;
  readonly end: number;
  readonly type: 'AzurePublic' | 'ExternalPublic' | 'IntraVNet';
  readonly direction: 'I' | 'O';
  readonly protocol: string;
  readonly port: number;
  readonly udp?: boolean;
  readonly peers: readonly string[];
  readonly allowed: number;
  readonly denied?: number;
}

function flowRow(flow: Flow): TableRow {
  const { host } = flow;
  const hour = flow.start - (flow.start % HOUR);
  const machine = `${RESOURCE_GROUP}/${host.id}`;
  const inside = flow.type === 'IntraVNet';
  const inbound = flow.direction === 'I';
  const each = Math.round(flow.allowed / flow.peers.length);
  const peer = flow.peers[0]!;
  return {
    TenantId: TENANT_ID,
    SourceSystem: 'Azure',
    TimeGenerated: hour + HOUR + 22 * MINUTE + (flow.port % 60) * SECONDS,
    Computer: 'Unknown',
    SubType_s: 'FlowLog',
    FASchemaVersion_s: '2',
    FlowIntervalStartTime_t: hour,
    FlowIntervalEndTime_t: hour + HOUR,
    FlowStartTime_t: flow.start,
    FlowEndTime_t: flow.end,
    FlowType_s: flow.type,
    SrcIP_s: inside ? (inbound ? peer : host.ip) : '',
    DestIP_s: inside ? (inbound ? host.ip : peer) : '',
    VMIP_s: host.ip,
    // Address, flows started and ended, packets and bytes out and in, for each public peer.
    PublicIPs_s: inside
      ? ''
      : flow.peers
          .map((ip) => `${ip}|${each}|${each}|${each * 9}|${each * 11}|${each * 2144}|${each * 8310}`)
          .join(' '),
    DestPort_d: flow.port,
    L4Protocol_s: flow.udp === true ? 'U' : 'T',
    L7Protocol_s: flow.protocol,
    FlowDirection_s: flow.direction,
    FlowStatus_s: flow.allowed > 0 ? 'A' : 'D',
    NSGRuleType_s: 'Default',
    NSGRule_s: inbound ? 'allow-front' : 'AllowInternetOutBound',
    NSGList_s: `${SUBSCRIPTION_ID}/${machine}-nsg`,
    VM_s: machine,
    NIC_s: `${machine}-nic`,
    Subnet_s: `${RESOURCE_GROUP}/quillmere-vnet`,
    Region_s: 'westeurope',
    AzureRegion_s: flow.type === 'AzurePublic' ? 'northeurope' : '',
    AllowedInFlows_d: inbound ? flow.allowed : 0,
    DeniedInFlows_d: inbound ? (flow.denied ?? 0) : 0,
    AllowedOutFlows_d: inbound ? 0 : flow.allowed,
    DeniedOutFlows_d: inbound ? 0 : (flow.denied ?? 0),
    FlowCount_d: flow.allowed + (flow.denied ?? 0),
    Subscription_g: SUBSCRIPTION_ID,
    TimeProcessed_t: hour + HOUR + 20 * MINUTE,
    Type: 'AzureNetworkAnalytics_CL',
  };
}

function publicFlow(
  host: Host,
  hour: number,
  random: Random,
  services: readonly PublicService[],
  type: Flow['type'],
  mean: number,
): Flow | undefined {
  const allowed = random.poisson(mean);
  if (allowed === 0) return undefined;
  const service = random.pick(services);
  const start = hour + random.int(0, 1500) * SECONDS;
  return {
    host,
    start,
    end: start + random.int(60, 2000) * SECONDS,
    type,
    direction: 'O',
    protocol: service.protocol,
    port: service.port,
    udp: service.protocol === 'ntp' || service.protocol === 'domain',
    peers: service.addresses.slice(0, random.int(1, service.addresses.length)),
    allowed,
  };
}

function insideFlow(host: Host, peer: Host, hour: number, random: Random, protocol: string, port: number): Flow {
  const start = hour + random.int(0, 1500) * SECONDS;
  const end = start + random.int(30, 2000) * SECONDS;
  const allowed = 1 + random.poisson(6);
  return { host, start, end, type: 'IntraVNet', direction: 'O', protocol, port, peers: [peer.ip], allowed };
}

function background(host: Host, hour: number, random: Random): Flow[] {
  const office = intensity('office', hour);
  const desk = host.role === 'workstation';
  const flows: (Flow | undefined)[] = [
    publicFlow(host, hour, random, UPDATE_SERVICES, 'AzurePublic', 1.2),
    publicFlow(host, hour, random, [AGENT_SERVICE], 'AzurePublic', 2),
  ];
  if (random.chance(0.1)) flows.push(publicFlow(host, hour, random, [TIME_SERVICE], 'AzurePublic', 1));
  if (host === DC01) flows.push(publicFlow(host, hour, random, RESOLVERS, 'ExternalPublic', 20));
  if (desk) {
    flows.push(publicFlow(host, hour, random, BROWSING_SERVICES, 'ExternalPublic', 12 * office));
    flows.push(publicFlow(host, hour, random, OFFICE_SERVICES, 'AzurePublic', 8 * office));
    if (random.chance(Math.min(1, office))) flows.push(insideFlow(host, FS01, hour, random, 'microsoft-ds', 445));
  }
  if (host !== DC01 && random.chance(0.5)) flows.push(insideFlow(host, DC01, hour, random, 'kerberos', 88));
  if (host === WEB01) {
    flows.push(insideFlow(host, SQL01, hour, random, 'ms-sql-s', 1433));
    const start = hour + random.int(1, 600) * SECONDS;
    const visitors = SCANNERS.filter(() => random.chance(0.5));
    if (visitors.length > 0) {
      const allowed = 1 + random.poisson(30 * intensity('server', hour));
      flows.push({
        host,
        start,
        end: start + 2400 * SECONDS,
        type: 'ExternalPublic',
        direction: 'I',
        protocol: 'https',
        port: 443,
        peers: visitors,
        allowed,
      });
    }
    if (random.chance(0.3)) {
      const peers = [random.pick(SCANNERS)];
      flows.push({
        host,
        start,
        end: start + 40 * SECONDS,
        type: 'ExternalPublic',
        direction: 'I',
        protocol: 'ssh',
        port: 22,
        peers,
        allowed: 0,
        denied: random.int(1, 5),
      });
    }
  }
  return flows.filter((flow) => flow !== undefined);
}

/** What the story leaves: the way in, the way on, and the calls to the control server, hour by hour. */
function storyFlows(run: StoryRun): Flow[] {
  const flows: Flow[] = [];
  const inward = {
    host: VICTIM,
    type: 'ExternalPublic',
    direction: 'I',
    protocol: 'ms-wbt-server',
    port: 3389,
    peers: [ATTACKER_IP],
  } as const;
  flows.push({ ...inward, start: clock(run, 22, 41, 12), end: clock(run, 22, 59, 58), allowed: 156 });
  flows.push({ ...inward, start: clock(run, 23, 0, 5), end: clock(run, 23, 59, 30), allowed: 160 });
  flows.push({ ...inward, start: clock(run, 24, 0, 2), end: clock(run, 24, 59, 50), allowed: 3 });
  flows.push({ ...inward, start: clock(run, 25, 0, 1), end: clock(run, 25, 6, 31), allowed: 1 });
  const calls = new Map<number, number[]>();
  for (const time of beaconTimes(run)) {
    const hour = time - (time % HOUR);
    calls.set(hour, [...(calls.get(hour) ?? []), time]);
  }
  const outward = {
    host: VICTIM,
    type: 'ExternalPublic',
    direction: 'O',
    protocol: 'https',
    port: 443,
    peers: [CONTROL_IP],
  } as const;
  for (const times of calls.values()) {
    flows.push({ ...outward, start: times[0]!, end: times.at(-1)! + 2 * SECONDS, allowed: times.length });
  }
  flows.push({
    ...outward,
    protocol: 'http',
    port: 80,
    start: clock(run, 23, 41, 20),
    end: clock(run, 23, 41, 26),
    allowed: 1,
  });
  // Blocked at last, the program goes on trying.
  const { last } = beaconSpan(run);
  for (let hour = last - (last % HOUR) + HOUR; hour < last + 20 * HOUR; hour += HOUR) {
    flows.push({ ...outward, start: hour + 41 * SECONDS, end: hour + 3_350 * SECONDS, allowed: 0, denied: 60 });
  }
  for (const [protocol, port] of [
    ['epmap', 135],
    ['microsoft-ds', 445],
  ] as const) {
    flows.push({
      host: VICTIM,
      start: clock(run, 24, 19, 22),
      end: clock(run, 24, 24, 9),
      type: 'IntraVNet',
      direction: 'O',
      protocol,
      port,
      peers: [SECOND.ip],
      allowed: 2,
    });
  }
  return flows;
}

/** Flow records by the hour, written 22 minutes after it, in order of writing. */
export function flowRows(window: Window, seed: number): TableRow[] {
  const flows = storyFlows(storyRun(window));
  for (const host of HOSTS) {
    const random = createRandom(`${seed}/flows/${host.id}`);
    for (let hour = window.start - (window.start % HOUR); hour < window.end; hour += HOUR) {
      flows.push(...background(host, hour, random));
    }
  }
  return flows
    .filter((flow) => flow.start >= window.start)
    .map(flowRow)
    .filter((row) => (row.TimeGenerated as number) < window.end)
    .sort((a, b) => (a.TimeGenerated as number) - (b.TimeGenerated as number));
}
