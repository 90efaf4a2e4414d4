import type { Row, Table } from '@huntbook/workspace';
import { type HostEntity, hostEntity } from '../domain/host-entity.js';
import { hostLabel } from '../domain/host-scope.js';
import { defineStep, type StepContext } from '../engine/step.js';
import { findHost } from './find-host.js';

/** What heartbeats and network interfaces say of the host. */
export const hostDetails = defineStep({
  id: 'host-details',
  title: 'Host details',
  about: 'The newest heartbeat and the newest network interface record of the host, at any time.',
  needs: { host: findHost },
  inputs: () => ({}),
  async run({ host }, _inputs, context) {
    // Interface records name the virtual machine, which has no domain.
    const [heartbeats, interfaces] = await Promise.all([
      host.tables.has('Heartbeat')
        ? context.ask('Heartbeat.get_heartbeat_for_host', { host_name: host.computer })
        : undefined,
      host.tables.has('AzureNetworkAnalytics_CL')
        ? context.ask('Network.get_ips_for_host', { host_name: hostLabel(host.computer) })
        : undefined,
    ]);
    const heartbeat = await onlyRow(heartbeats);
    const networkInterface = await onlyRow(interfaces);
    const entity = hostEntity(host.computer, heartbeat, networkInterface);
    const table = await detailsTable(context, entity, heartbeats ?? interfaces);
    const missing = [...(heartbeats ? [] : ['Heartbeat']), ...(interfaces ? [] : ['AzureNetworkAnalytics_CL'])];
    const addresses = [...entity.PrivateIpAddresses, ...entity.PublicIpAddresses];
    return {
      result: entity,
      finding: heartbeat
        ? `${entity.HostName} runs ${entity.OSName ?? entity.OSFamily ?? 'an unknown system'}${
            addresses.length ? ` and has the addresses ${addresses.join(', ')}` : ''
          }.`
        : `Only the name of ${entity.HostName} is known: ${
            missing.length ? `the workspace has no ${missing.join(' and no ')} table` : 'no heartbeat names it'
          }.`,
      blocks: [
        {
          kind: 'facts',
          title: 'Host',
          facts: facts(entity).map(([label, value]) => ({ label, value })),
        },
      ],
      tables: { 'host-details': table },
    };
  },
});

/** The row, if there is exactly one: several mean that the name is ambiguous. */
async function onlyRow(table: Table | undefined): Promise<Row | undefined> {
  if (table?.rowCount !== 1) return undefined;
  for await (const row of table.rows()) return row;
  return undefined;
}

function facts(entity: HostEntity): [string, string][] {
  return Object.entries(entity)
    .map(([name, value]): [string, string] => [name, Array.isArray(value) ? value.join(', ') : String(value)])
    .filter(([, value]) => value !== '');
}

function detailsTable(context: StepContext, entity: HostEntity, source: Table | undefined): Promise<Table> {
  return context.table(
    'host-details',
    [
      { name: 'Property', type: 'string' },
      { name: 'Value', type: 'string' },
    ],
    facts(entity),
    source ? { from: source.provenance, derivation: 'properties of the host entity' } : {},
  );
}
