import type { Table } from '@huntbook/workspace';
import type { StepContext } from '../engine/step.js';
import type { TimeWindow } from '../model/field.js';
import type { HostScope } from './host-scope.js';
import { kqlList, within } from './kql-text.js';

/** Columns of the flows that `Network.list_azure_network_flows_by_ip` answers, which other sources are brought to. */
const flowColumns = `TenantId, TimeGenerated, FlowStartTime, FlowEndTime, FlowIntervalEndTime, FlowType, ResourceGroup, VMName,
    VMIPAddress, PublicIPs, SrcIP, DestIP, L4Protocol, L7Protocol, DestPort, FlowDirection, AllowedOutFlows, AllowedInFlows,
    DeniedInFlows, DeniedOutFlows, RemoteRegion, VMRegion, AllExtIPs`;

/** A union keeps a column apart for each of its types, so all sources get the same. */
const sameTypes = `extend DestPort = toreal(DestPort), AllExtIPs = tostring(AllExtIPs), PublicIPs = todynamic(PublicIPs),
    AllowedOutFlows = toreal(AllowedOutFlows), AllowedInFlows = toreal(AllowedInFlows), DeniedInFlows = toreal(DeniedInFlows),
    DeniedOutFlows = toreal(DeniedOutFlows) | project ${flowColumns}`;

export interface FlowSource {
  readonly name: string;
  readonly flows: Table;
}

/**
 * Network flows of a host from each source that the workspace has: network security group flow logs for the host's
 * addresses, and the connections that Sysmon (event 3) or Defender saw on the host itself. A connection counts as one flow.
 */
export async function hostFlows(
  context: StepContext,
  host: HostScope,
  addresses: readonly string[],
  window: TimeWindow,
): Promise<FlowSource[]> {
  const sources: FlowSource[] = [];
  if (host.tables.has('AzureNetworkAnalytics_CL') && addresses.length > 0) {
    const flows = await context.ask('Network.list_azure_network_flows_by_ip', {
      ip_address_list: addresses,
      start: window.start,
      end: window.end,
    });
    sources.push({ name: 'flow logs', flows: await context.refine(flows, sameTypes) });
  }
  if (host.tables.has('WindowsEvent')) {
    sources.push({ name: 'Sysmon', flows: await context.query(sysmonConnections(host, window)) });
  }
  if (host.tables.has('DeviceNetworkEvents')) {
    sources.push({ name: 'Defender', flows: await context.query(defenderConnections(host, window)) });
  }
  return sources.filter((source) => source.flows.rowCount > 0);
}

const connectionColumns = `TenantId = "", FlowStartTime = TimeGenerated, FlowEndTime = TimeGenerated,
    FlowIntervalEndTime = TimeGenerated, ResourceGroup = "", PublicIPs = dynamic(null), DeniedInFlows = real(0),
    DeniedOutFlows = real(0), RemoteRegion = "", VMRegion = ""`;

function sysmonConnections(host: HostScope, window: TimeWindow): string {
  return `WindowsEvent
| ${within(window)}
| where Channel =~ "Microsoft-Windows-Sysmon/Operational" and EventID == 3 and Computer in ${kqlList(host.names)}
| extend Out = tostring(EventData.Initiated) =~ "true", SourceIp = tostring(EventData.SourceIp), TargetIp = tostring(EventData.DestinationIp)
| extend VMName = Computer, FlowType = "Sysmon 3", SrcIP = SourceIp, DestIP = TargetIp,
    VMIPAddress = iff(Out, SourceIp, TargetIp), AllExtIPs = iff(Out, TargetIp, SourceIp),
    L4Protocol = tostring(EventData.Protocol), DestPort = toreal(EventData.DestinationPort),
    L7Protocol = coalesce(tostring(EventData.DestinationPortName), ""),
    FlowDirection = iff(Out, "O", "I"), AllowedOutFlows = iff(Out, 1.0, 0.0), AllowedInFlows = iff(Out, 0.0, 1.0),
    ${connectionColumns}
| extend L7Protocol = iff(L7Protocol in ("", "-"), ${portName}, L7Protocol)
| project ${flowColumns}`;
}

function defenderConnections(host: HostScope, window: TimeWindow): string {
  return `DeviceNetworkEvents
| ${within(window)}
| where DeviceName in ${kqlList(host.names)} and ActionType in ("ConnectionSuccess", "InboundConnectionAccepted")
| extend Out = ActionType == "ConnectionSuccess"
| extend VMName = DeviceName, FlowType = "Defender", VMIPAddress = LocalIP, AllExtIPs = RemoteIP,
    SrcIP = iff(Out, LocalIP, RemoteIP), DestIP = iff(Out, RemoteIP, LocalIP), L4Protocol = Protocol,
    DestPort = toreal(iff(Out, RemotePort, LocalPort)), FlowDirection = iff(Out, "O", "I"),
    AllowedOutFlows = iff(Out, 1.0, 0.0), AllowedInFlows = iff(Out, 0.0, 1.0), ${connectionColumns}
| extend L7Protocol = ${portName}
| project ${flowColumns}`;
}

/** Names of well-known ports, those that flow logs give (IANA's). */
const portName = `case(DestPort == 443, "https", DestPort == 80, "http", DestPort == 53, "domain", DestPort == 445, "microsoft-ds",
    DestPort == 3389, "ms-wbt-server", DestPort == 22, "ssh", DestPort == 389, "ldap", DestPort == 636, "ldaps",
    DestPort == 88, "kerberos", DestPort == 135, "epmap", DestPort in (5985, 5986), "wsman", DestPort == 123, "ntp",
    DestPort == 137, "netbios-ns", DestPort == 138, "netbios-dgm", DestPort == 139, "netbios-ssn", DestPort == 1433, "ms-sql-s",
    isnull(DestPort), "unknown", strcat("port ", tostring(tolong(DestPort))))`;
