import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpus, hasCorpus } from '../testing/corpus.js';
import { countBy, readAll, readFileOf } from '../testing/read-all.js';
import { journalEntry } from './journal-entry.js';

const ENTRY = {
  __CURSOR: 's=1',
  __REALTIME_TIMESTAMP: '1714550400123456',
  _HOSTNAME: 'web01',
  SYSLOG_IDENTIFIER: 'sshd',
  SYSLOG_FACILITY: '4',
  PRIORITY: '6',
  _PID: '77',
  MESSAGE: 'Accepted publickey for bob from 192.0.2.1 port 22 ssh2',
};

describe('journalctl -o json', () => {
  test('entries are rows of Syslog', async () => {
    const read = await readFileOf('journal.json', `${JSON.stringify(ENTRY)}\n`);
    expect(read.sources[0]!.report).toMatchObject({ format: 'journal-json', records: 1, skipped: 0, assumptions: [] });
    expect(read.rows('Syslog')).toEqual([
      {
        TimeGenerated: 1_714_550_400_123_456,
        EventTime: 1_714_550_400_000_000,
        Computer: 'web01',
        HostName: 'web01',
        HostIP: '',
        Facility: 'auth',
        SeverityLevel: 'info',
        ProcessName: 'sshd',
        ProcessID: 77,
        SyslogMessage: ENTRY.MESSAGE,
      },
    ]);
  });

  test('bytes, repeated fields, fields left out, kernel messages, the time of the sender', async () => {
    const { SYSLOG_FACILITY: _facility, ...native } = ENTRY;
    const entries = [
      { ...ENTRY, MESSAGE: [...Buffer.from('caf\u00e9\u0001', 'utf8')] },
      { ...ENTRY, MESSAGE: ['first', 'second'], _SOURCE_REALTIME_TIMESTAMP: '1714550400000001' },
      { ...ENTRY, MESSAGE: null },
      { ...native, SYSLOG_IDENTIFIER: 'sudo', _TRANSPORT: 'journal' },
      { ...native, SYSLOG_IDENTIFIER: undefined, _TRANSPORT: 'kernel', _PID: undefined },
    ];
    const read = await readFileOf('journal.json', JSON.stringify(entries, undefined, 1));
    const rows = read.rows('Syslog');
    expect(rows.map((row) => row.SyslogMessage).slice(0, 3)).toEqual(['caf\u00e9\u0001', 'first', '']);
    expect(rows[1]!.TimeGenerated).toBe(1_714_550_400_000_001);
    expect(rows[3]).toMatchObject({ Facility: 'authpriv', ProcessName: 'sudo' });
    expect(rows[4]).toMatchObject({ Facility: 'kern', ProcessName: 'kernel', ProcessID: null });
  });

  test('what is no entry is counted', async () => {
    const lines = [JSON.stringify(ENTRY), '{"a":1}', '{"__REALTIME_TIMESTAMP":"never","MESSAGE":"x"}', '{"MESS'];
    const read = await readFileOf('journal.json', lines.join('\n'));
    expect(read.rows('Syslog')).toHaveLength(1);
    expect(read.sources[0]!.report).toMatchObject({ records: 4, skipped: 3 });
  });

  test('fields of any kind are read without an error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(ENTRY)), fc.jsonValue()), (fields) => {
        const entry = journalEntry({ ...ENTRY, ...fields });
        if (typeof entry !== 'string') expect(typeof entry.message).toBe('string');
      }),
    );
  });
});

describe.skipIf(!hasCorpus)('exports of Syslog', () => {
  test.each([
    ['syslog_auoms_auditd_log4shell_cve2021_44228_jndi_reference.zip', 50, 'auoms', 'type=AUOMS_EXECVE audit('],
    [
      'syslog_sysmon_log4shell_cve2021_44228_jndi_reference.zip',
      93,
      'sysmon',
      '<Event><System><Provider Name="Linux-Sysmon"',
    ],
  ])('%s keeps the messages as they are', async (name, rowCount, process, start) => {
    const read = await readAll([join(corpus, 'otrf', name)]);
    const rows = read.rows('Syslog');
    expect(countBy(rows, (row) => `${row.Computer} ${row.ProcessName} ${row.HostIP}`)).toEqual({
      [`UBUNTU5 ${process} 192.168.2.5`]: rowCount,
    });
    expect(rows.every((row) => String(row.SyslogMessage).startsWith(start))).toBe(true);
    expect(read.sources[0]!.report).toMatchObject({ records: rowCount, skipped: 0 });
  });

  test('flows of VMConnection', async () => {
    const name = 'vminsights_vmconnection_log4shell_cve2021_44228_jndi_reference.zip';
    const rows = (await readAll([join(corpus, 'otrf', name)])).rows('VMConnection');
    expect(countBy(rows, (row) => String(row.ProcessName))).toEqual({ java: 4, bash: 1 });
    expect(new Date(Number(rows[0]!.TimeGenerated) / 1000).toISOString()).toBe('2022-05-11T18:09:38.868Z');
  });
});
