import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileOf } from '../testing/read-all.js';
import { parseRepeat } from './repeats.js';
import { parseSyslogLine } from './syslog-line.js';

const GOOD = 'Mar  1 10:00:00 web01 sshd[7]: hello';

describe('lines of syslog that are damaged or meant to harm', () => {
  test('any text is a line or none, and never an error', () => {
    const start = fc.constantFrom('', '<13>', '<13>1 2024-01-01T00:00:00Z ', 'Mar  1 10:00:00 ', '5 <13>', '<999>');
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary' }), (before, text) => {
        const line = parseSyslogLine(before + text);
        if (line !== undefined) parseRepeat(line.message);
      }),
    );
  });

  test('host, program, process id and message come back as they were written', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,20}$/);
    const message = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.trim());
    fc.assert(
      fc.property(name, name, fc.option(fc.nat(2 ** 31 - 1)), message, (host, process, pid, text) => {
        fc.pre(text !== '');
        const tag = pid === null ? process : `${process}[${pid}]`;
        expect(parseSyslogLine(`<86>Feb 29 23:59:59 ${host} ${tag}: ${text}`)).toEqual({
          stamp: { kind: 'yearless', month: 2, day: 29, ofDay: 86_399e6 },
          priority: { facility: 'authpriv', severity: 'info' },
          host,
          process,
          processId: pid ?? undefined,
          message: text,
        });
      }),
    );
  });

  test('days and hours that do not exist are no times', () => {
    for (const stamp of ['Feb 30 10:00:00', 'Mar  0 10:00:00', 'Mar  1 24:00:00', 'Mar  1 10:60:00', 'Mar  1 10:00:61'])
      expect(parseSyslogLine(`${stamp} web01 sshd: x`), stamp).toBeUndefined();
    expect(parseSyslogLine('Dec 31 23:59:60 web01 sshd: x')?.stamp).toMatchObject({ ofDay: 86_399e6 });
  });

  test.each([
    ['blanks', ' '.repeat(900_000)],
    ['colons', ':'.repeat(900_000)],
    ['colons and blanks', ': '.repeat(450_000)],
    ['brackets', '['.repeat(900_000)],
    ['quotes', `[x ${'"\\'.repeat(450_000)}`],
    ['repeats in repeats', `x: message repeated 9 times: [ ${'message repeated 9 times: [ '.repeat(30_000)}]`],
  ])('a line of many %s takes no long time', async (_, text) => {
    const started = performance.now();
    const lines = [GOOD, GOOD, GOOD, `Mar  1 10:00:00 web01 ${text}`, `<13>1 2024-01-01T00:00:00Z h a p m ${text}`];
    const read = await readFileOf('messages', lines.join('\n'));
    const { report } = read.sources[0]!;
    expect(report.records).toBe(5);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('lines that are none are counted and cost no other', async () => {
    const lines = [
      GOOD,
      GOOD,
      GOOD,
      GOOD,
      'noise',
      '\u0001\u0002',
      `${'x'.repeat(2e6)}`,
      'Feb 30 10:00:00 a b: c',
      GOOD,
    ];
    const read = await readFileOf('messages', lines.join('\n'));
    expect(read.rows('Syslog')).toHaveLength(5);
    expect(read.sources[0]!.report).toMatchObject({ records: 9, skipped: 4 });
    expect(read.sources[0]!.report.damage.map(({ record }) => record)).toEqual([5, 6, 7, 8]);
  });

  test('NUL bytes that a crash left cost no line', async () => {
    const read = await readFileOf('messages', `${GOOD}\n${'\0'.repeat(5000)}${GOOD}\n${GOOD}\n`);
    expect(read.rows('Syslog')).toHaveLength(3);
    expect(read.sources[0]!.report.skipped).toBe(0);
    expect(read.sources[0]!.report.assumptions.join()).toContain('NUL bytes');
  });

  test('repeats are written out a million times at most in a file', async () => {
    const line = 'Mar  1 10:00:00 web01 x: message repeated 1000 times: [ y]\n';
    const read = await readFileOf('messages', line.repeat(1100));
    expect(read.rows('Syslog')).toHaveLength(1_000_000 + 100);
  });

  test('times in no order stay before the last change of the file', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 'Dec 24' : 'Jan 20'));
    const read = await readFileOf('messages', lines.map((day) => `${day} 10:00:00 web01 x: y`).join('\n'));
    const years = read.rows('Syslog').map((row) => new Date(Number(row.TimeGenerated) / 1000).getUTCFullYear());
    const now = Date.now() + 86_400_000;
    expect(read.rows('Syslog').every((row) => Number(row.TimeGenerated) / 1000 <= now)).toBe(true);
    expect(Math.max(...years) - Math.min(...years)).toBeLessThanOrEqual(1);
  });
});
