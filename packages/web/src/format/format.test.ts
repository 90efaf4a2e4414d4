import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCell,
  formatCompact,
  formatDuration,
  formatNumber,
  formatSpan,
  formatTime,
} from './format.js';
import { hasHidden, singleLine, visibleParts, visibleText } from './visible-text.js';

describe('numbers and times', () => {
  it.each([
    [999, '999'],
    [9_999, '9,999'],
    [12_345, '12k'],
    [999_499, '999k'],
    [999_600, '1.0M'],
    [1_483_221, '1.5M'],
    [23_000_000, '23M'],
  ])('shortens %d to %s', (value, text) => {
    expect(formatCompact(value)).toBe(text);
  });

  it.each([
    [4.4, '4 ms'],
    [1_340, '1.3 s'],
    [125_000, '2 min 5 s'],
    [59_990, '1 min'],
    [3 * 3_600_000 + 600_000, '3 h 10 min'],
    [2 * 86_400_000, '2 d'],
  ])('says %d milliseconds as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('writes times as ISO has them, without an empty fraction', () => {
    expect(formatTime('2026-11-20T10:00:05.2500000Z')).toBe('2026-11-20 10:00:05.25');
    expect(formatTime('2026-11-20T10:00:05.0000000Z')).toBe('2026-11-20 10:00:05');
    expect(formatTime('yesterday')).toBe('yesterday');
    expect(formatSpan('2026-11-20T10:00:00Z', '2026-11-20T11:30:00Z')).toBe('2026-11-20 10:00 to 11:30 UTC');
  });

  it('groups amounts but not names', () => {
    expect(formatCell(482113, { name: 'Events', type: 'long' })).toBe('482,113');
    expect(formatCell(4688, { name: 'EventID', type: 'int' })).toBe('4688');
    expect(formatCell(null, { name: 'EventID', type: 'int' })).toBe('');
    expect(formatCell('1.02:03:04.5000000', { name: 'Duration', type: 'timespan' })).toBe('1.02:03:04.5');
    expect(formatCell('00:00:30.0000000', { name: 'Duration', type: 'timespan' })).toBe('00:00:30');
    expect(formatCell('00:00:30', { name: 'Duration', type: 'timespan' })).toBe('00:00:30');
    expect(formatNumber(0.000123456)).toBe('0.0001235');
    expect(formatBytes(1536)).toBe('1.5 KiB');
  });
});

describe('text an attacker wrote', () => {
  it('cannot reorder the page: overrides are shown by their code point', () => {
    expect(visibleText('photo\u202egpj.exe')).toBe('photo[U+202E]gpj.exe');
    expect(visibleParts('a\u202eb')).toEqual([
      { text: 'a', hidden: false },
      { text: 'U+202E', hidden: true },
      { text: 'b', hidden: false },
    ]);
  });

  it('is cut at every hidden character, whatever was looked at before', () => {
    const text = '\u202ea\u200bb';
    expect(hasHidden(text)).toBe(true);
    expect(visibleParts(text).map((part) => part.text)).toEqual(['U+202E', 'a', 'U+200B', 'b']);
    expect(hasHidden(text)).toBe(true);
    expect(visibleText(text)).toBe('[U+202E]a[U+200B]b');
  });

  it('cannot hide behind characters that are not seen', () => {
    for (const hidden of ['\u0000', '\u001b', '\u200b', '\u2066', '\ufeff', '\u00ad', '\u{e0041}']) {
      expect(hasHidden(`a${hidden}b`)).toBe(true);
    }
    expect(hasHidden('C:\\Users\\Zoë\\日本語 שלום\t\n')).toBe(false);
  });

  it('stays on one line in a cell', () => {
    expect(singleLine('a\r\nb\tc\nd')).toBe('a⏎b⇥c⏎d');
  });
});
