import type { TableInfo, Workspace } from '@huntbook/workspace';

export interface FailedLogons {
  readonly name: string;
  readonly failed: number;
  readonly events: number;
  readonly first: string;
  readonly last: string;
}

const kept = 25;

async function failuresBy(workspace: Workspace, key: string): Promise<FailedLogons[]> {
  const answer = await workspace.query(
    `SecurityEvent | where EventID in (4624, 4625) | extend Name = ${key} | where Name !in ('', '-', '\\\\', '-\\\\-')
     | summarize Failed = countif(EventID == 4625), Events = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by Name
     | where Failed > 0 | top ${kept} by Failed desc`,
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

/** The accounts and addresses with the most failed logons. */
export async function failedLogons(
  workspace: Workspace,
  tables: readonly TableInfo[],
): Promise<{ accounts: FailedLogons[]; ips: FailedLogons[] }> {
  const table = tables.find((candidate) => candidate.name === 'SecurityEvent');
  const has = (...names: string[]) => names.every((name) => table?.columns.some((column) => column.name === name));
  if (!table || table.rowCount === 0 || !has('EventID', 'TimeGenerated')) return { accounts: [], ips: [] };
  const [accounts, ips] = await Promise.all([
    has('TargetUserName', 'TargetDomainName')
      ? failuresBy(
          workspace,
          "iff(TargetDomainName in ('', '-'), TargetUserName, strcat(TargetDomainName, '\\\\', TargetUserName))",
        )
      : [],
    has('IpAddress') ? failuresBy(workspace, 'IpAddress') : [],
  ]);
  return { accounts, ips };
}
