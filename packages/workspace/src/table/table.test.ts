import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryWorkspace } from '../index.js';
import type { CellValue, Table } from '../model/table.js';
import type { LocalWorkspace } from '../model/workspace.js';
import { columnsOf } from '../testing/batch-source.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const columns = columnsOf('Time:datetime', 'Name', 'Count:long', 'Data:dynamic', 'Took:timespan');
const rows: CellValue[][] = Array.from({ length: 5000 }, (_, index) => [
  new Date(Date.UTC(2024, 0, 1) + index * 1000).toISOString(),
  index === 7 ? 'Ünique Name' : `name ${index % 10}`,
  index % 2 === 0 ? index : null,
  { n: index },
  index % 100 === 0 ? '1.02:03:04.5000000' : '00:00:01',
]);

let workspace: LocalWorkspace;
let table: Table;
beforeAll(async () => {
  workspace = await openMemoryWorkspace();
  table = await workspace.createTable('Numbers', columns, rows);
});
afterAll(() => workspace.close());

const names = async (promise: ReturnType<Table['page']>) => (await promise).rows.map((row) => row[1]);

describe('a page of a table', () => {
  it('shows rows in the order they came, with all types as programs see them', async () => {
    const page = await table.page({ offset: 4998, limit: 5 });
    expect(page).toMatchObject({ total: 5000, columns });
    expect(page.rows).toEqual([
      ['2024-01-01T01:23:18.0000000Z', 'name 8', 4998, { n: 4998 }, '00:00:01'],
      ['2024-01-01T01:23:19.0000000Z', 'name 9', null, { n: 4999 }, '00:00:01'],
    ]);
  });

  it('sorts, equal rows in the order they came, nulls last', async () => {
    expect(await names(table.page({ sort: [{ column: 'Time', descending: true }], limit: 2 }))).toEqual([
      'name 9',
      'name 8',
    ]);
    const byCount = await table.page({ sort: [{ column: 'Count', descending: true }], limit: 1 });
    expect(byCount.rows[0]?.[2]).toBe(4998);
    const deep = await table.page({
      sort: [{ column: 'Name' }, { column: 'Time', descending: true }],
      offset: 4998,
      limit: 2,
    });
    expect(deep.rows.map((row) => row[1])).toEqual(['name 9', 'Ünique Name']);
    expect((await table.page({ sort: [{ column: 'Count' }], offset: 2500, limit: 1 })).rows[0]?.[2]).toBeNull();
  });

  it('filters and counts what passes', async () => {
    const count = async (filter: Parameters<Table['page']>[0]) => (await table.page(filter)).total;
    expect(await count({ filter: [{ column: 'Name', op: 'contains', value: 'üNIQUE' }] })).toBe(1);
    expect(await count({ filter: [{ column: 'Name', op: 'not-contains', value: 'name 1' }] })).toBe(4500);
    expect(await count({ filter: [{ column: 'Name', op: 'in', values: ['name 1', 'name 2'] }] })).toBe(1000);
    expect(await count({ filter: [{ column: 'Name', op: 'in', values: [] }] })).toBe(0);
    expect(await count({ filter: [{ column: 'Count', op: 'equals', value: null }] })).toBe(2500);
    expect(await count({ filter: [{ column: 'Count', op: 'not-equals', value: 4 }] })).toBe(4999);
    expect(await count({ filter: [{ column: 'Count', op: 'between', from: 10, to: 20 }] })).toBe(6);
    expect(await count({ filter: [{ column: 'Took', op: 'equals', value: '1.02:03:04.5' }] })).toBe(50);
    expect(await count({ filter: [{ column: 'Data', op: 'equals', value: { n: 3 } }] })).toBe(1);
    const between = {
      column: 'Time',
      op: 'between',
      from: '2024-01-01T00:00:10Z',
      to: '2024-01-01T00:00:19.0000000Z',
    } as const;
    expect(await count({ filter: [between, { column: 'Name', op: 'equals', value: 'name 5' }] })).toBe(1);
  });

  it('searches every column in any case, and quotes nothing into the query', async () => {
    expect((await table.page({ search: 'ünIQUE' })).total).toBe(1);
    expect((await table.page({ search: '"n":4321}' })).total).toBe(1);
    expect((await table.page({ search: '01:23:19.000' })).total).toBe(1);
    expect((await table.page({ search: '1.02:03' })).total).toBe(50);
    expect((await table.page({ search: `' OR 1=1 --` })).total).toBe(0);
    expect((await table.page({ search: '%' })).total).toBe(0);
  });

  it('pages through filtered and sorted rows without loss or repetition', async () => {
    const seen: CellValue[] = [];
    for (let offset = 0; offset < 2500; offset += 700) {
      const asked = {
        offset,
        limit: 700,
        sort: [{ column: 'Name' }],
        filter: [{ column: 'Count', op: 'between', from: 0, to: null }],
      } as const;
      for (const row of (await table.page(asked)).rows) seen.push(row[2]!);
    }
    expect(seen).toHaveLength(2500);
    expect(new Set(seen).size).toBe(2500);
  });

  it('names the columns there are when asked for another', async () => {
    await expect(table.page({ sort: [{ column: 'Nmae' }] })).rejects.toMatchObject({
      code: 'bad-parameter',
      hint: expect.stringContaining('Name'),
    });
  });
});

