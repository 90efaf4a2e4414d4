import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { corpus, hasCorpus, truth } from '../testing/corpus.js';
import { makeZip } from '../testing/make-zip.js';
import { countBy, type Row, readAll, readFileOf, withFiles } from '../testing/read-all.js';

interface OpenSshFacts {
  readonly lines: number;
  readonly failedPasswordTotal: number;
  readonly failedPasswordTotalIfRepeatsNotExpanded: number;
  readonly messageRepeatedLines: number;
  readonly failedByUser: Record<string, number>;
  readonly failedByIp: Record<string, number>;
  readonly failedForInvalidUsers: number;
  readonly distinctIps: number;
  readonly distinctUsers: number;
  readonly invalidUserLines: number;
  readonly possibleBreakIn: number;
  readonly pamFailureLines: number;
}

interface LinuxFacts {
  readonly lines: number;
  readonly byProcess: Record<string, number>;
  readonly sshAuthFailures: number;
  readonly sshAuthFailuresByUser: Record<string, number>;
  readonly checkPassUserUnknown: number;
  readonly ftpConnections: number;
  readonly ftpConnectionsByIp: Record<string, number>;
}

const OPENSSH = 'linux/loghub/OpenSSH_2k_lines1-1000.log';
const LINUX = 'linux/loghub/Linux_2k_lines1-1000.log';

const messages = (rows: readonly Row[]) => rows.map((row) => String(row.SyslogMessage));
const iso = (row: Row | undefined) => new Date(Number(row!.TimeGenerated) / 1000).toISOString();

describe.skipIf(!hasCorpus)('syslog files of the corpus', () => {
  test('OpenSSH: failed passwords with the repeated ones written out', async () => {
    const fact = truth<OpenSshFacts>('linux')[OPENSSH]!;
    const read = await readAll([join(corpus, OPENSSH)]);
    const rows = read.rows('Syslog');
    expect(read.sources[0]!.report).toMatchObject({ format: 'syslog', records: fact.lines, skipped: 0 });
    const added = fact.failedPasswordTotal - fact.failedPasswordTotalIfRepeatsNotExpanded;
    expect(rows).toHaveLength(fact.lines + added);
    expect(new Set(rows.map((row) => [row.Computer, row.ProcessName].join()))).toEqual(new Set(['LabSZ,sshd']));
    const failed = messages(rows).flatMap((message) => {
      const match = /^Failed password for (invalid user )?(.{0,99}) from (\S{1,99}) port/.exec(message);
      return match === null ? [] : [{ invalid: match[1] !== undefined, user: match[2]!, address: match[3]! }];
    });
    expect(failed).toHaveLength(fact.failedPasswordTotal);
    expect(countBy(failed, ({ user }) => user)).toMatchObject(fact.failedByUser);
    expect(countBy(failed, ({ address }) => address)).toMatchObject(fact.failedByIp);
    expect(failed.filter(({ invalid }) => invalid)).toHaveLength(fact.failedForInvalidUsers);
    expect(new Set(failed.map(({ address }) => address)).size).toBe(fact.distinctIps);
    expect(new Set(failed.map(({ user }) => user)).size).toBe(fact.distinctUsers);
    const count = (part: string) => messages(rows).filter((message) => message.includes(part)).length;
    expect(count('POSSIBLE BREAK-IN ATTEMPT')).toBe(fact.possibleBreakIn);
    expect(count('pam_unix(sshd:auth): authentication failure;')).toBe(fact.pamFailureLines);
    expect(messages(rows).filter((message) => message.startsWith('Invalid user'))).toHaveLength(fact.invalidUserLines);
    expect(read.sources[0]!.report.assumptions.join()).toContain(`N messages: ${fact.messageRepeatedLines}.`);
  });

  test('Linux: programs, failures and connections', async () => {
    const fact = truth<LinuxFacts>('linux')[LINUX]!;
    const read = await readAll([join(corpus, LINUX)]);
    const rows = read.rows('Syslog');
    expect(rows).toHaveLength(fact.lines);
    expect(countBy(rows, (row) => String(row.ProcessName))).toEqual(fact.byProcess);
    const ssh = rows.filter((row) => String(row.ProcessName).startsWith('sshd'));
    const users = messages(ssh).flatMap((message) => {
      const match = /authentication failure;.{0,200}rhost=\S{0,99}(?:\s+user=(\S{1,99}))?/.exec(message);
      return match === null ? [] : [match[1] ?? '(unknown user)'];
    });
    expect(users).toHaveLength(fact.sshAuthFailures);
    expect(countBy(users, (user) => user)).toEqual(fact.sshAuthFailuresByUser);
    expect(messages(rows).filter((message) => message.includes('check pass; user unknown'))).toHaveLength(
      fact.checkPassUserUnknown,
    );
    const connections = rows.filter(
      (row) => row.ProcessName === 'ftpd' && String(row.SyslogMessage).startsWith('connection from '),
    );
    expect(connections).toHaveLength(fact.ftpConnections);
    expect(countBy(connections, (row) => String(row.SyslogMessage).split(' ')[2]!)).toMatchObject(
      fact.ftpConnectionsByIp,
    );
    expect(new Set(ssh.map((row) => row.Facility))).toEqual(new Set(['authpriv']));
  });

  test('the first and last times stand in the year before the file was last changed', async () => {
    const read = await readAll([join(corpus, OPENSSH)]);
    const rows = read.rows('Syslog');
    const year = iso(rows[0]).slice(0, 4);
    expect([iso(rows[0]), iso(rows.at(-1))]).toEqual([`${year}-12-10T06:55:46.000Z`, `${year}-12-10T10:14:13.000Z`]);
    expect(Date.parse(iso(rows[0]))).toBeLessThan(Date.now());
  });
});

