import { plural } from '../domain/kql-text.js';
import { logonCard } from '../domain/logon-card.js';
import { pickOne } from '../engine/fields.js';
import { defineStep } from '../engine/step.js';
import { type LogonCluster, logonClusters } from './logon-clusters.js';

/** One pattern of logons in detail. */
export const logonPatterns = defineStep({
  id: 'logon-patterns',
  title: 'Distinct logon patterns',
  about: 'One line for each cluster of logons and each logon that stands alone; choose one to see its earliest logon.',
  needs: { clusters: logonClusters },
  inputs: ({ clusters }) => ({
    pattern: pickOne({ label: 'Pattern', options: clusters.map(patternOption) }),
  }),
  async run({ clusters }, { pattern }, context) {
    const chosen = clusters.find((cluster) => cluster.key === pattern);
    const table = await context.table(
      'logon-patterns',
      [
        { name: 'Pattern', type: 'string' },
        { name: 'Account', type: 'string' },
        { name: 'LogonType', type: 'string' },
        { name: 'FirstEventTime', type: 'datetime' },
        { name: 'LastEventTime', type: 'datetime' },
        { name: 'Logons', type: 'long' },
        { name: 'IpAddress', type: 'string' },
      ],
      clusters.map((cluster) => [
        cluster.key,
        String(cluster.exemplar.Account ?? ''),
        String(cluster.exemplar.LogonTypeDesc ?? ''),
        cluster.first,
        cluster.last,
        cluster.size,
        String(cluster.exemplar.IpAddress ?? ''),
      ]),
      { derivation: 'one row a cluster of logons' },
    );
    return {
      result: chosen,
      finding: `${plural(clusters.length, 'distinct pattern')}; ${clusters.filter((cluster) => cluster.size === 1).length} occurred once.`,
      blocks: [
        {
          kind: 'table',
          title: 'Patterns',
          table: 'logon-patterns',
          bars: ['Logons'],
          columns: ['Account', 'LogonType', 'Logons', 'FirstEventTime', 'LastEventTime', 'IpAddress'],
          sort: [{ column: 'FirstEventTime' }],
          select: { step: 'logon-patterns', input: 'pattern', column: 'Pattern' },
        },
        ...(chosen
          ? [{ kind: 'facts' as const, title: 'Earliest logon of the pattern', facts: logonCard(chosen.exemplar) }]
          : []),
      ],
      tables: { 'logon-patterns': table },
    };
  },
});

function patternOption(cluster: LogonCluster) {
  const minute = (instant: string) => instant.slice(0, 16).replace('T', ' ');
  const { exemplar, first, last, size } = cluster;
  return {
    value: cluster.key,
    label: `${exemplar.TargetUserName}: ${exemplar.LogonTypeDesc}, ${minute(first)} – ${minute(last)}, ${plural(size, 'logon')}`,
  };
}
