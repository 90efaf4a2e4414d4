import type { TableInfo, Workspace } from '@huntbook/workspace';
import { kqlText } from './kql-text.js';

export interface LogonTally {
  readonly name: string;
  readonly failed: number;
  /** Logons, failed and successful. */
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

const kept = 500;

async function logonsBy(workspace: Workspace, key: string, always: readonly string[]): Promise<LogonTally[]> {
  const named = always.slice(0, kept).map(kqlText).join(', ') || "''";
  const answer = await workspace.query(
    `SecurityEvent | where EventID in (4624, 4625) | extend Name = ${key} | where Name !in ('', '-', '\\\\', '-\\\\-')
     | summarize Failed = countif(EventID == 4625), Events = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by Name
     | extend Named = Name in~ (${named}) | where Failed > 0 or Named | sort by Named desc, Failed desc | take ${2 * kept}`,
  );
  try {
    const cells = await answer.columnsOf('Name', 'Failed', 'Events', 'First', 'Last');
    return cells.Name.map((name, row) => ({
      name: String(name),
      failed: Number(cells.Failed[row]),
      events: Number(cells.Events[row]),
      first: String(cells.First[row] ?? ''),
      last: String(cells.Last[row] ?? ''),
    }));
  } finally {
    await answer.dispose();
  }
}

/** Logons by account and by address: those with failed ones, most first, and those named in alerts. */
export async function logonTallies(
  workspace: Workspace,
  tables: readonly TableInfo[],
  named: { readonly accounts: readonly string[]; readonly ips: readonly string[] },
): Promise<{ accounts: LogonTally[]; ips: LogonTally[] }> {
  const table = tables.find((candidate) => candidate.name === 'SecurityEvent');
  const has = (...names: string[]) => names.every((name) => table?.columns.some((column) => column.name === name));
  if (!table || table.rowCount === 0 || !has('EventID', 'TimeGenerated')) return { accounts: [], ips: [] };
  const account =
    "iff(TargetDomainName in ('', '-'), TargetUserName, strcat(TargetDomainName, '\\\\', TargetUserName))";
  const [accounts, ips] = await Promise.all([
    has('TargetUserName', 'TargetDomainName') ? logonsBy(workspace, account, named.accounts) : [],
    has('IpAddress') ? logonsBy(workspace, 'IpAddress', named.ips) : [],
  ]);
  return { accounts, ips };
}
