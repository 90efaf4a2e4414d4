import { charOrdScore } from '@huntbook/analysis';
import type { CellValue, Row, Table } from '@huntbook/workspace';
import { clusterGroups } from '../domain/grouped-clusters.js';
import { plural } from '../domain/kql-text.js';
import { number } from '../engine/fields.js';
import { defineStep, type StepContext } from '../engine/step.js';
import { logons } from './logons.js';

/** One pattern of logons: the events that DBSCAN puts together, shown by the earliest. */
export interface LogonCluster {
  readonly key: string;
  readonly size: number;
  readonly first: string;
  readonly last: string;
  /** The earliest logon, in the columns of list_host_logons. */
  readonly exemplar: Row;
}

const kept = [
  'Account',
  'TargetUserName',
  'TargetDomainName',
  'TargetUserSid',
  'LogonType',
  'LogonTypeDesc',
  'TimeGenerated',
  'TargetLogonId',
  'SubjectUserName',
  'SubjectDomainName',
  'LogonProcessName',
  'AuthenticationPackageName',
  'Status',
  'IpAddress',
  'WorkstationName',
  'Computer',
] as const;

/** Logons in clusters by account, target user and logon type. */
export const logonClusters = defineStep({
  id: 'logon-clusters',
  title: 'Logon clusters',
  about:
    'Groups logons that look alike (DBSCAN over character sums of account and target user, and logon type, rows scaled to length 1). Small clusters and single logons are the unusual ones.',
  needs: { logons },
  inputs: () => ({
    eps: number({ label: 'Largest distance (eps)', default: 0.0001, min: 0, max: 2, step: 0.0001 }),
    minSamples: number({ label: 'Smallest cluster', default: 2, min: 1, max: 1000, step: 1 }),
  }),
  async run({ logons: { logons: events } }, { eps, minSamples }, context) {
    if (events.rowCount === 0) {
      return { result: undefined, state: 'empty', finding: 'There are no logons to cluster.', blocks: [] };
    }
    const groups = await context.refine(
      events,
      `summarize Events = count(), LastEventTime = max(TimeGenerated), arg_min(TimeGenerated, ${kept
        .filter((column) => !['Account', 'LogonType', 'TargetUserName', 'TimeGenerated'].includes(column))
        .join(', ')}) by Account, LogonType, TargetUserName | order by TimeGenerated asc`,
    );
    const rows: Row[] = [];
    for await (const row of groups.rows()) rows.push(row);
    const account = rows.map((row) => charOrdScore(String(row.Account ?? '')));
    const target = rows.map((row) => charOrdScore(String(row.TargetUserName ?? '')));
    const counts = rows.map((row) => Number(row.Events));
    const types = rows.map((row) => Number(row.LogonType ?? 0));
    const clusters = clusterGroups([account, types, target], counts, { eps, minSamples });
    const found = collect(rows, counts, clusters.labels);
    const table = await context.table(
      'logon-clusters',
      [
        ...kept.map((name) => events.columns.find((column) => column.name === name)!),
        { name: 'FirstEventTime', type: 'datetime' },
        { name: 'LastEventTime', type: 'datetime' },
        { name: 'Clustered', type: 'bool' },
        { name: 'ClusterId', type: 'long' },
        { name: 'ClusterSize', type: 'long' },
        { name: 'AccountNum', type: 'long' },
        { name: 'TargetUserNum', type: 'long' },
        { name: 'LogonHour', type: 'int' },
      ],
      found.map(({ exemplar, first, last, size, label, row }): CellValue[] => [
        ...kept.map((name) => exemplar[name] ?? null),
        first,
        last,
        label !== -1,
        label,
        size,
        account[row] ?? 0,
        target[row] ?? 0,
        Number(first.slice(11, 13)),
      ]),
      {
        from: events.provenance,
        derivation: `DBSCAN over AccountNum, LogonType, TargetUserNum; eps ${eps}, at least ${minSamples}`,
      },
    );
    const bars = await barTable(context, found, events);
    return {
      result: found as readonly LogonCluster[],
      finding: `${plural(events.rowCount, 'logon')} fall into ${plural(clusters.clusterCount, 'cluster')}; ${plural(clusters.noiseCount, 'logon')} stand${clusters.noiseCount === 1 ? 's' : ''} alone.`,
      blocks: [
        {
          kind: 'chart',
          title: 'Size of the clusters by account',
          description: 'Horizontal bars: for each account the number of logons in each of its clusters.',
          table: 'logon-cluster-sizes',
          spec: clusterChart,
        },
        {
          kind: 'table',
          title: 'Clusters',
          table: 'logon-clusters',
          columns: [
            'Account',
            'LogonTypeDesc',
            'ClusterSize',
            'FirstEventTime',
            'LastEventTime',
            'IpAddress',
            'WorkstationName',
            'Clustered',
          ],
          bars: ['ClusterSize'],
          sort: [{ column: 'ClusterSize' }],
        },
      ],
      tables: { 'logon-clusters': table, 'logon-cluster-sizes': bars },
      scratch: [groups],
    };
  },
});

interface Found extends LogonCluster {
  readonly label: number;
  /** Index of the exemplar's group. */
  readonly row: number;
}

/** Groups come in order of time, so the first of a cluster holds its earliest event. */
function collect(rows: readonly Row[], counts: readonly number[], labels: Int32Array): Found[] {
  const found = new Map<string, Found>();
  rows.forEach((row, index) => {
    const label = labels[index]!;
    const first = String(row.TimeGenerated);
    const last = String(row.LastEventTime);
    const key = label === -1 ? `single-${index}` : `cluster-${label}`;
    const known = found.get(key);
    found.set(
      key,
      known
        ? { ...known, size: known.size + counts[index]!, last: last > known.last ? last : known.last }
        : { key, label, row: index, size: counts[index]!, first, last, exemplar: row },
    );
  });
  return [...found.values()];
}

function barTable(context: StepContext, found: readonly Found[], events: Table): Promise<Table> {
  return context.table(
    'logon-cluster-sizes',
    [
      { name: 'Account', type: 'string' },
      { name: 'LogonType', type: 'string' },
      { name: 'ClusterSize', type: 'long' },
    ],
    [...found]
      .sort((a, b) => String(a.exemplar.Account).localeCompare(String(b.exemplar.Account)))
      .map(({ exemplar, size }) => [String(exemplar.Account ?? ''), String(exemplar.LogonTypeDesc ?? ''), size]),
    { from: events.provenance, derivation: 'size of each cluster by account' },
  );
}

const clusterChart = {
  mark: { type: 'bar', tooltip: true },
  encoding: {
    y: { field: 'Account', type: 'nominal', title: 'Account', sort: 'ascending' },
    x: { field: 'ClusterSize', type: 'quantitative', title: 'Logons in the cluster', axis: { orient: 'top' } },
    color: { field: 'LogonType', type: 'nominal', title: 'Logon type' },
  },
} as const;
