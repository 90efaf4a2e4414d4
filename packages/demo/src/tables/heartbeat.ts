import { EGRESS_IP, HOSTS } from '../world/hosts.js';
import { HOUR, MINUTE, type Window } from '../world/time.js';
import { RESOURCE_GROUP, resourceId, SUBSCRIPTION_ID, type TableRow, TENANT_ID } from './columns.js';

/** One row an hour and host, as the agent sends them every minute. */
export function heartbeatRows(window: Window): TableRow[] {
  const rows: TableRow[] = [];
  for (let hour = window.start; hour < window.end; hour += HOUR) {
    HOSTS.forEach((host, n) => {
      const time = hour + 10 * MINUTE + n * 3_137_000;
      if (time >= window.end) return;
      rows.push({
        TenantId: TENANT_ID,
        SourceSystem: 'OpsManager',
        TimeGenerated: time,
        ManagementGroupName: `AOI-${TENANT_ID}`,
        ComputerIP: host.publicIp ?? EGRESS_IP,
        Computer: host.fqdn,
        Category: 'Direct Agent',
        OSType: 'Windows',
        OSName: host.osName,
        OSMajorVersion: host.osMajor,
        OSMinorVersion: '0',
        Version: '10.20.18069.0',
        SCAgentChannel: 'Direct',
        IsGatewayInstalled: false,
        SubscriptionId: SUBSCRIPTION_ID,
        ResourceGroup: RESOURCE_GROUP,
        ResourceProvider: 'Microsoft.Compute',
        Resource: host.name,
        ResourceId: resourceId(host.name),
        ResourceType: 'virtualMachines',
        ComputerEnvironment: 'Azure',
        Solutions: '"security", "changeTracking", "networkMonitoring", "securityInsights"',
        VMUUID: host.vmId,
        ComputerPrivateIPs: JSON.stringify([host.ip]),
        Type: 'Heartbeat',
        _ResourceId: resourceId(host.name).toLowerCase(),
      });
    });
  }
  return rows;
}
