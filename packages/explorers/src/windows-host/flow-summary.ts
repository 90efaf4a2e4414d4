import type { CellValue, Table } from '@huntbook/workspace';
import { plural, someOf } from '../domain/kql-text.js';
import { regularity } from '../domain/regularity.js';
import { defineStep } from '../engine/step.js';
import { networkFlows } from './network-flows.js';

/** For an inbound flow the other side is the source; for an outbound one the destination. */
const ends = `extend External = tostring(AllExtIPs)
| extend source = iff(FlowDirection == "O", iff(isempty(VMIPAddress), SrcIP, VMIPAddress), iff(isempty(External), SrcIP, External)),
    dest = iff(FlowDirection == "O", iff(isempty(External), DestIP, External), iff(isempty(VMIPAddress), DestIP, VMIPAddress))`;

/** A pair that talks at least this often, this evenly, is called regular. */
const beacon = { intervals: 12, variation: 0.1, minimumMs: 1000 };

/** Who talked to whom: flows summed up by both ends, protocol and direction. */
export const flowSummary = defineStep({
  id: 'flow-summary',
  title: 'Flow index',
  about:
    'Flows by source, destination, protocol and direction, with how evenly they follow each other: an IntervalVariation near 0 is a clock, near 1 is chance.',
  needs: { flows: networkFlows },
  inputs: () => ({}),
  async run({ flows }, _inputs, context) {
    const ended = await context.refine(
      flows,
      `${ends} | project source, dest, L7Protocol, FlowDirection, FlowStartTime, FlowEndTime, DestPort, TotalAllowedFlows | order by FlowStartTime asc`,
    );
    const pairs = await summarise(ended);
    const summary = await context.table(
      'flow-summary',
      [
        { name: 'source', type: 'string' },
        { name: 'dest', type: 'string' },
        { name: 'L7Protocol', type: 'string' },
        { name: 'FlowDirection', type: 'string' },
        { name: 'TotalAllowedFlows', type: 'real' },
        { name: 'Records', type: 'long' },
        { name: 'Ports', type: 'string' },
        { name: 'FirstSeen', type: 'datetime' },
        { name: 'LastSeen', type: 'datetime' },
        { name: 'MeanIntervalSeconds', type: 'real' },
        { name: 'IntervalVariation', type: 'real' },
        { name: 'Regular', type: 'bool' },
      ],
      pairs,
      {
        from: flows.provenance,
        derivation: 'flows summed up by both ends, protocol and direction; intervals between them',
      },
    );
    const count = (direction: string) => pairs.filter((pair) => pair[3] === direction).length;
    const regular = pairs.filter((pair) => pair[11] === true && pair[3] === 'O');
    return {
      result: summary,
      tone: regular.length ? 'notable' : 'neutral',
      finding: `${plural(summary.rowCount, 'pair')} of addresses and protocols: ${count('I')} inbound, ${count('O')} outbound${
        regular.length
          ? `; very regular outbound traffic to ${someOf([...new Set(regular.map((pair) => pair[1]))])}`
          : ''
      }.`,
      blocks: [
        {
          kind: 'table',
          title: 'Flow index',
          table: 'flow-summary',
          bars: ['TotalAllowedFlows'],
          sort: [{ column: 'Regular', descending: true }, { column: 'TotalAllowedFlows' }],
        },
      ],
      tables: { 'flow-summary': summary },
      scratch: [ended],
    };
  },
});

interface Pair {
  readonly key: readonly string[];
  flows: number;
  records: number;
  readonly ports: Set<string>;
  first: string;
  last: string;
  readonly times: number[];
}

async function summarise(flows: Table): Promise<CellValue[][]> {
  const cells = await flows.columnsOf(
    'source',
    'dest',
    'L7Protocol',
    'FlowDirection',
    'FlowStartTime',
    'FlowEndTime',
    'DestPort',
    'TotalAllowedFlows',
  );
  const pairs = new Map<string, Pair>();
  cells.source.forEach((source, row) => {
    const key = [source, cells.dest[row], cells.L7Protocol[row], cells.FlowDirection[row]].map(String);
    const id = key.join('\u0000');
    const start = String(cells.FlowStartTime[row]);
    const end = String(cells.FlowEndTime[row] ?? start);
    const pair = pairs.get(id) ?? { key, flows: 0, records: 0, ports: new Set(), first: start, last: end, times: [] };
    pair.flows += Number(cells.TotalAllowedFlows[row] ?? 0);
    pair.records++;
    if (cells.DestPort[row] !== null) pair.ports.add(String(cells.DestPort[row]));
    if (end > pair.last) pair.last = end;
    pair.times.push(Date.parse(start));
    pairs.set(id, pair);
  });
  return [...pairs.values()].map((pair) => {
    const even = regularity(pair.times);
    const regular =
      even !== undefined &&
      even.intervals >= beacon.intervals &&
      even.variation <= beacon.variation &&
      even.mean >= beacon.minimumMs;
    return [
      ...pair.key,
      pair.flows,
      pair.records,
      [...pair.ports].slice(0, 20).join(', '),
      pair.first,
      pair.last,
      even ? even.mean / 1000 : null,
      even ? even.variation : null,
      regular,
    ];
  });
}
