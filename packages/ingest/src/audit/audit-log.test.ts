import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpus, hasCorpus, truth } from '../testing/corpus.js';
import { countBy, type ReadResult, type Row, readAll, readFileOf, withFiles } from '../testing/read-all.js';

interface AuditFacts {
  readonly lines: number;
  readonly recordTypes: Record<string, number>;
  readonly distinctEventIds: number;
  readonly syscallExecveEvents: number;
  readonly execByUid: Record<string, number>;
  readonly execByAuid: Record<string, number>;
  readonly execByExe: Record<string, number>;
  readonly execWhosePpidIsAnExecPid: number;
  readonly topCommandLines: Record<string, number>;
  readonly logonRecords: readonly { type: string; acct: string; addr: string; res: string; count: number }[];
  readonly failedByAddr: Record<string, number>;
  readonly userCmd: readonly { auid: string; cmd: string }[];
  readonly userCmdCount: number;
}

const facts = Object.entries(truth<AuditFacts>('linux')).filter(([, fact]) => fact.syscallExecveEvents !== undefined);
const UNSET = '4294967295';

function events(read: ReadResult, ...types: string[]): Row[] {
  return read.rows('AuditLog_CL').filter((row) => types.includes(String(row.EventType)));
}

function expectCounts(rows: readonly Row[], column: string, expected: Record<string, number>): void {
  const counts = countBy(rows, (row) => String(row[column] === -1 ? UNSET : row[column]));
  for (const [value, count] of Object.entries(expected)) expect([value, counts[value] ?? 0]).toEqual([value, count]);
}

describe.skipIf(!hasCorpus)('audit logs of the corpus', () => {
  test.each(facts)('%s: records, events and process starts', async (path, fact) => {
    const read = await readAll([join(corpus, path)]);
    const rows = read.rows('AuditLog_CL');
    expect(read.sources[0]!.report).toMatchObject({ format: 'auditd', records: fact.lines, skipped: 0 });
    expect(rows).toHaveLength(fact.lines);
    expectCounts(rows, 'RecordType', fact.recordTypes);
    expect(rows.filter((row) => row.EventType !== '')).toHaveLength(fact.distinctEventIds);
    const starts = events(read, 'SYSCALL_EXECVE');
    expect(starts).toHaveLength(fact.syscallExecveEvents);
    expectCounts(starts, 'uid', fact.execByUid);
    expectCounts(starts, 'auid', fact.execByAuid);
    expectCounts(starts, 'exe', fact.execByExe);
    expectCounts(starts, 'cmdline', fact.topCommandLines);
    const ids = new Set(starts.map((row) => row.pid));
    expect(starts.filter((row) => ids.has(row.ppid!))).toHaveLength(fact.execWhosePpidIsAnExecPid);
  });

  test.each(facts)('%s: logons and sudo commands', async (path, fact) => {
    const read = await readAll([join(corpus, path)]);
    const logons = countBy(events(read, 'USER_LOGIN', 'USER_AUTH'), (row) =>
      [row.EventType, row.acct, row.addr, row.res].join(),
    );
    for (const { type, acct, addr, res, count } of fact.logonRecords)
      expect(logons[[type, acct, addr, res].join()]).toBe(count);
    const failed = events(read, 'USER_LOGIN').filter((row) => row.res === 'failed');
    expect(countBy(failed, (row) => String(row.addr))).toEqual(fact.failedByAddr);
    const commands = events(read, 'USER_CMD');
    expect(commands).toHaveLength(fact.userCmdCount);
    expect(commands.map((row) => ({ auid: String(row.auid), cmd: String(row.cmd).slice(0, 59) }))).toEqual(
      fact.userCmd.map(({ auid, cmd }) => ({ auid, cmd: cmd.slice(0, 59) })),
    );
  });
});

const SYSCALL =
  'type=SYSCALL msg=audit(1700000000.123:7): arch=c000003e syscall=59 success=yes exit=0 a0=55 a1=56 a2=57 items=2 ppid=10 pid=11 auid=1000 uid=0 gid=0 euid=0 egid=0 tty=pts0 ses=4294967295 comm="sh" exe="/bin/dash" key=(null)';

