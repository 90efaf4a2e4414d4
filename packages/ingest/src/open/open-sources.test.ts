import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RecordBatch } from '../model/batch.js';
import { tableSchemas } from '../schemas/index.js';
import { readAll, readFileOf, withFiles } from '../testing/read-all.js';
import { openSources } from './open-sources.js';

const HEARTBEAT = '{"TimeGenerated":"2024-01-01T00:00:00Z","Computer":"a"}\n';

async function entries(paths: readonly string[]) {
  const result = [];
  for await (const entry of openSources(paths)) result.push(entry);
  return result;
}

describe('openSources', () => {
  test('goes through folders by name and tells of all it does not read', async () => {
    await withFiles({ 'b.log': 'hello\n', 'a.csv': 'TimeGenerated,Computer\n', '.DS_Store': 'x' }, async (folder) => {
      await mkdir(join(folder, 'c'));
      await writeFile(join(folder, 'c', 'Heartbeat.json'), HEARTBEAT);
      await writeFile(join(folder, 'd.bin'), Buffer.from([1, 2, 0, 3]));
      await writeFile(join(folder, 'e.txt'), '');
      await symlink(folder, join(folder, 'f'));
      const found = await entries([folder]);
      expect(
        found.map((entry) =>
          (entry.kind === 'log' ? entry.source.path : `${entry.path}: ${entry.reason}`).slice(folder.length + 1),
        ),
      ).toEqual([
        'a.csv',
        'b.log: text: this format is not read yet',
        'c/Heartbeat.json',
        'd.bin: not a log: unknown binary content',
        'e.txt: empty file',
        'f: symbolic link',
      ]);
    });
  });

  test('a path that is not there is an error', async () => {
    await expect(entries(['/nonexistent/huntbook'])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('reading stops when it is cancelled', async () => {
    await withFiles({ 'Heartbeat.json': HEARTBEAT.repeat(200_000) }, async (folder) => {
      const controller = new AbortController();
      const [entry] = await entries([folder]);
      if (entry?.kind !== 'log') throw new Error('no log');
      const reading = (async () => {
        for await (const _ of entry.source.read(controller.signal)) controller.abort();
      })();
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
      await expect(entry.source.fingerprint(controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    });
  });

  test('parquet is left to the engine, with the table its name tells', async () => {
    await withFiles({ 'Heartbeat.parquet': 'PAR1....PAR1', 'query_data.parquet': 'PAR1....PAR1' }, async (folder) => {
      const found = await entries([folder]);
      const loads = [];
      for (const entry of found)
        if (entry.kind === 'log') for await (const load of entry.source.read()) loads.push(load);
      expect(loads).toEqual([{ table: 'Heartbeat', parquet: join(folder, 'Heartbeat.parquet') }]);
      expect(found[1]).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('--table') });
    });
  });

  test('query_data.csv needs the name of its table', async () => {
    const content = 'a,b\n1,2\n';
    expect((await readFileOf('query_data.csv', content)).skipped).toHaveLength(1);
    expect((await readFileOf('query_data.csv', content, { table: 'Mine' })).rows('Mine')).toEqual([{ a: 1, b: 2 }]);
  });

  test('records bear the line they stand on', async () => {
    await withFiles(
      { 'Heartbeat.json': `${HEARTBEAT}\n${HEARTBEAT}`, 'Syslog.csv': 'Computer,SyslogMessage\na,"x\ny"\nb,z\n' },
      async (folder) => {
        const records: Record<string, readonly number[]> = {};
        for await (const entry of openSources([folder])) {
          if (entry.kind !== 'log') continue;
          for await (const batch of entry.source.read()) records[batch.table] = (batch as RecordBatch).records;
        }
        expect(records).toEqual({ Heartbeat: [1, 3], Syslog: [2, 4] });
      },
    );
  });
});

describe('exports of the portal', () => {
  test('headings with a zone, US times, leading zeros, null as text, an index without a name', async () => {
    const csv =
      '\ufeff,"TimeGenerated [UTC]","Computer","OSMinorVersion","Solutions","RemoteIPLatitude"\r\n' +
      '0,"4/19/2022, 9:57:02.487 PM","a","04","null","51.5"\r\n';
    const read = await readFileOf('Heartbeat (1).csv', csv);
    expect(read.rows('Heartbeat')).toEqual([
      {
        TimeGenerated: Date.parse('2022-04-19T21:57:02.487Z') * 1000,
        Computer: 'a',
        OSMinorVersion: '04',
        Solutions: '',
        RemoteIPLatitude: 51.5,
      },
    ]);
  });

  test('local times are shifted by the zone given', async () => {
    const csv = 'TimeGenerated [Local Time],Computer\n"1/15/2024, 1:00:00.000 AM",a\n';
    const read = await readFileOf('Heartbeat.csv', csv, { timeZone: 'Europe/Berlin' });
    expect(read.rows('Heartbeat')[0]!.TimeGenerated).toBe(Date.parse('2024-01-15T00:00:00Z') * 1000);
    const unsaid = await readFileOf('Heartbeat.csv', csv);
    expect(unsaid.sources[0]!.report.assumptions.join()).toContain('read as UTC');
  });

  test('tab-separated, and rows with too many cells', async () => {
    const read = await readFileOf('Heartbeat.tsv', 'Computer\tOSType\na\tLinux\nb\tWindows\textra\nc\n');
    expect(read.rows('Heartbeat').map((row) => row.Computer)).toEqual(['a', 'c']);
    expect(read.sources[0]!.report).toMatchObject({ records: 3, skipped: 1, damage: [{ record: 3 }] });
  });

  test('values that do not fit the type of their column are left empty and told of', async () => {
    const read = await readFileOf('SecurityEvent.csv', 'TimeGenerated,EventID\n2024-01-01,4688\nyesterday,many\n');
    expect(read.rows('SecurityEvent')[1]).toEqual({ TimeGenerated: null, EventID: null });
    expect(read.sources[0]!.report.assumptions).toEqual([
      'SecurityEvent.TimeGenerated: values left empty because they are no datetime: 1.',
      'SecurityEvent.EventID: values left empty because they are no int: 1.',
    ]);
  });

  test('columns that differ in case only are told apart', async () => {
    const read = await readFileOf('Mine.csv', 'a,A,a\n1,2,3\n', { table: 'Mine' });
    expect(read.rows('Mine')).toEqual([{ a: 1, A_2: 2, a_2_2: 3 }]);
  });

  test('values only EventData holds fill the columns of SecurityEvent; a Security row of WindowsEvent is one of SecurityEvent, too', async () => {
    const xml = '<EventData><Data Name="CommandLine">a &amp; b</Data><Data Name="Computer">other</Data></EventData>';
    const security = { TimeGenerated: '2024-01-01T00:00:00Z', Computer: 'pc', EventID: 4688, EventData: xml };
    const windows = {
      TimeGenerated: '2024-01-01T00:00:00Z',
      Computer: 'pc',
      Channel: 'Security',
      EventID: 4625,
      EventData: JSON.stringify({ TargetUserName: 'x', TargetDomainName: 'D', LogonType: '3' }),
    };
    const files = {
      'SecurityEvent.json': `${JSON.stringify(security)}\n`,
      'WindowsEvent.json': `${JSON.stringify(windows)}\n`,
    };
    await withFiles(files, async (folder) => {
      const rows = (await readAll([folder])).rows('SecurityEvent');
      expect(rows[0]).toMatchObject({ Computer: 'pc', CommandLine: 'a & b' });
      expect(rows[1]).toMatchObject({ Computer: 'pc', EventID: 4625, Account: 'D\\x', LogonTypeName: '3 - Network' });
    });
  });
});

describe('schemas', () => {
  test('each table is there once, each of its columns once, TimeGenerated first', () => {
    expect(new Set(tableSchemas.map((table) => table.name.toLowerCase())).size).toBe(tableSchemas.length);
    for (const { name, columns } of tableSchemas) {
      expect(new Set(columns.map((column) => column.name.toLowerCase())).size, name).toBe(columns.length);
      const types = new Set(columns.map((column) => column.type));
      for (const type of types)
        expect([
          'bool',
          'int',
          'long',
          'real',
          'decimal',
          'string',
          'datetime',
          'timespan',
          'guid',
          'dynamic',
        ]).toContain(type);
    }
  });

  test.each(
    'SecurityEvent WindowsEvent Event SecurityAlert Heartbeat AzureNetworkAnalytics_CL HuntingBookmark ThreatIntelligenceIndicator Syslog SigninLogs AADNonInteractiveUserSignInLogs AuditLogs AzureActivity OfficeActivity CommonSecurityLog DnsEvents VMComputer VMConnection VMProcess DeviceProcessEvents DeviceLogonEvents DeviceNetworkEvents DeviceFileEvents DeviceRegistryEvents DeviceImageLoadEvents DeviceEvents DeviceInfo DeviceNetworkInfo SecurityIncident AWSCloudTrail AuditLog_CL Usage BehaviorAnalytics IdentityInfo'.split(
      ' ',
    ),
  )('%s is known', (table) => {
    expect(tableSchemas.find((schema) => schema.name === table)?.columns.length).toBeGreaterThan(10);
  });
});