async function readChanged(name: string, lines: readonly string[], changed: string, timeZone?: string) {
  return withFiles({ [name]: `${lines.join('\n')}\n` }, async (folder) => {
    const file = join(folder, name);
    await utimes(file, new Date(changed), new Date(changed));
    return readAll([file], timeZone === undefined ? {} : { timeZone });
  });
}

const at = (stamp: string) => `${stamp} web01 sshd[7]: hello`;

describe('the year of a line without one', () => {
  test.each([
    ['is that of the last change', ['Mar  1 10:00:00'], '2024-03-02', ['2024-03-01']],
    ['is never later than that', ['Mar  5 10:00:00'], '2024-03-02', ['2023-03-05']],
    ['turns with the year', ['Dec 30 10:00:00', 'Jan  2 10:00:00'], '2024-03-02', ['2023-12-30', '2024-01-02']],
    [
      'stands a late line of the old year',
      ['Dec 31 10:00:00', 'Jan  1 00:00:01', 'Dec 31 23:59:59', 'Jan  1 10:00:00'],
      '2024-03-02',
      ['2023-12-31', '2024-01-01', '2023-12-31', '2024-01-01'],
    ],
    [
      'is right over more than a year',
      ['Nov  1 10:00:00', 'May  1 10:00:00', 'Dec  1 10:00:00', 'Feb  1 10:00:00'],
      '2024-03-02',
      ['2022-11-01', '2023-05-01', '2023-12-01', '2024-02-01'],
    ],
    [
      'is a leap year for a 29 February',
      ['Feb 29 10:00:00', 'Mar  1 10:00:00'],
      '2023-06-01',
      ['2020-02-29', '2020-03-01'],
    ],
  ])('%s', async (_, stamps, changed, days) => {
    const read = await readChanged('messages', stamps.map(at), changed);
    expect(read.rows('Syslog').map((row) => iso(row).slice(0, 10))).toEqual(days);
    expect(read.sources[0]!.report.assumptions[0]).toContain(`the file was last changed, ${changed}`);
  });

  test('a packed file counts back from when it was packed, a file of a zip without a date from today', async () => {
    const line = `${at('Mar  5 10:00:00')}\n`;
    await withFiles({ 'auth.log.2.gz': gzipSync(line) }, async (folder) => {
      const file = join(folder, 'auth.log.2.gz');
      await utimes(file, new Date('2022-04-01'), new Date('2022-04-01'));
      expect(iso((await readAll([file])).rows('Syslog')[0])).toBe('2022-03-05T10:00:00.000Z');
    });
    const read = await readFileOf('logs.zip', makeZip([{ name: 'messages', content: line }]));
    expect(read.sources[0]!.report.assumptions[0]).toContain('counting back from today');
  });

  test('times are local in the zone given', async () => {
    const read = await readChanged('messages', [at('Jul  1 10:00:00')], '2024-07-02', 'Europe/Berlin');
    expect(iso(read.rows('Syslog')[0])).toBe('2024-07-01T08:00:00.000Z');
    const unsaid = await readChanged('messages', [at('Jul  1 10:00:00')], '2024-07-02');
    expect(unsaid.sources[0]!.report.assumptions.join()).toContain('read as UTC');
  });
});

