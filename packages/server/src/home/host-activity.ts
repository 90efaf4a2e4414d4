import type { TableInfo, Workspace } from '@huntbook/workspace';

export interface HostActivity {
  readonly host: string;
  readonly events: number;
  readonly failedLogons: number;
  readonly first: string;
  readonly last: string;
  readonly windows: boolean;
}

/** Tables whose rows say something about hosts but are not events on them. */
const notEvents = new Set(['SecurityAlert', 'Heartbeat', 'AzureNetworkAnalytics_CL', 'HuntingBookmark']);
const windowsTables = new Set(['SecurityEvent', 'WindowsEvent', 'Event', 'DeviceProcessEvents', 'DeviceLogonEvents']);

function hostColumn(table: TableInfo): string | undefined {
  return ['Computer', 'DeviceName'].find((name) => table.columns.some((column) => column.name === name));
}

function isEventTable(table: TableInfo, names: ReadonlySet<string>): boolean {
  if (notEvents.has(table.name) || table.rowCount === 0) return false;
  // `Event` shows the rows of `WindowsEvent` in another shape.
  if (table.name === 'Event' && names.has('WindowsEvent')) return false;
  return table.columns.some((column) => column.name === 'TimeGenerated') && hostColumn(table) !== undefined;
}

/** The KQL that counts a table's events by host. */
export function activityQuery(table: TableInfo, names: ReadonlySet<string>): string {
  const has = (name: string) => table.columns.some((column) => column.name === name);
  // Security events read from Windows logs stand in SecurityEvent and in WindowsEvent; count them once.
  const once =
    table.name === 'WindowsEvent' && names.has('SecurityEvent') && has('Channel')
      ? " | where Channel != 'Security'"
      : '';
  const failed = table.name === 'SecurityEvent' && has('EventID') ? 'countif(EventID == 4625)' : 'tolong(0)';
  return (
    `${table.name}${once} | summarize Events = count(), Failed = ${failed}, ` +
    `First = min(TimeGenerated), Last = max(TimeGenerated) by Host = tostring(${hostColumn(table)})`
  );
}

/** Events, failed logons and time span of each host over all event tables; hosts are told apart without regard to case. */
export async function hostActivity(workspace: Workspace, tables: readonly TableInfo[]): Promise<HostActivity[]> {
  const names = new Set(tables.filter((table) => table.rowCount > 0).map((table) => table.name));
  const hosts = new Map<string, HostActivity>();
  const parts = tables
    .filter((table) => isEventTable(table, names))
    .map(async (table) => {
      const answer = await workspace.query(activityQuery(table, names));
      try {
        return {
          windows: windowsTables.has(table.name),
          ...(await answer.columnsOf('Host', 'Events', 'Failed', 'First', 'Last')),
        };
      } finally {
        await answer.dispose();
      }
    });
  for (const part of await Promise.all(parts)) {
    for (const [row, cell] of part.Host.entries()) {
      const host = String(cell);
      const key = host.toLowerCase();
      const known = hosts.get(key);
      const first = String(part.First[row] ?? '');
      const last = String(part.Last[row] ?? '');
      hosts.set(key, {
        host: known?.host ?? host,
        events: (known?.events ?? 0) + Number(part.Events[row]),
        failedLogons: (known?.failedLogons ?? 0) + Number(part.Failed[row]),
        first: known && known.first < first ? known.first : first,
        last: known && known.last > last ? known.last : last,
        windows: (known?.windows ?? false) || part.windows,
      });
    }
  }
  return [...hosts.values()];
}
