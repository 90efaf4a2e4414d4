import { type Table, WorkspaceError } from '@huntbook/workspace';
import type { StepContext } from '../engine/step.js';
import type { TimeWindow } from '../model/field.js';
import { type HostScope, hostLabel } from './host-scope.js';
import { kqlList, within } from './kql-text.js';
import { logonTypeDescription } from './logon-types.js';

/** Successful or failed logons of a host in one shape, from 4624 and 4625 or from Defender's logon events. */
export async function hostLogons(
  context: StepContext,
  host: HostScope,
  window: TimeWindow,
  outcome: 'success' | 'failure',
): Promise<Table> {
  const described = `extend LogonTypeDesc = ${logonTypeDescription('LogonType')}`;
  if (host.tables.has('SecurityEvent')) {
    const query = outcome === 'success' ? 'list_host_logons' : 'list_host_logon_failures';
    const [only, ...others] = host.names;
    const named = only !== undefined && others.length === 0;
    const logons = await context.ask(`WindowsSecurity.${query}`, {
      host_name: named ? only : hostLabel(host.computer),
      host_op: named ? '==' : 'has',
      start: window.start,
      end: window.end,
    });
    // One word of a name may be shared by other hosts.
    const spelled = named ? '' : `where Computer in ${kqlList(host.names)} | `;
    return context.refine(logons, `${spelled}${described} | order by TimeGenerated asc`);
  }
  if (host.tables.has('DeviceLogonEvents')) {
    return context.query(defenderLogons(host, window, outcome));
  }
  throw new WorkspaceError('table-missing', 'The workspace has no logon events.', { subject: 'SecurityEvent' });
}

/** Defender names logon types by word; the numbers are those of event 4624. */
function defenderLogons(host: HostScope, window: TimeWindow, outcome: 'success' | 'failure'): string {
  const success = outcome === 'success';
  return `DeviceLogonEvents
| ${within(window)}
| where DeviceName in ${kqlList(host.names)} and ActionType == "${success ? 'LogonSuccess' : 'LogonFailed'}"
| project TenantId = "", Account = strcat(AccountDomain, "\\\\", AccountName), EventID = ${success ? 4624 : 4625},
    TimeGenerated, SourceComputerId = DeviceId, Computer = DeviceName, SubjectUserName = InitiatingProcessAccountName,
    SubjectDomainName = InitiatingProcessAccountDomain, SubjectUserSid = InitiatingProcessAccountSid,
    TargetUserName = AccountName, TargetDomainName = AccountDomain, TargetUserSid = AccountSid,
    TargetLogonId = iff(isnull(LogonId), "", strcat("0x", tohex(tolong(LogonId)))), LogonProcessName = "",
    LogonType = case(LogonType == "Interactive", 2, LogonType == "Network", 3, LogonType == "Batch", 4,
      LogonType == "Service", 5, LogonType == "RemoteInteractive", 10, LogonType == "CachedInteractive", 11, 0),
    LogonTypeName = LogonType, AuthenticationPackageName = Protocol, Status = FailureReason,
    IpAddress = RemoteIP, WorkstationName = RemoteDeviceName, TimeCreatedUtc = TimeGenerated, LogonTypeDesc = LogonType
| order by TimeGenerated asc`;
}
