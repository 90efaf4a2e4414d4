import { describe, expect, test } from 'vitest';
import { countBy, readFileOf } from '../testing/read-all.js';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';
const HOUR = 3600e6;

function micros(iso: string): number {
  return Date.parse(iso) * 1000;
}

function flat(fields: Record<string, unknown>): Record<string, unknown> {
  return {
    SourceName: 'Microsoft-Windows-Security-Auditing',
    Channel: 'Security',
    Hostname: 'H',
    EventID: 4688,
    ...fields,
  };
}

function sysmon(created: string, utc: string, id = 1): Record<string, unknown> {
  return flat({
    SourceName: 'Microsoft-Windows-Sysmon',
    Channel: SYSMON,
    EventID: id,
    TimeCreated: created,
    UtcTime: utc,
  });
}

async function read(records: readonly unknown[], options?: { timeZone?: string }) {
  const result = await readFileOf('events.json', records.map((record) => JSON.stringify(record)).join('\n'), options);
  return {
    rows: result.rows('WindowsEvent'),
    security: result.rows('SecurityEvent'),
    times: result.rows('WindowsEvent').map((row) => row.TimeGenerated),
    report: result.sources[0]!.report,
  };
}

describe('which clock is believed', () => {
  test('local TimeCreated is shifted by what the Sysmon events of the file show', async () => {
    const { times, report } = await read([
      flat({ TimeCreated: '2020-12-19T06:59:00.410Z' }),
      sysmon('2020-12-19T06:59:28.500Z', '2020-12-19 11:59:28.410'),
      sysmon('2020-12-19T06:59:29.500Z', '2020-12-19 11:59:29.490'),
    ]);
    expect(times[0]).toBe(micros('2020-12-19T11:59:00.410Z'));
    expect(times[1]).toBe(micros('2020-12-19T11:59:28.410Z'));
    expect(report.assumptions.join()).toContain('5 h behind UTC');
  });

  test('a 12-hour clock that passes noon is followed from one stretch to the next', async () => {
    const { times } = await read([
      sysmon('2021-06-11 11:59:00.000', '2021-06-11 18:59:00.000'),
      flat({ TimeCreated: '2021-06-11 11:59:30.000' }),
      sysmon('2021-06-11 11:59:40.000', '2021-06-11 18:59:40.000'),
      sysmon('2021-06-11 01:00:10.000', '2021-06-11 20:00:10.000'),
      flat({ TimeCreated: '2021-06-11 01:00:20.000' }),
      sysmon('2021-06-11 01:00:30.000', '2021-06-11 20:00:30.000'),
    ]);
    expect(times[1]).toBe(micros('2021-06-11T18:59:30Z'));
    expect(times[4]).toBe(micros('2021-06-11T20:00:20Z'));
  });

  test('network events of Sysmon, whose clock runs away in sleep, neither set the clock nor keep a wrong time', async () => {
    const { times } = await read([
      sysmon('2023-08-18T08:56:04.508Z', '2023-08-18 04:21:47.200', 3),
      sysmon('2023-08-18T08:56:04.600Z', '2023-08-18 15:56:04.590'),
      sysmon('2023-08-18T08:56:10.000Z', '2023-08-18 15:56:07.000', 3),
      flat({ TimeCreated: '2023-08-18T08:56:05.000Z' }),
    ]);
    expect(times).toEqual([
      micros('2023-08-18T15:56:04.508Z'),
      micros('2023-08-18T15:56:04.590Z'),
      micros('2023-08-18T15:56:07.000Z'),
      micros('2023-08-18T15:56:05.000Z'),
    ]);
  });

  test('without a Sysmon event TimeCreated is read as UTC, and the report says so', async () => {
    const { times, report } = await read([flat({ TimeCreated: '2020-12-19T06:59:28.410Z' })]);
    expect(times).toEqual([micros('2020-12-19T06:59:28.410Z')]);
    expect(report.assumptions.join()).toContain('read as UTC');
  });

  test.each([
    ['America/New_York', '2020-12-19T11:59:28.410Z'],
    ['-05:00', '2020-12-19T11:59:28.410Z'],
    ['Europe/Berlin', '2020-12-19T05:59:28.410Z'],
    ['UTC', '2020-12-19T06:59:28.410Z'],
  ])('a time zone given (%s) overrides', async (timeZone, iso) => {
    const { times } = await read([flat({ TimeCreated: '2020-12-19T06:59:28.410Z' })], { timeZone });
    expect(times).toEqual([micros(iso)]);
  });

  test('summer time of a zone is heeded', async () => {
    const { times } = await read(
      [flat({ TimeCreated: '2021-07-01 12:00:00' }), flat({ TimeCreated: '2021-01-01 12:00:00' })],
      { timeZone: 'America/New_York' },
    );
    expect(times).toEqual([micros('2021-07-01T16:00:00Z'), micros('2021-01-01T17:00:00Z')]);
  });

  test('an unknown time zone is an error that says what to write', async () => {
    await expect(
      read([flat({ TimeCreated: '2021-07-01 12:00:00' })], { timeZone: 'Mars/Phobos' }),
    ).rejects.toMatchObject({
      hint: expect.stringContaining('Europe/Berlin'),
    });
  });

  test('beside local EventTime the arrival in UTC is taken', async () => {
    const { times } = await read([
      flat({ EventTime: '2020-08-06 11:56:04', '@timestamp': '2020-08-06T15:56:07.158Z' }),
    ]);
    expect(times).toEqual([micros('2020-08-06T15:56:07.158Z')]);
    expect(Number(times[0]) - micros('2020-08-06T11:56:04Z')).toBeGreaterThan(4 * HOUR - 1);
  });
});

