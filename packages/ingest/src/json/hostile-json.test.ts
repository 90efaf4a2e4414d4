import { describe, expect, test } from 'vitest';
import { readFileOf } from '../testing/read-all.js';

const ROW = '{"TimeGenerated":"2024-01-01T00:00:00Z","Computer":"a"}';

async function heartbeat(content: string | Uint8Array, name = 'Heartbeat.ndjson') {
  const read = await readFileOf(name, content);
  return {
    computers: read.rows('Heartbeat').map((row) => row.Computer),
    report: read.sources[0]?.report,
    skipped: read.skipped,
    table: read.tables.get('Heartbeat'),
  };
}

describe('JSON that is damaged or meant to harm', () => {
  test.each([
    ['a truncated last line', `${ROW}\n${ROW.slice(0, 20)}`, 1],
    ['a line of noise', `${ROW}\n\u0001\u0002]]}\n${ROW}`, 2],
    ['values that are no records', `${ROW}\n42\n"text"\n[1]\nnull\n${ROW}`, 2],
    ['a raw NUL in a text', `${ROW}\n{"Computer":"a\u0000b"}\n${ROW}`, 2],
  ])('%s is counted and costs no other record', async (_, content, rows) => {
    const { computers, report } = await heartbeat(content);
    expect(computers).toHaveLength(rows);
    expect(report!.records).toBe(report!.skipped + rows);
    expect(report!.damage).toHaveLength(report!.skipped);
    expect(report!.skipped).toBeGreaterThan(0);
  });

  test('bytes that are no UTF-8 are replaced', async () => {
    const content = Buffer.concat([Buffer.from('{"Computer":"a'), Buffer.from([0xff, 0xc3]), Buffer.from('b"}\n')]);
    expect((await heartbeat(content)).computers).toEqual(['a\ufffd\ufffdb']);
  });

  test('a line beyond the limit is passed over, and listed by its number', async () => {
    const { computers, report } = await heartbeat(`${ROW}\n{"Computer":"${'x'.repeat(17 * 1024 * 1024)}"}\n${ROW}\n`);
    expect(computers).toEqual(['a', 'a']);
    expect(report!.damage).toEqual([{ record: 2, reason: expect.stringContaining('longer than') }]);
  });

  test('only the first twenty damaged records are listed, all are counted', async () => {
    const { report } = await heartbeat(`${ROW}\n${'broken\n'.repeat(100)}`);
    expect(report!.skipped).toBe(100);
    expect(report!.damage).toHaveLength(20);
    expect(report!.damage[19]!.record).toBe(21);
  });

  test('keys of object prototypes are columns like any other', async () => {
    const { table } = await heartbeat(
      '{"Computer":"a","__proto__":"p","constructor":"c","toString":"t","hasOwnProperty":"h"}\n',
    );
    expect([...table!.columns.keys()]).toEqual(['Computer', '__proto__', 'constructor', 'toString', 'hasOwnProperty']);
    expect(({} as Record<string, unknown>).p).toBeUndefined();
  });

  test('nesting of any depth is read or counted, never fatal', async () => {
    const deep = `{"Computer":"b","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const { computers, report } = await heartbeat(`${ROW}\n${deep}\n${ROW}`);
    expect(computers.filter((computer) => computer === 'a')).toHaveLength(2);
    expect(report!.records).toBe(3);
  });

  test('the last of duplicate keys counts', async () => {
    expect((await heartbeat('{"Computer":"first","Computer":"last"}\n')).computers).toEqual(['last']);
  });

  test.each([
    ['an array on one line', `[${ROW},${ROW}]`],
    ['an array over lines', `[\n  ${ROW},\n  ${ROW}\n]\n`],
    [
      'pretty-printed records',
      `${JSON.stringify(JSON.parse(ROW), null, 2)}\n${JSON.stringify(JSON.parse(ROW), null, 2)}`,
    ],
    ['a pretty-printed array', JSON.stringify([JSON.parse(ROW), JSON.parse(ROW)], null, 2)],
    ['records without line ends', `${ROW}${ROW}`],
    ['a byte-order mark', `\ufeff${ROW}\n${ROW}`],
    ['Windows line ends', `${ROW}\r\n\r\n${ROW}\r\n`],
  ])('%s', async (_, content) => {
    const { computers, report } = await heartbeat(content, 'Heartbeat.json');
    expect(computers).toEqual(['a', 'a']);
    expect(report!.skipped).toBe(0);
  });

  test('UTF-16, as PowerShell writes it', async () => {
    const content = Buffer.from(`\ufeff${ROW}\r\n${ROW}\r\n`, 'utf16le');
    expect((await heartbeat(content)).computers).toEqual(['a', 'a']);
  });

  test('a damaged record in an array costs itself alone', async () => {
    const { computers, report } = await heartbeat(
      `[${ROW}, {"Computer": oops}, ${ROW.replace('"a"', '"} ] {\\""')}, ${ROW}]`,
    );
    expect(computers).toEqual(['a', '} ] {"', 'a']);
    expect(report!.damage).toEqual([{ record: 2, reason: expect.stringContaining('not JSON') }]);
  });

  test('an array that breaks off gives its whole records', async () => {
    const { computers, report } = await heartbeat(`[${ROW}, ${ROW}, ${ROW.slice(0, 30)}`);
    expect(computers).toEqual(['a', 'a']);
    expect(report!.damage).toEqual([{ record: 3, reason: expect.stringContaining('cut off') }]);
  });
});
