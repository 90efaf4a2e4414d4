import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createWorkspace, openMemoryWorkspace, openWorkspace } from '../index.js';
import type { IngestEvent } from '../model/workspace.js';
import { batchOf, batchSource, columnsOf } from '../testing/batch-source.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const events = columnsOf('TimeGenerated:datetime', 'Computer', 'EventID:int', 'EventData:dynamic');
const noon = Date.UTC(2024, 0, 31, 12) * 1000;

describe('a workspace on disk', () => {
  it('answers KQL over what was loaded, also after it was closed and opened again', async () => {
    const path = join(temporaryFolder(), 'case');
    const first = await createWorkspace(path);
    await first.load(
      batchSource('a.json', [batchOf('WindowsEvent', events, [[noon + 123456, 'pc1', 4688, '{"a":1}']])]),
    );
    await first.close();
    const second = await openWorkspace(path);
    const table = await second.query(
      'WindowsEvent | project TimeGenerated, Computer, EventID, EventData, _SourceFile, _SourceRecord',
    );
    expect((await table.page()).rows).toEqual([['2024-01-31T12:00:00.1234560Z', 'pc1', 4688, { a: 1 }, 'a.json', 1]]);
    await second.close();
  });

  it('lists tables and sources', async () => {
    const workspace = await openMemoryWorkspace();
    await workspace.load(
      batchSource('a.json', [
        batchOf('WindowsEvent', events, [
          [noon, 'pc1', 1, null],
          [noon + 5e6, 'pc2', 2, null],
        ]),
      ]),
    );
    const tables = await workspace.tables();
    expect(tables.map(({ name, rowCount, start, end, sources }) => ({ name, rowCount, start, end, sources }))).toEqual(
      ['Event', 'WindowsEvent'].map((name) => ({
        name,
        rowCount: 2,
        start: '2024-01-31T12:00:00.0000000Z',
        end: '2024-01-31T12:00:05.0000000Z',
        sources: ['a.json'],
      })),
    );
    expect(await workspace.sources()).toMatchObject([
      { path: 'a.json', fingerprint: 'a.json', rows: { WindowsEvent: 2 } },
    ]);
    await workspace.close();
  });

  it('loads the same content once', async () => {
    const workspace = await openMemoryWorkspace();
    const batch = batchOf('T', columnsOf('A'), [['x']]);
    await workspace.load(batchSource('a.json', [batch], 'same'));
    const seen: IngestEvent[] = [];
    const event = await workspace.load(batchSource('copy.json', [batch], 'same'), {
      onEvent: (heard) => seen.push(heard),
    });
    expect(event).toEqual({ kind: 'duplicate', path: 'copy.json', loadedFrom: 'a.json' });
    expect(seen.at(-1)).toEqual(event);
    expect((await workspace.query('T')).rowCount).toBe(1);
    await workspace.close();
  });

  it('keeps nothing of a source that fails in the middle', async () => {
    const workspace = await openMemoryWorkspace();
    const batch = batchOf(
      'T',
      columnsOf('A'),
      Array.from({ length: 20_000 }, (_, row) => [String(row)]),
    );
    async function* broken() {
      yield batch;
      yield batch;
      throw new Error('the disk is gone');
    }
    const event = await workspace.load(batchSource('bad.json', broken()));
    expect(event).toEqual({ kind: 'failed', path: 'bad.json', reason: 'the disk is gone' });
    expect(await workspace.tables()).toEqual([]);
    expect(await workspace.sources()).toEqual([]);
    await workspace.load(batchSource('good.json', [batch]));
    expect((await workspace.query('T')).rowCount).toBe(20_000);
    await workspace.close();
  });

  it('gives a table further columns as they come, and strings that are absent are empty', async () => {
    const workspace = await openMemoryWorkspace();
    await workspace.load(
      batchSource('a', [
        batchOf('T', columnsOf('A', 'N:long'), [['x', 1]]),
        batchOf('T', columnsOf('B', 'N:long'), [['y', 2]]),
        batchOf('T', columnsOf('A'), [['z']]),
      ]),
    );
    const table = await workspace.query('T | project A, B, N');
    expect((await table.page()).rows).toEqual([
      ['x', '', 1],
      ['', 'y', 2],
      ['z', '', null],
    ]);
    await workspace.close();
  });

  it('converts what it can without loss and widens a column otherwise, saying so', async () => {
    const workspace = await openMemoryWorkspace();
    await workspace.load(batchSource('a', [batchOf('T', columnsOf('Id:long', 'When:datetime'), [[7, noon]])]));
    await workspace.load(batchSource('b', [batchOf('T', columnsOf('Id', 'When'), [['8', '2024-01-31T12:00:00Z']])]));
    expect((await (await workspace.query('T | project Id, When')).page()).rows).toEqual([
      [7, '2024-01-31T12:00:00.0000000Z'],
      [8, '2024-01-31T12:00:00.0000000Z'],
    ]);
    const event = await workspace.load(
      batchSource('c', [batchOf('T', columnsOf('Id', 'When'), [['0x9', 'yesterday']])]),
    );
    expect(event).toMatchObject({
      source: {
        assumptions: [
          'T.Id holds values that are no long; the column is now string',
          'T.When holds values that are no datetime; the column is now string',
        ],
      },
    });
    expect((await (await workspace.query('T | project Id, When')).page()).rows).toEqual([
      ['7', '2024-01-31T12:00:00.0000000Z'],
      ['8', '2024-01-31T12:00:00.0000000Z'],
      ['0x9', 'yesterday'],
    ]);
    await workspace.close();
  });

  it('shows Windows events as the Event table, together with imported rows of that table', async () => {
    const workspace = await openMemoryWorkspace();
    await workspace.load(
      batchSource('a', [
        batchOf(
          'WindowsEvent',
          columnsOf('TimeGenerated:datetime', 'Provider', 'Channel', 'EventID:int', 'EventData:dynamic'),
          [[noon, 'Service Control Manager', 'System', 7045, '{"ServiceName":"a<b>","a/b":"\\"&"}']],
        ),
      ]),
    );
    await workspace.load(
      batchSource('b', [
        batchOf('Event', columnsOf('EventLog', 'EventID:int', 'EventData'), [['Application', 1, '<x/>']]),
      ]),
    );
    const table = await workspace.query(
      'Event | project Source, EventLog, EventID, EventData, ParameterXml | order by EventID asc',
    );
    expect((await table.page()).rows).toEqual([
      ['', 'Application', 1, '<x/>', ''],
      [
        'Service Control Manager',
        'System',
        7045,
        '<DataItem type="System.XmlData" time="2024-01-31T12:00:00.0000000Z"><EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><Data Name="ServiceName">a&lt;b&gt;</Data><Data Name="a/b">&quot;&amp;</Data></EventData></DataItem>',
        '<Param>a&lt;b&gt;</Param><Param>&quot;&amp;</Param>',
      ],
    ]);
    await workspace.close();
  });

  it('restricts every table of a query to a timespan, both ends included', async () => {
    const workspace = await openMemoryWorkspace();
    const rows = [0, 1, 2, 3].map((hour) => [noon + hour * 3.6e9, `pc${hour}`, 1, null]);
    await workspace.load(batchSource('a', [batchOf('WindowsEvent', events, rows)]));
    const timespan = { start: new Date(noon / 1000 + 3.6e6), end: new Date(noon / 1000 + 7.2e6) };
    const table = await workspace.query(
      'WindowsEvent | join kind=inner (Event | project Computer) on Computer | project Computer',
      {
        timespan,
      },
    );
    expect((await table.column('Computer')).sort()).toEqual(['pc1', 'pc2']);
    await workspace.close();
  });

  it('loads into a database whose maker was stopped at its first step', async () => {
    const path = join(temporaryFolder(), 'case');
    await (await createWorkspace(path)).close();
    writeFileSync(join(path, 'logs.duckdb'), '');
    const workspace = await openWorkspace(path);
    expect(await workspace.tables()).toEqual([]);
    expect(await workspace.load(batchSource('a', [batchOf('T', columnsOf('A'), [['x']])]))).toMatchObject({
      kind: 'done',
    });
    expect((await workspace.query('T')).rowCount).toBe(1);
    await workspace.close();
  });

  it('says so when its database is damaged', async () => {
    const path = join(temporaryFolder(), 'case');
    await (await createWorkspace(path)).close();
    writeFileSync(join(path, 'logs.duckdb'), 'not a database at all'.repeat(1000));
    const workspace = await openWorkspace(path);
    await expect(workspace.tables()).rejects.toMatchObject({ code: 'io' });
    await workspace.close();
  });

  it('lets queries go on while something is loaded', async () => {
    const workspace = await createWorkspace(join(temporaryFolder(), 'case'));
    const batch = batchOf('T', columnsOf('A'), [['x']]);
    await workspace.load(batchSource('a', [batch]));
    async function* slow() {
      yield batch;
      expect((await workspace.query('T')).rowCount).toBe(1);
      yield batch;
    }
    const event = await workspace.load(batchSource('b', slow()));
    expect(event.kind).toBe('done');
    expect((await workspace.query('T')).rowCount).toBe(3);
    await workspace.close();
  });

  it('refuses folders that are no workspace, missing ones, later formats and connection strings', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'notes.txt'), 'mine');
    await expect(createWorkspace(join(folder, 'other'))).rejects.toMatchObject({ code: 'not-a-workspace' });
    await expect(openWorkspace(join(folder, 'other'))).rejects.toMatchObject({ code: 'not-a-workspace' });
    await expect(openWorkspace(join(folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
    mkdirSync(join(folder, 'later'));
    writeFileSync(
      join(folder, 'later', 'workspace.json'),
      '{"format":"huntbook-workspace","version":99,"createdAt":""}',
    );
    await expect(openWorkspace(join(folder, 'later'))).rejects.toMatchObject({ code: 'version' });
    await expect(openWorkspace("loganalytics://code().tenant('t').workspace('w')")).rejects.toThrow(
      /cannot be opened yet/,
    );
  });

  it('refuses to load into a workspace opened for reading', async () => {
    const path = join(temporaryFolder(), 'case');
    await (await createWorkspace(path)).close();
    const workspace = await openWorkspace(path, { readOnly: true });
    await expect(workspace.load(batchSource('a', []))).rejects.toMatchObject({ code: 'locked' });
    await workspace.close();
  });
});