describe('lines of syslog', () => {
  test('RFC 3164 with a priority', async () => {
    const read = await readChanged(
      'collector.log',
      ['<38>Oct 11 22:14:15 192.0.2.9 su[12]: Successful su'],
      '2024-11-01',
    );
    expect(read.rows('Syslog')).toEqual([
      {
        TimeGenerated: Date.parse('2024-10-11T22:14:15Z') * 1000,
        EventTime: Date.parse('2024-10-11T22:14:15Z') * 1000,
        Computer: '192.0.2.9',
        HostName: '192.0.2.9',
        HostIP: '192.0.2.9',
        Facility: 'auth',
        SeverityLevel: 'info',
        ProcessName: 'su',
        ProcessID: 12,
        SyslogMessage: 'Successful su',
      },
    ]);
  });

  test('RFC 5424, after its own examples', async () => {
    const read = await readFileOf(
      'collector.log',
      [
        "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff'su root' failed for lonvick on /dev/pts/8",
        '<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It is time to make the do-nuts.',
        '<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" q="a\\"]b"][x@1] An application event',
        '<165>1 2003-10-11T22:14:15.003Z - evntslog - ID47 [exampleSDID@32473 iut="3"]',
        '<165>1 - host app - - - no time',
      ].join('\n'),
    );
    const rows = read.rows('Syslog');
    expect(rows.map((row) => [row.Facility, row.SeverityLevel, row.Computer, row.ProcessName, row.ProcessID])).toEqual([
      ['auth', 'crit', 'mymachine.example.com', 'su', null],
      ['local4', 'notice', '192.0.2.1', 'myproc', 8710],
      ['local4', 'notice', 'mymachine.example.com', 'evntslog', null],
      ['local4', 'notice', 'collector', 'evntslog', null],
    ]);
    expect(rows[1]!.TimeGenerated).toBe(Date.parse('2003-08-24T12:14:15Z') * 1000 + 3);
    expect(messages(rows)).toEqual([
      "'su root' failed for lonvick on /dev/pts/8",
      '%% It is time to make the do-nuts.',
      '[exampleSDID@32473 iut="3" q="a\\"]b"][x@1] An application event',
      '[exampleSDID@32473 iut="3"]',
    ]);
    expect(read.sources[0]!.report).toMatchObject({ skipped: 1, damage: [{ record: 5 }] });
  });

  test('files with ISO times, and the separators of journalctl', async () => {
    const read = await readFileOf(
      'auth.log',
      '-- Logs begin at Mon 2024-01-01 --\n2024-05-01T10:00:00.123456+02:00 web01 sudo:      bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh\n2024-05-01T10:00:01+0200 web01 CRON[99]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)\n-- Reboot --\n',
    );
    const [sudo, cron] = read.rows('Syslog');
    expect(sudo).toMatchObject({
      TimeGenerated: Date.parse('2024-05-01T08:00:00.123Z') * 1000 + 456,
      EventTime: Date.parse('2024-05-01T08:00:00Z') * 1000,
      Facility: 'authpriv',
      SeverityLevel: 'notice',
      ProcessName: 'sudo',
      SyslogMessage: 'bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh',
    });
    expect(cron).toMatchObject({ Facility: 'authpriv', SeverityLevel: 'info', ProcessName: 'CRON', ProcessID: 99 });
    expect(read.sources[0]!.report).toMatchObject({ records: 2, skipped: 0 });
    expect(read.sources[0]!.report.assumptions.join()).toContain('facility and severity');
  });

  test.each([
    ['kernel: [    1.5] usb: new device', 'kernel', null, '[    1.5] usb: new device'],
    ['su[12]: + /dev/pts/0 bob:root', 'su', 12, '+ /dev/pts/0 bob:root'],
    ['dbus-daemon[9]: [system] Activating: x', 'dbus-daemon', 9, '[system] Activating: x'],
    ['-- MARK --', '', null, '-- MARK --'],
    ['CEF:0|A|B|1|2|name|5|msg=a: b', '', null, 'CEF:0|A|B|1|2|name|5|msg=a: b'],
    ['{"a": 1}', '', null, '{"a": 1}'],
    ['x[99999999999]: big', 'x', null, 'big'],
    ['sshd:', 'sshd', null, ''],
  ])('%s', async (text, process, pid, message) => {
    const read = await readChanged('messages', [`Mar  1 10:00:00 web01 ${text}`], '2024-04-01');
    expect(read.rows('Syslog')).toEqual([
      expect.objectContaining({ ProcessName: process, ProcessID: pid, SyslogMessage: message }),
    ]);
  });

  test('repeated messages: in brackets, of the line before, of none, and too often', async () => {
    const repeat = (text: string) => `Mar  1 10:00:05 web01 ${text}`;
    const lines = [
      repeat('last message repeated 2 times'),
      repeat('sshd[7]: no'),
      repeat('last message repeated 2 times'),
      repeat('sshd[7]: message repeated 3 times: [ yes]'),
      repeat('sshd[7]: message repeated 99999999 times: [ often]'),
    ];
    const read = await readChanged('messages', lines, '2024-04-01');
    expect(messages(read.rows('Syslog'))).toEqual([
      'last message repeated 2 times',
      ...['no', 'no', 'no'],
      ...['yes', 'yes', 'yes'],
      'message repeated 99999999 times: [ often]',
    ]);
    expect(read.sources[0]!.report.assumptions.slice(-2).join()).toMatch(/N messages: 2\..*one message: 2\./);
  });

  test.each([
    ['secure-20240301', 'sshd', 'authpriv'],
    ['auth.log.1', 'systemd-logind', 'authpriv'],
    ['messages', 'sshd', 'auth'],
    ['messages', 'kernel', 'kern'],
    ['messages', 'postfix/smtpd', 'mail'],
    ['messages', 'CROND', 'cron'],
    ['messages', 'dhclient', 'daemon'],
    ['messages', '/usr/sbin/cron', 'cron'],
    ['cron', 'anything', 'cron'],
  ])('in %s, %s is of facility %s', async (name, process, facility) => {
    const read = await readChanged(name, [`Mar  1 10:00:00 web01 ${process}[5]: text`], '2024-04-01');
    expect(read.rows('Syslog')[0]!.Facility).toBe(facility);
  });
});

