import type { Table } from '@huntbook/workspace';
import { WorkspaceError } from '@huntbook/workspace';
import { hostFlows } from '../domain/flows.js';
import { plural } from '../domain/kql-text.js';
import { defineStep, optional, type StepContext } from '../engine/step.js';
import { alertDetails } from './alert-details.js';
import { findHost } from './find-host.js';
import { hostDetails } from './host-details.js';
import { alertReference, stepWindow } from './windows.js';

/** Allowed network flows to and from the host. */
export const networkFlows = defineStep({
  id: 'network-flows',
  title: 'Network flows',
  about:
    'Allowed flows to and from the addresses of the host, from flow logs, Sysmon and Defender. A flow with several external addresses is shown once for each; TotalAllowedFlows is divided among them.',
  needs: { host: findHost, details: optional(hostDetails), alert: optional(alertDetails) },
  inputs: ({ host, alert }) => ({
    window: stepWindow(host, alert, { unit: 'day', before: 2, after: 5, maxBefore: 28, maxAfter: 28 }),
  }),
  async run({ host, details, alert }, { window }, context) {
    const addresses = details
      ? [
          ...new Set([
            ...details.PrivateIpAddresses,
            ...details.PublicIpAddresses,
            ...(details.HeartbeatIp ? [details.HeartbeatIp] : []),
          ]),
        ]
      : [];
    if (!['AzureNetworkAnalytics_CL', 'WindowsEvent', 'DeviceNetworkEvents'].some((table) => host.tables.has(table))) {
      throw new WorkspaceError('table-missing', 'The workspace has no network flows.', {
        subject: 'AzureNetworkAnalytics_CL',
      });
    }
    const sources = await hostFlows(context, host, addresses, window);
    const flows = await combine(
      context,
      sources.map((source) => source.flows),
    );
    if (!flows) {
      return {
        result: undefined,
        state: 'empty',
        finding: `No network flows of ${host.computer} in this time${addresses.length ? '' : '; its addresses are not known'}.`,
        blocks: [],
      };
    }
    const external = await context.refine(flows, 'summarize Flows = count() by AllExtIPs');
    const tooltip = ['FlowType', 'AllExtIPs', 'L7Protocol', 'FlowDirection'];
    const timeline = { kind: 'timeline', table: 'network-flows', time: 'FlowStartTime', tooltip } as const;
    const rangeInput = { step: 'network-flows', input: 'window' };
    return {
      result: flows,
      finding: `${plural(flows.rowCount, 'flow record')} with ${plural(external.rowCount, 'other address', 'other addresses')}, from ${sources.map((source) => source.name).join(', ')}.`,
      blocks: [
        { ...timeline, title: 'Flows by protocol', lane: 'L7Protocol', references: alertReference(alert), rangeInput },
        {
          ...timeline,
          title: 'Flows by direction',
          lane: 'FlowDirection',
          references: alertReference(alert),
          rangeInput,
        },
        {
          ...timeline,
          title: 'Allowed flows over time',
          lane: 'L7Protocol',
          value: 'TotalAllowedFlows',
          valueTitle: 'Allowed flows',
          references: alertReference(alert),
        },
        {
          kind: 'table',
          title: 'Flows',
          table: 'network-flows',
          columns: [
            'FlowStartTime',
            'FlowDirection',
            'SrcIP',
            'DestIP',
            'DestPort',
            'L4Protocol',
            'L7Protocol',
            'AllExtIPs',
            'TotalAllowedFlows',
            'FlowType',
          ],
        },
      ],
      tables: { 'network-flows': flows },
    };
  },
});

/** All sources in one table; a flow that stands once for each external address has its count divided among them. */
async function combine(context: StepContext, sources: readonly Table[]): Promise<Table | undefined> {
  const [first, ...rest] = sources;
  if (!first) return undefined;
  const more = Object.fromEntries(rest.map((table, index) => [`Flows${index + 1}`, table]));
  const all = rest.length ? await context.refine(first, `union ${Object.keys(more).join(', ')}`, more) : first;
  const key =
    'extend FlowKey = strcat(FlowStartTime, "|", SrcIP, "|", DestIP, "|", DestPort, "|", FlowDirection, "|", L7Protocol, "|", VMName, "|", FlowType)';
  return context.refine(
    all,
    `${key}
| lookup kind=leftouter (All | ${key} | summarize ExternalIPs = count_distinct(tostring(AllExtIPs)) by FlowKey) on FlowKey
| extend TotalAllowedFlows = (AllowedOutFlows + AllowedInFlows) / iff(ExternalIPs > 0, ExternalIPs, 1)
| project-away FlowKey, ExternalIPs
| order by FlowStartTime asc`,
    { All: all },
  );
}
