import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogSource, RawCell } from '@huntbook/ingest';
import type { ColumnSchema, KqlType } from '@huntbook/kql';
import { createWorkspace, type LocalWorkspace } from '@huntbook/workspace';

/** Rows of a table as a log would give them; datetimes are ISO text here. */
export interface SmallTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, KqlType>>;
  readonly rows: readonly (readonly RawCell[])[];
}

/** A log of given rows. */
export function smallSource(path: string, tables: readonly SmallTable[]): LogSource {
  return {
    path,
    size: undefined,
    report: { format: 'test', records: 0, skipped: 0, bytes: 0, damage: [], assumptions: [] },
    fingerprint: async () => createHash('sha256').update(JSON.stringify(tables)).digest('hex'),
    async *read() {
      for (const { table, columns: types, rows } of tables) {
        const columns: ColumnSchema[] = Object.entries(types).map(([name, type]) => ({ name, type }));
        const values = columns.map(({ type }, at) =>
          rows.map((row) => {
            const cell = row[at] ?? null;
            return type === 'datetime' && typeof cell === 'string' ? Date.parse(cell) * 1000 : cell;
          }),
        );
        yield { table, columns, values, records: rows.map((_row, index) => index + 1) };
      }
    },
  };
}

/** A workspace in a new folder, for one test; `remove` closes and deletes it. */
export async function smallWorkspace(
  tables: readonly SmallTable[] = [],
): Promise<{ workspace: LocalWorkspace; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-test-'));
  const workspace = await createWorkspace(join(folder, 'workspace'));
  if (tables.length > 0) await workspace.load(smallSource('small.log', tables));
  return {
    workspace,
    async remove() {
      await workspace.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const security = {
  TimeGenerated: 'datetime',
  Computer: 'string',
  EventID: 'int',
  Channel: 'string',
  TargetUserName: 'string',
  TargetDomainName: 'string',
  IpAddress: 'string',
} as const;

/** Two hosts; WS01 has a failed logon and a high alert that is known under its first label only. */
export const twoHosts: readonly SmallTable[] = [
  {
    table: 'SecurityEvent',
    columns: security,
    rows: [
      ['2024-05-01T08:00:00Z', 'WS01.corp.example', 4624, 'Security', 'ann', 'CORP', '198.51.100.7'],
      ['2024-05-01T08:01:00Z', 'WS01.corp.example', 4625, 'Security', 'ann', 'CORP', '198.51.100.7'],
      ['2024-05-01T09:00:00Z', 'ws02.corp.example', 4624, 'Security', 'bob', 'CORP', '-'],
    ],
  },
  {
    table: 'WindowsEvent',
    columns: { TimeGenerated: 'datetime', Computer: 'string', EventID: 'int', Channel: 'string' },
    rows: [
      ['2024-05-01T08:00:00Z', 'WS01.corp.example', 4624, 'Security'],
      ['2024-05-01T08:01:00Z', 'WS01.corp.example', 4625, 'Security'],
      ['2024-05-01T09:00:00Z', 'ws02.corp.example', 4624, 'Security'],
      ['2024-05-01T07:00:00Z', 'WS01.corp.example', 1, 'Microsoft-Windows-Sysmon/Operational'],
      ['2024-05-01T10:00:00Z', 'WS02.corp.example', 7045, 'System'],
    ],
  },
  {
    table: 'SecurityAlert',
    columns: {
      TimeGenerated: 'datetime',
      SystemAlertId: 'string',
      AlertName: 'string',
      AlertSeverity: 'string',
      ProductName: 'string',
      CompromisedEntity: 'string',
      Entities: 'string',
    },
    rows: [
      ['2024-05-01T08:05:00Z', 'a1', 'Guessed password', 'Low', 'Defender', '', '[{"Type":"host","HostName":"WS01"}]'],
      [
        '2024-05-01T08:06:00Z',
        'a1',
        'Guessed password',
        'High',
        'Defender',
        '',
        '[{"Type":"host","HostName":"WS01"},{"Type":"ip","Address":"198.51.100.7"},{"Type":"account","Name":"Bob","NTDomain":"corp"}]',
      ],
      ['2024-05-01T11:00:00Z', 'a2', 'Odd mail', 'Medium', 'Mail', 'carol@corp.example', 'no json'],
    ],
  },
];
