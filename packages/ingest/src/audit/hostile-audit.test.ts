import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileOf } from '../testing/read-all.js';
import { auditEvent } from './audit-event.js';
import { auditFields, auditText } from './audit-fields.js';
import type { AuditLine } from './audit-line.js';
import { parseAuditLine } from './audit-line.js';
import { createEventGroups } from './event-groups.js';
import { readAuditLog } from './read-audit-log.js';

const GOOD = 'type=USER_CMD msg=audit(1700000000.5:9): pid=5 uid=0';

/** As the kernel writes untrusted text: quoted, or hexadecimal where a character would break the quotes. */
function written(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.every((byte) => byte > 32 && byte < 127 && byte !== 34)
    ? `"${text}"`
    : bytes.toString('hex').toUpperCase();
}

function line(type: string, body: string): AuditLine {
  return { node: '', type, id: '1.0:1', time: 1e6, body };
}

describe('audit records that are damaged or meant to harm', () => {
  test('any arguments survive the way the kernel writes them, in pieces and out of order', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), fc.boolean(), (args, split) => {
        const pieces = args.flatMap((arg, index) => {
          const bytes = Buffer.from(arg, 'utf8');
          const middle = bytes.length >> 1;
          if (!split || middle === 0) return [`a${index}=${written(arg)}`];
          const hex = (part: Buffer) => part.toString('hex').toUpperCase();
          return [`a${index}[1]=${hex(bytes.subarray(middle))}`, `a${index}[0]=${hex(bytes.subarray(0, middle))}`];
        });
        const records = [line('SYSCALL', 'pid=1'), ...pieces.map((piece) => line('EXECVE', piece))];
        expect(auditEvent(records).get('cmdline')).toBe(args.join(' '));
      }),
    );
  });

  test('any account survives inside the message of a program', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (acct) => {
        const body = `pid=1 msg='op=login acct=${written(acct)} addr=192.0.2.1 res=failed'`;
        const cells = auditEvent([line('USER_LOGIN', body)]);
        expect([cells.get('acct'), cells.get('addr'), cells.get('res')]).toEqual([acct, '192.0.2.1', 'failed']);
      }),
    );
  });

  test('any text is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const [, value] of auditFields(text)) auditText(value);
        parseAuditLine(text);
        auditEvent([line('EXECVE', text), line('SYSCALL', text)]);
      }),
    );
  });

  test.each([
    ['blanks', ' '.repeat(900_000)],
    ['equals signs', '='.repeat(900_000)],
    ['quotes', `a="${'\'"'.repeat(450_000)}`],
    ['unclosed quotes', 'a="'.repeat(300_000)],
    ['unclosed messages', "msg='".repeat(180_000)],
    ['hexadecimal digits', `cmd=${'41'.repeat(450_000)}`],
    ['an argument far out', 'a999999="x" a5[999999]="y"'],
  ])('a record of many %s takes no long time', async (_, body) => {
    const started = performance.now();
    const read = await readFileOf('audit.log', `${GOOD}\ntype=EXECVE msg=audit(1700000000.5:10): ${body}\n`);
    expect(read.rows('AuditLog_CL')).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('lines that are no records are counted and cost no other', async () => {
    const lines = [
      GOOD,
      GOOD,
      GOOD,
      'noise',
      'type=X msg=audit(x): y',
      '\u0001\u0002',
      GOOD.slice(0, 20),
      'x'.repeat(2e6),
      GOOD,
    ];
    const read = await readFileOf('audit.log', lines.join('\n'));
    expect(read.rows('AuditLog_CL')).toHaveLength(4);
    const { report } = read.sources[0]!;
    expect(report).toMatchObject({ records: 9, skipped: 5 });
    expect(report.damage.map(({ record }) => record)).toEqual([4, 5, 6, 7, 8]);
  });

  test('what is held is bounded by number and by size; late records stay rows, but no events', async () => {
    const groups = createEventGroups({ events: 2, characters: 100, remembered: 10 });
    const add = (id: string, raw = 'x') => groups.add({ number: 1, line: { ...line('PATH', ''), id }, raw });
    const ids = () => groups.take().map(({ records, late }) => [records[0]!.line.id, late]);
    for (const id of ['1', '2', '3']) add(id);
    expect(ids()).toEqual([
      ['1', false],
      ['2', false],
    ]);
    add('4', 'x'.repeat(100));
    expect(ids()).toEqual([
      ['3', false],
      ['4', false],
    ]);
    add('1');
    expect(groups.take(true)).toEqual([expect.objectContaining({ late: true })]);
  });

  test('records of an event beyond the limits are told of', async () => {
    const report = { format: '', records: 0, skipped: 0, bytes: 0, damage: [], assumptions: [] as string[] };
    const text = [1, 2, 3, 1, 4].map((serial) => `type=CWD msg=audit(1.0:${serial}): cwd="/"`).join('\n');
    async function* open() {
      yield Buffer.from(text);
    }
    const types: unknown[] = [];
    const limits = { events: 2, characters: 1000, remembered: 10 };
    const content = { size: undefined, open };
    for await (const batch of readAuditLog('h/var/log/audit/audit.log', content, report, {}, undefined, limits)) {
      const column = batch.columns.findIndex(({ name }) => name === 'EventType');
      types.push(...batch.values[column]!);
    }
    expect(types).toEqual(['CWD', 'CWD', 'CWD', '', 'CWD']);
    expect(report.assumptions).toEqual([
      'The log does not name its host: Computer is h, after the folder.',
      'Records that came too far behind their event were kept as rows of their own: 1.',
    ]);
  });
});