describe('records that spell their header otherwise', () => {
  test('Computer and ProviderName stand in for what is not there', async () => {
    const { rows } = await read([
      {
        EventID: 5058,
        Channel: 'Security',
        Computer: 'PC',
        ProviderName: 'Microsoft-Windows-Security-Auditing',
        '@timestamp': '2021-01-01T00:00:00Z',
        KeyName: 'k',
      },
    ]);
    expect(rows[0]).toMatchObject({ Computer: 'PC', Provider: 'Microsoft-Windows-Security-Auditing' });
    expect(JSON.parse(String(rows[0]!.EventData))).toEqual({ KeyName: 'k' });
  });

  test('beside the header they are data', async () => {
    const { rows } = await read([
      flat({
        EventID: 5058,
        TimeCreated: '2021-01-01T00:00:00Z',
        ProviderName: 'Microsoft Software Key Storage Provider',
      }),
    ]);
    expect(JSON.parse(String(rows[0]!.EventData))).toEqual({ ProviderName: 'Microsoft Software Key Storage Provider' });
  });

  test('local EventTime without an arrival time is shifted by what Sysmon shows', async () => {
    const event = sysmon('', '2020-08-06 15:56:04.866');
    const { times } = await read([
      { ...event, TimeCreated: undefined, EventTime: '2020-08-06 11:56:04' },
      flat({ EventTime: '2020-08-06 11:56:10' }),
    ]);
    expect(times).toEqual([micros('2020-08-06T15:56:04.866Z'), micros('2020-08-06T15:56:10Z')]);
  });
});