describe('a table', () => {
  it('gives whole columns and all rows', async () => {
    const { Name, Data, Took } = await table.columnsOf('Name', 'Data', 'Took');
    expect(Name).toEqual(rows.map((row) => row[1]));
    expect(Data).toEqual(rows.map((row) => row[3]));
    expect(Took?.[100]).toBe('1.02:03:04.5000000');
    let count = 0;
    for await (const row of table.rows()) {
      if (count === 7) expect(row).toMatchObject({ Name: 'Ünique Name', Count: null, Data: { n: 7 } });
      count += 1;
    }
    expect(count).toBe(5000);
  });

  it('takes more KQL, joins with other tables, and keeps its provenance', async () => {
    const counted = await table.query('where Count > 10 | summarize n = count() by Name | order by Name asc | take 1');
    expect((await counted.page()).rows).toEqual([['name 0', 498]]);
    expect(counted.provenance.query).toContain('| where Count > 10');
    const other = await workspace.createTable('Weights', columnsOf('Name', 'Weight:real'), [['name 3', 0.5]]);
    const joined = await table.query('lookup kind=inner Weights on Name | summarize sum(Weight)', {
      tables: { Weights: other },
    });
    expect((await joined.page()).rows).toEqual([[250]]);
  });

  it('places the error of a pipeline by its own lines', async () => {
    await expect(table.query('where Nmae == 1')).rejects.toMatchObject({ name: 'KqlError', line: 1, column: 7 });
  });

  it('says when it was cut, and throws once it is disposed of', async () => {
    const cut = await workspace.query('range x from 1 to 1000 step 1', { maxRows: 10 });
    expect(cut).toMatchObject({ rowCount: 10, completeness: { complete: false, limit: 'rows' } });
    expect((await cut.page()).total).toBe(10);
    await cut.dispose();
    await expect(cut.page()).rejects.toMatchObject({ code: 'disposed' });
    await expect(cut.column('x')).rejects.toMatchObject({ code: 'disposed' });
  });

  it('refuses cells that a column cannot hold', async () => {
    await expect(workspace.createTable('x', columnsOf('N:int'), [[1], [1.5]])).rejects.toMatchObject({
      code: 'bad-parameter',
      subject: 'N',
    });
  });
});

describe('a query', () => {
  const heavy =
    'range x from 1 to 3000000 step 1 | extend k = x % 1000 | join kind=inner (range y from 1 to 3000000 step 1 | extend k = y % 1000) on k | summarize sum(x)';
  it('can be cancelled', async () => {
    const stop = new AbortController();
    const running = workspace.query(heavy, { signal: stop.signal });
    await pause(100);
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect(workspace.query('print 1', { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is given up after its time', async () => {
    await expect(workspace.query(heavy, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'timeout' });
    expect((await workspace.query('print 1')).rowCount).toBe(1);
  });

  it('names the table that is missing', async () => {
    await expect(workspace.query('SigninLogs | count')).rejects.toMatchObject({
      code: 'table-missing',
      subject: 'SigninLogs',
    });
  });
});

describe('an export', () => {
  const hostile: CellValue[][] = [
    ['=cmd|calc', 'a"b,c', 1],
    ['+1', 'line\nend', -2],
    ['@x', 'plain', null],
    ['-1', '\tx', 9007199254740993n],
  ];
  const exported = async (format: 'csv' | 'ndjson' | 'json' | 'parquet' | 'xlsx') => {
    const path = join(temporaryFolder(), `out.${format}`);
    const small = await workspace.createTable('Small', columnsOf('A', 'B', 'N:long'), hostile);
    await small.export(path);
    return path;
  };

  it('writes csv that no spreadsheet runs', async () => {
    expect(readFileSync(await exported('csv'), 'utf8')).toBe(
      `A,B,N\r\n'=cmd|calc,"a""b,c",1\r\n'+1,"line\nend",-2\r\n'@x,plain,\r\n'-1,'\tx,9007199254740993\r\n`,
    );
  });

  it('writes json and ndjson with cells as they are', async () => {
    const lines = readFileSync(await exported('ndjson'), 'utf8')
      .trim()
      .split('\n');
    expect(lines[3]).toBe('{"A":"-1","B":"\\tx","N":9007199254740993}');
    expect(JSON.parse(readFileSync(await exported('json'), 'utf8'))[0]).toEqual({ A: '=cmd|calc', B: 'a"b,c', N: 1 });
  });

  it('writes parquet that can be loaded again', async () => {
    const path = await exported('parquet');
    const event = await workspace.load({
      path,
      size: undefined,
      fingerprint: async () => path,
      report: { format: 'parquet', records: 0, skipped: 0, bytes: 0, damage: [], assumptions: [] },
      async *read() {
        yield { table: 'Again', parquet: path };
      },
    });
    expect(event).toMatchObject({ kind: 'done', source: { rows: { Again: 4 } } });
    expect((await (await workspace.query('Again | project A, B, N, _SourceRecord')).page()).rows).toEqual(
      hostile.map((row, index) => [...row, index + 1]),
    );
  });

  it('writes a workbook whose cells are text, not formulas', async () => {
    const files = unzipSync(readFileSync(await exported('xlsx')));
    const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
    const texts = new TextDecoder().decode(files['xl/sharedStrings.xml'] ?? new Uint8Array());
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(sheet + texts).toContain('=cmd|calc');
  });

  it('asks for the format where the name does not say', async () => {
    await expect(table.export('/tmp/out.dat')).rejects.toMatchObject({ code: 'bad-parameter' });
    await expect(table.export('/nowhere/out.csv')).rejects.toMatchObject({ code: 'io' });
  });
});