describe('what is no syslog', () => {
  test.each([
    [
      'pfirewall.log',
      '#Version: 1.5\n#Software: Microsoft Windows Firewall\n2024-01-01 10:00:00 ALLOW TCP 192.0.2.1 192.0.2.2 1 2 0 - 0 0 0 - - - SEND\n',
    ],
    ['u_ex240101.log', '2024-01-01 00:00:01 10.0.0.1 GET / - 80 - 192.0.2.1 Mozilla/5.0 - 200 0 0 5\n'],
    ['CBS.log', '2024-01-01 10:00:00, Info                  CBS    TI: --- Initializing Trusted Installer ---\n'],
    ['app.log', '2024-01-01T10:00:00Z INFO main: started\n2024-01-01T10:00:01Z WARN main: slow\n'],
    ['access.log', '192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326\n'],
    ['notes.txt', 'Jan called: he is late\nMarch: nothing\n'],
    ['events.xml', '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System/></Event>\n'],
    ['event.xml', '<5>not syslog</5>\n'],
  ])('%s is skipped', async (name, content) => {
    const read = await readFileOf(name, content);
    expect(read.sources).toEqual([]);
    expect(read.skipped[0]!.reason).toMatch(/this format is not read yet/);
  });

  test('a csv whose cells are lines of syslog is a csv', async () => {
    const read = await readFileOf('Mine.csv', 'line\nMar  1 10:00:00 web01 sshd[7]: a\n', { table: 'Mine' });
    expect(read.rows('Mine')).toHaveLength(1);
  });
});
