import { type Table, WorkspaceError } from '@huntbook/workspace';
import type { StepContext } from '../engine/step.js';
import type { TimeWindow } from '../model/field.js';
import type { HostScope } from './host-scope.js';
import { kqlList, within } from './kql-text.js';

export type ProcessSourceId = 'security' | 'sysmon' | 'defender';

export interface ProcessSource {
  readonly id: ProcessSourceId;
  readonly label: string;
  readonly events: number;
  readonly withCommandLine: number;
}

const labels: Readonly<Record<ProcessSourceId, string>> = {
  security: 'Security event 4688',
  sysmon: 'Sysmon event 1',
  defender: 'Defender process events',
};

/** Columns that every source of process creations is brought to: what later steps use of list_host_processes, and the GUIDs. */
const processColumns = `Account, EventID, TimeGenerated, Computer, SubjectUserSid, SubjectUserName, SubjectDomainName, SubjectLogonId,
    NewProcessId, NewProcessName, TokenElevationType, ProcessId, CommandLine, ParentProcessName, TargetLogonId, ProcessGuid,
    ParentProcessGuid, ParentCreationTime, Hashes`;

/** Sources that hold process creations of the host in the window, the fullest in command lines first. */
export async function processSources(
  context: StepContext,
  host: HostScope,
  window: TimeWindow,
): Promise<ProcessSource[]> {
  const counts: Promise<ProcessSource>[] = [];
  const count = async (id: ProcessSourceId, rows: string, commandLine: string): Promise<ProcessSource> => {
    const answer = await context.query(
      `${rows} | summarize Events = count(), Lines = countif(isnotempty(${commandLine}))`,
    );
    const cells = await answer.columnsOf('Events', 'Lines');
    return { id, label: labels[id], events: Number(cells.Events[0]), withCommandLine: Number(cells.Lines[0]) };
  };
  if (host.tables.has('SecurityEvent')) counts.push(count('security', securityRows(host, window), 'CommandLine'));
  if (host.tables.has('WindowsEvent')) {
    counts.push(count('sysmon', sysmonRows(host, window), 'tostring(EventData.CommandLine)'));
  }
  if (host.tables.has('DeviceProcessEvents')) {
    counts.push(count('defender', defenderRows(host, window), 'ProcessCommandLine'));
  }
  if (counts.length === 0) {
    throw new WorkspaceError('table-missing', 'The workspace has no process events.', { subject: 'SecurityEvent' });
  }
  const sources = (await Promise.all(counts)).filter((source) => source.events > 0);
  return sources.sort((a, b) => b.withCommandLine - a.withCommandLine || b.events - a.events);
}

/** Process creations of a host from one source, in time order, in the shape of list_host_processes. */
export async function hostProcesses(
  context: StepContext,
  host: HostScope,
  window: TimeWindow,
  source: ProcessSourceId,
): Promise<Table> {
  return context.query(`${shapes[source](host, window)}\n| project ${processColumns}\n| order by TimeGenerated asc`, {
    name: 'processes',
  });
}

const shapes: Readonly<Record<ProcessSourceId, (host: HostScope, window: TimeWindow) => string>> = {
  security: (host, window) => `${securityRows(host, window)}
| extend ProcessGuid = "", ParentProcessGuid = "", ParentCreationTime = datetime(null), Hashes = ""`,
  // Sysmon's LogonId is the session the process runs in; its pids are decimal, those of 4688 hexadecimal.
  sysmon: (host, window) => `${sysmonRows(host, window)}
| extend Account = tostring(EventData.User), SubjectUserSid = "", SubjectLogonId = tolower(tostring(EventData.LogonId)),
    NewProcessId = tostring(EventData.ProcessId), NewProcessName = tostring(EventData.Image),
    TokenElevationType = tostring(EventData.IntegrityLevel), ProcessId = tostring(EventData.ParentProcessId),
    CommandLine = tostring(EventData.CommandLine), ParentProcessName = tostring(EventData.ParentImage), TargetLogonId = "",
    ProcessGuid = tostring(EventData.ProcessGuid), ParentProcessGuid = tostring(EventData.ParentProcessGuid),
    ParentCreationTime = datetime(null), Hashes = tostring(EventData.Hashes)
| extend SubjectUserName = iff(Account has "\\\\", tostring(split(Account, "\\\\")[1]), Account),
    SubjectDomainName = iff(Account has "\\\\", tostring(split(Account, "\\\\")[0]), "")`,
  defender: (host, window) => `${defenderRows(host, window)}
| extend Account = strcat(AccountDomain, "\\\\", AccountName), EventID = 4688, Computer = DeviceName,
    SubjectUserSid = AccountSid, SubjectUserName = AccountName, SubjectDomainName = AccountDomain,
    SubjectLogonId = strcat("0x", tohex(tolong(LogonId))), NewProcessId = tostring(ProcessId),
    NewProcessName = iff(isempty(FolderPath), FileName, FolderPath), TokenElevationType = ProcessTokenElevation,
    CommandLine = ProcessCommandLine, ParentProcessName = InitiatingProcessFolderPath, TargetLogonId = "",
    ProcessGuid = "", ParentProcessGuid = "", ParentCreationTime = InitiatingProcessCreationTime, Hashes = SHA256
| project-away ProcessId
| extend ProcessId = tostring(InitiatingProcessId)`,
};

const securityRows = (host: HostScope, window: TimeWindow) => `SecurityEvent
| ${within(window)}
| where EventID == 4688 and Computer in ${kqlList(host.names)}`;

const sysmonRows = (host: HostScope, window: TimeWindow) => `WindowsEvent
| ${within(window)}
| where Channel =~ "Microsoft-Windows-Sysmon/Operational" and EventID == 1 and Computer in ${kqlList(host.names)}`;

const defenderRows = (host: HostScope, window: TimeWindow) => `DeviceProcessEvents
| ${within(window)}
| where ActionType == "ProcessCreated" and DeviceName in ${kqlList(host.names)}`;
