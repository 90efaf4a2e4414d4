import type { Table } from '@huntbook/workspace';
import { kqlList, plural, within } from '../domain/kql-text.js';
import { pivot } from '../domain/pivot.js';
import { defineStep, optional } from '../engine/step.js';
import { findHost } from './find-host.js';
import { logons } from './logons.js';

/** Events of the host that are neither process creations nor logons, counted by what happened and to whom. */
export const securityEvents = defineStep({
  id: 'security-events',
  title: 'Other security events',
  about:
    'What else the Security log recorded, by activity and account. Process creations (4688) and logons (4624, 4625) have steps of their own and are left out.',
  needs: { host: findHost, logons: optional(logons) },
  inputs: () => ({}),
  async run({ host, logons: found }, _inputs, context) {
    const window = found?.window ?? host.window;
    const counts = await context.query(
      `SecurityEvent
| ${within(window)}
| where Computer in ${kqlList(host.names)} and EventID !in (4688, 4624, 4625)
| extend Account = case(isempty(Account) or Account == "-\\\\-", "No Account", Account has "\\\\", tostring(split(Account, "\\\\")[-1]), Account)
| summarize Events = count(), FirstSeen = min(TimeGenerated), LastSeen = max(TimeGenerated) by EventID, Activity, Account
| order by Activity asc, Account asc`,
      { name: 'security-event-counts' },
    );
    if (counts.rowCount === 0) {
      return {
        result: counts,
        state: 'empty',
        finding: `The Security log of ${host.computer} holds nothing but process creations and logons in this time.`,
        blocks: [],
      };
    }
    const matrix = await weighted(context, counts);
    const cleared = await context.refine(counts, 'where EventID == 1102 | summarize Events = sum(Events) by EventID');
    const [total] = await (await context.refine(counts, 'summarize Events = sum(Events)')).column('Events');
    return {
      result: counts,
      tone: cleared.rowCount ? 'bad' : 'neutral',
      finding: `${plural(Number(total), 'event')} of ${plural(matrix.rowCount, 'kind')}${
        cleared.rowCount ? '; the audit log was cleared' : ''
      }.`,
      blocks: [
        {
          kind: 'table',
          title: 'Activity by account',
          table: 'security-events',
          heat: 'row-maximum',
        },
        { kind: 'table', title: 'Counts, first and last seen', table: 'security-event-counts', bars: ['Events'] },
      ],
      tables: { 'security-events': matrix, 'security-event-counts': counts },
    };
  },
});

function weighted(context: Parameters<typeof pivot>[0], counts: Table): Promise<Table> {
  return pivot(context, counts, { name: 'security-events', rows: 'Activity', columns: 'Account', weight: 'Events' });
}
