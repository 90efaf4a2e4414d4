import { describe, expect, test } from 'vitest';
import type { RecordBatch } from '../model/batch.js';
import type { WindowsEventRecord } from '../model/windows-event.js';
import { createWindowsEventShaper } from './shaper.js';

const LOGON: WindowsEventRecord = {
  time: 1_600_000_000_000_000,
  channel: 'Security',
  provider: 'Microsoft-Windows-Security-Auditing',
  eventId: 4624,
  computer: 'HR001.shire.com',
  level: 0,
  task: 12_544,
  keywords: '0x8020000000000000',
  data: [
    ['SubjectUserName', 'HR001$'],
    ['SubjectDomainName', 'SHIRE'],
    ['TargetUserSid', 'S-1-5-21-1-2-3-1104'],
    ['TargetUserName', 'nmartha'],
    ['TargetDomainName', 'SHIRE'],
    ['TargetLogonId', '0xc0c9f'],
    ['LogonType', '10'],
    ['ImpersonationLevel', '%%1833'],
    ['ElevatedToken', '%%1842'],
    ['ProcessName', 'C:\\Windows\\System32\\svchost.exe'],
    ['IpAddress', '172.18.39.5'],
    ['Channel', 'not the channel'],
  ],
};

function cells(batches: readonly RecordBatch[], table: string, row = 0): Record<string, unknown> {
  const batch = batches.find((candidate) => candidate.table === table)!;
  return Object.fromEntries(batch.columns.map(({ name }, column) => [name, batch.values[column]![row]]));
}

function shape(event: Partial<WindowsEventRecord>): readonly RecordBatch[] {
  const shaper = createWindowsEventShaper();
  shaper.add({ ...LOGON, ...event }, 7);
  return shaper.take(true);
}

describe('rows of SecurityEvent', () => {
  test('have the columns that Log Analytics derives', () => {
    expect(cells(shape({}), 'SecurityEvent')).toMatchObject({
      TimeGenerated: 1_600_000_000_000_000,
      Computer: 'HR001.shire.com',
      Account: 'SHIRE\\nmartha',
      AccountType: 'User',
      SubjectAccount: 'SHIRE\\HR001$',
      TargetAccount: 'SHIRE\\nmartha',
      Activity: '4624 - An account was successfully logged on.',
      LogonType: 10,
      LogonTypeName: '10 - RemoteInteractive',
      ImpersonationLevel: 'Impersonation',
      ElevatedToken: 'Yes',
      Process: 'svchost.exe',
      IpAddress: '172.18.39.5',
      Channel: 'Security',
      Level: '0',
      Task: 12_544,
      Type: 'SecurityEvent',
    });
  });

  test.each([
    [4688, 'SHIRE\\HR001$', 'Machine'],
    [4648, 'SHIRE\\HR001$', 'Machine'],
    [4625, 'SHIRE\\nmartha', 'User'],
    [4634, 'SHIRE\\nmartha', 'User'],
  ])('the account of %i is %s', (eventId, account, accountType) => {
    expect(cells(shape({ eventId }), 'SecurityEvent')).toMatchObject({ Account: account, AccountType: accountType });
  });

  test('service accounts are machines', () => {
    const data = [
      ['TargetUserSid', 'S-1-5-19'],
      ['TargetUserName', 'LOCAL SERVICE'],
      ['TargetDomainName', 'NT AUTHORITY'],
    ] as const;
    expect(cells(shape({ data }), 'SecurityEvent')).toMatchObject({
      Account: 'NT AUTHORITY\\LOCAL SERVICE',
      AccountType: 'Machine',
    });
  });

  test('codes stay as they are in EventData, and where queries compare them', () => {
    const row = cells(shape({ data: [...LOGON.data, ['TokenElevationType', '%%1937']] }), 'SecurityEvent');
    expect(row.TokenElevationType).toBe('%%1937');
    expect(row.EventData).toContain('<Data Name="ImpersonationLevel">%%1833</Data>');
  });

  test('EventData is well-formed whatever the values hold', () => {
    const row = cells(
      shape({ data: [['Command"<&\'', ']]></Data><x a="\u0000\u001b\ud800\uffff">&amp;']] }),
      'SecurityEvent',
    );
    expect(row.EventData).toBe(
      '<EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\r\n' +
        '  <Data Name="Command&quot;&lt;&amp;&apos;">]]&gt;&lt;/Data&gt;&lt;x a=&quot;\ufffd\ufffd\ufffd\ufffd&quot;&gt;&amp;amp;</Data>\r\n' +
        '</EventData>',
    );
  });

  test('an event that is not in the catalogue is named by its message', () => {
    expect(cells(shape({ eventId: 99_001, message: 'Something new.\r\nDetails' }), 'SecurityEvent').Activity).toBe(
      '99001 - Something new.',
    );
  });
});

describe('rows of WindowsEvent', () => {
  test('hold every channel, with the data as an object', () => {
    const batches = shape({ channel: 'System', provider: 'Service Control Manager', eventId: 7045, level: 4 });
    expect(batches.map((batch) => batch.table)).toEqual(['WindowsEvent']);
    const row = cells(batches, 'WindowsEvent');
    expect(row).toMatchObject({ Channel: 'System', EventID: 7045, EventLevel: 4, EventLevelName: 'Information' });
    expect(JSON.parse(String(row.EventData))).toEqual(Object.fromEntries(LOGON.data));
    expect(batches[0]!.records).toEqual([7]);
  });

  test('the message is kept where the data does not tell it', () => {
    expect(
      cells(shape({ channel: 'Windows PowerShell', data: [], message: 'Pipeline' }), 'WindowsEvent')
        .RenderedDescription,
    ).toBe('Pipeline');
    expect(cells(shape({ message: 'An account ...' }), 'WindowsEvent').RenderedDescription).toBe('');
  });

  test('are handed on when a batch is full, in order', () => {
    const shaper = createWindowsEventShaper();
    for (let record = 1; record <= 10_000; record += 1) shaper.add(LOGON, record);
    const full = shaper.take();
    const rest = shaper.take(true);
    const records = [...full, ...rest]
      .filter((batch) => batch.table === 'WindowsEvent')
      .flatMap((batch) => batch.records);
    expect(full.length).toBeGreaterThan(2);
    expect(records).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1));
  });

  test('huge records are handed on before they fill the memory', () => {
    const shaper = createWindowsEventShaper();
    for (let record = 1; record <= 20; record += 1)
      shaper.add({ ...LOGON, data: [['Script', 'x'.repeat(1_000_000)]] }, record);
    expect(shaper.take().length).toBeGreaterThan(0);
  });
});
