import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseIsoTime } from '../clock/parse-time.js';
import { corpus, hasCorpus, truth } from '../testing/corpus.js';
import { type ReadTable, readAll } from '../testing/read-all.js';

interface TableTruth {
  readonly rows: number;
  readonly columns: number;
  readonly timeColumn: string | null;
  readonly timeMin: string | null;
  readonly timeMax: string | null;
  readonly types: Record<string, string>;
}

const exported: [string, TableTruth][] = hasCorpus
  ? Object.entries(
      JSON.parse(readFileSync(join(corpus, 'sentinel/schemas.json'), 'utf8')) as Record<string, TableTruth>,
    )
  : [];

function onlyTable(tables: ReadonlyMap<string, ReadTable>, name?: string): ReadTable {
  expect([...tables.keys()]).toEqual([name ?? [...tables.keys()][0]]);
  return [...tables.values()][0]!;
}

describe.skipIf(!hasCorpus)('exports of tables', () => {
  test.each(exported)('%s', async (file, facts) => {
    const read = await readAll([join(corpus, 'sentinel', file)]);
    const name = file.split('__')[0]!.replace(/_\d{4}$/, '');
    const table = onlyTable(read.tables, name);
    expect(read.sources[0]!.report).toMatchObject({ skipped: 0, records: facts.rows });
    expect(table.rows).toHaveLength(facts.rows);
    const missing = Object.keys(facts.types).filter((column) => !table.columns.has(column));
    expect(missing).toEqual([]);
    const { timeColumn, timeMin, timeMax } = facts;
    if (timeColumn !== null && timeMin !== null && timeMax !== null) {
      const times = table.rows.map((row) => row[timeColumn]).filter((time) => time !== null && time !== undefined);
      expect(Math.min(...times.map(Number))).toBe(parseIsoTime(timeMin));
      expect(Math.max(...times.map(Number))).toBe(parseIsoTime(timeMax));
    }
    const lost = read.sources[0]!.report.assumptions.filter((text) => text.includes('left empty'));
    expect(lost).toEqual([]);
  });

  test.each(Object.entries(truth<{ rows: number; columns: number }>('csv')))('%s', async (file, facts) => {
    const read = await readAll([join(corpus, file)]);
    const table = onlyTable(read.tables);
    const header = readFileSync(join(corpus, file), 'utf8')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/, 1)[0]!;
    const index = header.startsWith(',') ? 1 : 0;
    expect(table.rows).toHaveLength(facts.rows);
    const made = [...table.columns.keys()].filter((column) => !header.includes(column));
    expect(made).toEqual([]);
    expect(table.columns.size).toBe(facts.columns - index);
  });

  test.each([
    ['alertlist.csv', 'SecurityAlert__alertlist.ndjson'],
    ['bookmarks.csv', 'HuntingBookmark__bookmarks.ndjson'],
    ['host_hb.csv', 'Heartbeat__host_hb.ndjson'],
    ['host_logons.csv', 'SecurityEvent_4624__host_logons_csv.ndjson'],
    ['processes_on_host.csv', 'SecurityEvent_4688__processes_on_host_csv.ndjson'],
    ['syslog_data.csv', 'Syslog__syslog_data.ndjson'],
    ['sudo_data.csv', 'Syslog__sudo_data.ndjson'],
    ['demo_exchange_data.csv', 'OfficeActivity__demo_exchange_data.ndjson'],
    ['az_net_flows.csv', 'AzureNetworkAnalytics_CL__az_net_flows.ndjson'],
  ])('%s holds the same rows as its conversion %s', async (csv, ndjson) => {
    const fromCsv = onlyTable((await readAll([join(corpus, 'csv', csv)])).tables);
    const fromJson = onlyTable((await readAll([join(corpus, 'sentinel', ndjson)])).tables);
    expect(fromCsv.rows).toHaveLength(fromJson.rows.length);
    const columns = [...fromJson.columns.keys()].filter(
      (column) => fromJson.columns.get(column) === fromCsv.columns.get(column),
    );
    expect(columns.length).toBeGreaterThan(fromJson.columns.size * 0.7);
    for (const [index, row] of fromJson.rows.entries()) {
      for (const column of columns)
        expect(fromCsv.rows[index]![column], `${column} of row ${index}`).toEqual(row[column]);
    }
  });
});
