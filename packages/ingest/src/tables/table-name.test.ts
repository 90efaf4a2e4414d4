import { describe, expect, test } from 'vitest';
import { chooseTable } from './table-name.js';

describe('the table of a file', () => {
  test.each([
    ['SecurityEvent__all_events.ndjson', 'SecurityEvent'],
    ['SecurityEvent_4688__win_proc_test.ndjson', 'SecurityEvent'],
    ['Heartbeat.csv', 'Heartbeat'],
    ['Heartbeat (1).csv', 'Heartbeat'],
    ['securityalert.csv', 'SecurityAlert'],
    ['AuditLog_CL__linux_events.ndjson', 'AuditLog_CL'],
    ['MyOwn_CL.json', 'MyOwn_CL'],
    ['MyOwn_CL-2024.json.gz', 'MyOwn_CL'],
    ['DeviceProcessEvents__x.ndjson.gz', 'DeviceProcessEvents'],
    ['TimeSeries__time_series.ndjson', 'TimeSeries'],
    ['archive.zip!folder/Syslog.csv', 'Syslog'],
    ['SigninLogs-2024-01-01.parquet', 'SigninLogs'],
  ])('%s is %s', (path, table) => {
    expect(chooseTable({ path, columns: [] })).toEqual({ table });
  });

  test('the table named by the person comes first', () => {
    expect(chooseTable({ option: 'heartbeat', path: 'SecurityEvent.csv', columns: [] })).toEqual({
      table: 'Heartbeat',
    });
  });

  test('the column Type tells', () => {
    expect(chooseTable({ path: 'query_data.csv', type: 'Syslog', columns: ['x'] })).toEqual({ table: 'Syslog' });
  });

  test('the columns tell, and the report says that they did', () => {
    const columns = [
      'TenantId',
      'TimeGenerated',
      'Account',
      'EventID',
      'NewProcessName',
      'CommandLine',
      'ParentProcessName',
    ];
    expect(chooseTable({ path: 'query_data.csv', columns })).toEqual({
      table: 'SecurityEvent',
      assumption: expect.stringContaining('SecurityEvent'),
    });
  });

  test('a file of an unknown table is a table of its own name', () => {
    expect(chooseTable({ path: '2024 my findings.csv', columns: ['a', 'b'] })?.table).toBe('_2024_my_findings');
  });

  test.each(['query_data.csv', 'export.json', 'data (2).csv'])('%s alone says nothing', (path) => {
    expect(chooseTable({ path, columns: ['a', 'b'] })).toBeUndefined();
  });
});
