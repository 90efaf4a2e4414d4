import { describe, expect, it } from 'vitest';
import { bytes, duration, plural } from './amounts.js';
import { caretText } from './caret.js';
import { plain } from './plain.js';
import { tableText } from './table-text.js';
import { parseTime } from './time.js';

describe('carets', () => {
  it('stand under the place, also where characters are wide or shown as escapes', () => {
    expect(caretText('T | where Nope == 1', { line: 1, column: 11, length: 4 })).toBe(
      '1 | T | where Nope == 1\n              ^^^^',
    );
    expect(caretText('print "日本", x', { line: 1, column: 13, length: 1 })).toBe(
      '1 | print "日本", x\n                  ^',
    );
    expect(caretText('a\u0007b', { line: 1, column: 3, length: 1 })).toBe('1 | a\\u0007b\n           ^');
  });

  it('stand at the end of a text that stops too early', () => {
    expect(caretText('T | where', { line: 1, column: 10, length: 0 })).toBe('1 | T | where\n             ^');
  });

  it('find their place in the middle of a very long line', () => {
    const [line, carets] = caretText(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, {
      line: 1,
      column: 501,
      length: 4,
    }).split('\n');
    expect(line!.length).toBeLessThan(130);
    expect(line!.slice(carets!.indexOf('^'), carets!.length)).toBe('HERE');
  });
});

describe('plain', () => {
  it('leaves nothing that acts on a terminal', () => {
    expect(plain('a\u001b[31mb\u009b1mc\u202ed\r\ne\tf')).toBe('a\\u001b[31mb\\u009b1mc\\u202ed e f');
  });
});

describe('a table', () => {
  const columns = [
    { name: 'name', type: 'string' },
    { name: 'count', type: 'long' },
  ] as const;

  it('gives way at the widest column to fit the terminal', () => {
    const text = tableText(columns, [['a very long name of something', 5]], 20);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(20);
    expect(text).toContain('…');
  });

  it('shows null as nothing, dynamics as JSON, long integers whole', () => {
    const typed = [
      { name: 'd', type: 'dynamic' },
      { name: 'l', type: 'long' },
      { name: 't', type: 'datetime' },
    ] as const;
    const rows = [
      [{ a: [1] }, 9007199254740993n, '2024-05-01T08:00:00.5000000Z'],
      [null, null, null],
    ];
    expect(tableText(typed, rows).split('\n').slice(2)).toEqual([
      '{"a":[1]}  9007199254740993  2024-05-01 08:00:00.5',
      '',
      '',
    ]);
  });
});

describe('times', () => {
  it.each([
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01 08:30', '2024-05-01T08:30:00.000Z'],
    ['2024-05-01T08:30:00+02:00', '2024-05-01T06:30:00.000Z'],
    ['2024-05-01T08:30:00.5Z', '2024-05-01T08:30:00.500Z'],
  ])('%s is read as UTC where it names no zone', (text, expected) => {
    expect(parseTime(text, '--start').toISOString()).toBe(expected);
  });

  it.each(['', 'now', '2024-13-01', '2024-05-01T25:00', '1714550000'])('%j is none', (text) => {
    expect(() => parseTime(text, '--start')).toThrow('is not a time');
  });
});

describe('amounts', () => {
  it('read as a person says them', () => {
    expect([plural(1, 'row'), plural(1234, 'row')]).toEqual(['1 row', '1,234 rows']);
    expect([bytes(12), bytes(3_240_000)]).toEqual(['12 bytes', '3.2 MB']);
    expect([duration(340), duration(2440), duration(185_000)]).toEqual(['340 ms', '2.4 s', '3 min 5 s']);
  });
});