describe('audit logs', () => {
  test('an argument in pieces over several records, and a character across two pieces', async () => {
    const read = await readFileOf(
      'audit.log',
      [
        SYSCALL,
        'type=EXECVE msg=audit(1700000000.123:7): argc=4 a0="sh" a1="-c" a2_len=12 a2[0]=6563686F20C3',
        'type=EXECVE msg=audit(1700000000.123:7): a2[1]=A9 a3="x y"',
        'type=CWD msg=audit(1700000000.123:7): cwd=2F746D702F6120622F',
        'type=PATH msg=audit(1700000000.123:7): item=0 name="/bin/sh" nametype=NORMAL',
        'type=PROCTITLE msg=audit(1700000000.123:7): proctitle=7368002D63',
      ].join('\n'),
    );
    expect(events(read, 'SYSCALL_EXECVE')).toEqual([
      expect.objectContaining({
        TimeGenerated: 1_700_000_000_123_000,
        Computer: 'audit',
        mssg_id: '1700000000.123:7',
        a0: 'sh',
        a1: '-c',
        a2: 'echo é',
        argc: 4,
        cmdline: 'sh -c echo é x y',
        cwd: '/tmp/a b/',
        exe: '/bin/dash',
        comm: 'sh',
        pid: 11,
        ppid: 10,
        auid: 1000,
        ses: -1,
        acct: 'root',
        success: 'yes',
        proctitle: 'sh\u0000-c',
        paths: '["/bin/sh"]',
      }),
    ]);
  });

  test('records far apart are one event; a second event of the same moment is another', async () => {
    const between = Array.from(
      { length: 5000 },
      (_, index) =>
        `type=USER_END msg=audit(1700000000.123:${index + 100}): pid=1 uid=0 auid=0 ses=1 msg='op=PAM:session_close acct="root" exe="/usr/bin/sudo" hostname=? addr=? terminal=? res=success'`,
    );
    const lines = [SYSCALL, ...between, 'type=EXECVE msg=audit(1700000000.123:7): argc=1 a0="ls"'];
    const read = await readFileOf('audit.log', lines.join('\n'));
    expect(events(read, 'SYSCALL_EXECVE').map((row) => row.cmdline)).toEqual(['ls']);
    expect(events(read, 'USER_END')).toHaveLength(5000);
    expect(events(read, 'USER_END')[0]).toMatchObject({ acct: 'root', op: 'PAM:session_close', res: 'success' });
  });

  test('the enriched form names accounts, and a node is the host', async () => {
    const line = `node=web01 ${SYSCALL}\u001dARCH=x86_64 SYSCALL=execve AUID="bob" UID="alice"`;
    const read = await readFileOf(
      'audit.log',
      `${line}\nnode=web01 type=EXECVE msg=audit(1700000000.123:7): argc=1 a0="id"\n`,
    );
    expect(events(read, 'SYSCALL_EXECVE')[0]).toMatchObject({ Computer: 'web01', acct: 'alice', audit_user: 'bob' });
    expect(read.sources[0]!.report.assumptions).toEqual([]);
  });

  test('a host that the log does not name is as told, or after the path', async () => {
    const told = await readFileOf('audit.log.1', `${SYSCALL}\n`, { host: 'web01' });
    expect(told.rows('AuditLog_CL')[0]!.Computer).toBe('web01');
    expect(told.sources[0]!.report.assumptions).toEqual([]);
    await withFiles({}, async (folder) => {
      const place = join(folder, 'web02', 'var', 'log', 'audit');
      await mkdir(place, { recursive: true });
      await writeFile(join(place, 'audit.log.1'), `${SYSCALL}\n`);
      const read = await readAll([folder]);
      expect(read.rows('AuditLog_CL')[0]!.Computer).toBe('web02');
      expect(read.sources[0]!.report.assumptions.join()).toContain('after the folder');
    });
  });

  test('a hexadecimal sudo command in the message of a program', async () => {
    const read = await readFileOf(
      'audit.log',
      `----\ntime->Tue Nov 14 22:13:20 2023\ntype=USER_CMD msg=audit(1700000000.5:9): pid=5 uid=1000 auid=1000 ses=2 msg='cwd="/home/bob" cmd=6361742022612062223B206964 terminal=pts/0 res=success'\n`,
    );
    expect(events(read, 'USER_CMD')[0]).toMatchObject({
      cmd: 'cat "a b"; id',
      cwd: '/home/bob',
      terminal: 'pts/0',
      res: 'success',
      uid: 1000,
    });
    expect(read.sources[0]!.report).toMatchObject({ records: 1, skipped: 0 });
  });
});