describe('fields of a collector are no data of the event', () => {
  test('NXLog', async () => {
    const { rows } = await read([
      {
        ...flat({ SourceName: 'Microsoft-Windows-Sysmon', Channel: SYSMON, EventID: 12 }),
        EventTime: '2020-08-06 11:56:04',
        '@timestamp': '2020-08-06T15:56:07.158Z',
        '@version': '1',
        EventReceivedTime: '2020-08-06 11:56:07',
        SourceModuleName: 'eventlog',
        SourceModuleType: 'im_msvistalog',
        AccountName: 'SYSTEM',
        AccountType: 'User',
        Domain: 'NT AUTHORITY',
        UserID: 'S-1-5-18',
        EventTypeOrignal: 'INFO',
        EventType: 'CreateKey',
        Severity: 'INFO',
        SeverityValue: 2,
        Keywords: -(2 ** 63),
        ExecutionProcessID: 3888,
        ThreadID: 4208,
        RecordNumber: 409343,
        host: 'wec.internal',
        port: 60122,
        tags: ['x'],
        User: 'SHIRE\\nmartha',
        ProcessId: '3616',
      },
    ]);
    expect(JSON.parse(String(rows[0]!.EventData))).toEqual({
      EventType: 'CreateKey',
      User: 'SHIRE\\nmartha',
      ProcessId: '3616',
    });
    expect(rows[0]).toMatchObject({
      EventLevel: 4,
      Keywords: '0x8000000000000000',
      SystemUserId: 'S-1-5-18',
      SystemProcessId: 3888,
      SystemThreadId: 4208,
      EventRecordId: '409343',
    });
  });

  test('the account of a new service is the event, although NXLog has a field of that name', async () => {
    const { rows } = await read([
      flat({
        SourceName: 'Service Control Manager',
        Channel: 'System',
        EventID: 7045,
        EventTime: '2020-09-20 08:13:27',
        '@timestamp': '2020-09-20T12:13:28Z',
        SourceModuleType: 'im_msvistalog',
        UserID: 'S-1-5-21-1',
        AccountName: 'LocalSystem',
        ServiceName: 'PSEXESVC',
      }),
    ]);
    expect(JSON.parse(String(rows[0]!.EventData))).toEqual({ AccountName: 'LocalSystem', ServiceName: 'PSEXESVC' });
  });

  const LOGON = { TargetUserName: 'nmartha', TargetDomainName: 'SHIRE', LogonType: '3', IpAddress: '10.0.0.1' };

  test('winlogbeat 7 and later', async () => {
    const { security } = await read([
      {
        '@timestamp': '2021-05-18T20:37:03.375Z',
        message: 'An account was successfully logged on.',
        log: { level: 'information' },
        event: { code: '4624', provider: 'Microsoft-Windows-Security-Auditing', outcome: 'success' },
        host: { name: 'collector' },
        winlog: {
          channel: 'Security',
          provider_name: 'Microsoft-Windows-Security-Auditing',
          computer_name: 'HR001.shire.com',
          event_id: '4624',
          record_id: '12282494',
          keywords: ['Audit Success'],
          opcode: 'Info',
          process: { pid: 552, thread: { id: 1504 } },
          event_data: LOGON,
        },
      },
    ]);
    expect(security[0]).toMatchObject({
      TimeGenerated: micros('2021-05-18T20:37:03.375Z'),
      Computer: 'HR001.shire.com',
      Account: 'SHIRE\\nmartha',
      LogonType: 3,
      IpAddress: '10.0.0.1',
      EventRecordId: '12282494',
      Keywords: '0x8020000000000000',
      SystemProcessId: 552,
    });
  });

  test.each([
    ['an array', (records: unknown[]) => JSON.stringify(records)],
    ['a pretty-printed array', (records: unknown[]) => JSON.stringify(records, null, 2)],
    [
      'pretty-printed records',
      (records: unknown[]) => records.map((record) => JSON.stringify(record, null, 2)).join('\n'),
    ],
  ])('events in %s', async (_, write) => {
    const event = flat({ TimeCreated: '2020-12-19T06:59:28.410Z', CommandLine: 'cmd } ] "' });
    const result = await readFileOf('events.json', write([event, event, { ...event, Channel: 'security' }]));
    expect(countBy(result.rows('SecurityEvent'), (row) => String(row.CommandLine))).toEqual({ 'cmd } ] "': 3 });
  });

  test('records that are no events among them are counted', async () => {
    const { rows, report } = await read([
      flat({ TimeCreated: '2020-12-19T06:59:28Z' }),
      { hello: 1 },
      flat({ TimeCreated: 'never' }),
    ]);
    expect(rows).toHaveLength(1);
    expect(report).toMatchObject({ records: 3, skipped: 2 });
    expect(report.damage.map((damage) => damage.record)).toEqual([2, 3]);
  });
});
