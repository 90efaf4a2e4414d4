import { HOSTS } from '../world/hosts.js';
import { DAY, HOUR, MINUTE, type Window } from '../world/time.js';
import { RESOURCE_GROUP, SUBSCRIPTION_ID, type TableRow, TENANT_ID } from './columns.js';

/** The topology records of network interfaces, one a day and host. */
export function interfaceRows(window: Window): TableRow[] {
  const rows: TableRow[] = [];
  for (let day = window.start; day < window.end; day += DAY) {
    HOSTS.forEach((host, n) => {
      const processed = day + 2 * HOUR + n * 41_000;
      const machine = `${RESOURCE_GROUP}/${host.id}`;
      const publicIp = host.publicIp ?? '';
      if (processed + 30 * MINUTE >= window.end) return;
      rows.push({
        TenantId: TENANT_ID,
        SourceSystem: 'Azure',
        TimeGenerated: processed + 28 * MINUTE,
        EnableIPForwarding_b: false,
        MACAddress_s: host.mac,
        NSG_s: `${machine}-nsg`,
        // Workspaces have these three with and without the suffix, by age.
        PrivateIPAddresses: host.ip,
        PrivateIPAddresses_s: host.ip,
        PublicIPAddresses: publicIp,
        PublicIPAddresses_s: publicIp,
        VirtualMachine: machine,
        VirtualMachine_s: machine,
        Subnetwork_s: `${RESOURCE_GROUP}/quillmere-vnet/${host.role === 'web' ? 'front' : host.role === 'workstation' ? 'desks' : 'servers'}`,
        SchemaVersion_s: '1',
        DiscoveryRegion_s: 'westeurope',
        Name_s: `${machine}-nic`,
        Region_s: 'westeurope',
        ResourceType: 'NetworkInterface',
        SubType_s: 'Topology',
        Subscription_g: SUBSCRIPTION_ID,
        TimeProcessed_t: processed,
        Type: 'AzureNetworkAnalytics_CL',
      });
    });
  }
  return rows;
}
