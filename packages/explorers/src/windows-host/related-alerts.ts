import type { Table } from '@huntbook/workspace';
import { plural, someOf } from '../domain/kql-text.js';
import { defineStep, type StepContext } from '../engine/step.js';
import { findHost } from './find-host.js';
import { stepWindow } from './windows.js';

/** Alerts whose entities or properties name the host. */
export const relatedAlerts = defineStep({
  id: 'related-alerts',
  title: 'Related alerts',
  about: 'Alerts of all products that name the host, by its full name or its first label, in entities or properties.',
  needs: { host: findHost },
  inputs: ({ host }) => ({
    window: stepWindow(host, undefined, { unit: 'day', before: 5, after: 1, maxBefore: 28, maxAfter: 5 }),
  }),
  async run({ host }, { window }, context) {
    const alerts = await context.ask('SecurityAlert.list_related_alerts', {
      host_name: host.computer,
      start: window.start,
      end: window.end,
    });
    const counts = await context.refine(
      alerts,
      'summarize Alerts = count(), FirstSeen = min(TimeGenerated), LastSeen = max(TimeGenerated), Severities = strcat_array(make_set(Severity), ", ") by AlertName | order by Alerts desc, AlertName asc',
    );
    if (alerts.rowCount === 0) {
      return {
        result: alerts,
        state: 'empty',
        finding: 'No related alerts found.',
        blocks: [],
        tables: { 'related-alerts': alerts, 'alert-counts': counts },
      };
    }
    const [names, severe] = await Promise.all([counts.column('AlertName'), countSevere(context, alerts)]);
    return {
      result: alerts,
      finding: `${plural(alerts.rowCount, 'related alert')} of ${plural(names.length, 'kind')}${
        severe > 0 ? `, ${severe} of high severity` : ''
      }: ${someOf(names, 4, '; ')}.`,
      tone: severe > 0 ? 'bad' : 'notable',
      blocks: [
        { kind: 'table', title: 'Alerts by kind', table: 'alert-counts', bars: ['Alerts'] },
        {
          kind: 'timeline',
          title: 'Related alerts',
          table: 'related-alerts',
          time: 'TimeGenerated',
          lane: 'AlertName',
          tooltip: ['AlertName', 'Severity', 'ProductName'],
          rangeInput: { step: 'logons', input: 'window' },
        },
        {
          kind: 'table',
          title: 'All related alerts',
          table: 'related-alerts',
          columns: ['TimeGenerated', 'AlertName', 'Severity', 'ProductName', 'CompromisedEntity', 'Description'],
          sort: [{ column: 'TimeGenerated' }],
          select: { step: 'alert-details', input: 'alert', column: 'SystemAlertId' },
        },
      ],
      tables: { 'related-alerts': alerts, 'alert-counts': counts },
    };
  },
});

async function countSevere(context: StepContext, alerts: Table): Promise<number> {
  return (await context.refine(alerts, 'where Severity =~ "High"')).rowCount;
}
