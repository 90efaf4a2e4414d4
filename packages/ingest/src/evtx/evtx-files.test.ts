import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseIsoTime } from '../clock/parse-time.js';
import { corpus, truth } from '../testing/corpus.js';
import { countBy, readAll } from '../testing/read-all.js';

interface EvtxTruth {
  readonly twoReadersAgree: boolean;
  readonly records: number;
  readonly events: Record<string, number>;
  readonly computers: Record<string, number>;
  readonly timeMin: string;
  readonly timeMax: string;
  readonly logonsTop?: Record<string, number>;
  readonly distinctLogonKeys?: number;
  readonly shapes: Record<string, number>;
}

const files = Object.entries(truth<EvtxTruth>('evtx'));

describe.skipIf(files.length === 0)('EVTX files give what two other readers found in them', () => {
  test.each(files)('%s', async (name, facts) => {
    const read = await readAll([join(corpus, name)]);
    const windows = read.rows('WindowsEvent');
    const times = windows.map((row) => Number(row.TimeGenerated));
    const logons = countBy(
      read.rows('SecurityEvent').filter((row) => row.EventID === 4624 || row.EventID === 4625),
      (row) => `${row.EventID}|type ${row.LogonType}|${row.Account}`,
    );
    expect(windows).toHaveLength(facts.records);
    const events = countBy(windows, (row) => `${row.Channel}|${row.EventID}`);
    // Where the two readers differ, the counts are of the one that could not read some records.
    if (facts.twoReadersAgree) expect(events).toEqual(facts.events);
    else for (const [event, count] of Object.entries(facts.events)) expect(events[event]).toBeGreaterThanOrEqual(count);
    expect(Object.keys(countBy(windows, (row) => String(row.Computer)))).toEqual(Object.keys(facts.computers));
    expect(Math.min(...times)).toBe(parseIsoTime(facts.timeMin));
    expect(Math.max(...times)).toBe(parseIsoTime(facts.timeMax));
    expect(logons).toMatchObject(facts.logonsTop ?? {});
    expect(Object.keys(logons)).toHaveLength(facts.distinctLogonKeys ?? 0);
    const unnamed = windows.filter((row) => 'param1' in (JSON.parse(String(row.EventData)) as object));
    expect(unnamed.length).toBeGreaterThanOrEqual(facts.shapes['EventData:unnamed'] === undefined ? 0 : 1);
  });

  test('ids keep their hexadecimal form and empty values their place', async () => {
    const read = await readAll([join(corpus, 'evtx/gpl3/LM_WMI_4624_4688_TargetHost.evtx')]);
    const logon = read.rows('SecurityEvent').find((row) => row.EventID === 4624)!;
    expect(logon.TargetLogonId).toMatch(/^0x[0-9a-f]+$/);
    expect(String(logon.EventData)).toContain('<Data Name="WorkstationName"></Data>');
  });
});
