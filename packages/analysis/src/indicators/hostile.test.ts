import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanIndicators } from './scan.js';

const modes = [{}, { parity: 'msticpy' }] as const;
const of = (text: string, type: string, options = {}) =>
  scanIndicators(text, options)
    .filter((indicator) => indicator.type === type)
    .map(({ observable }) => observable);

describe('hostile text', () => {
  const size = 1_000_000;
  const pieces = [
    'a.',
    '1.',
    'a-',
    'a.b.c.1.',
    'a:',
    ':',
    'ab:',
    '@',
    'a@',
    'a.a@',
    '[.',
    '[at]',
    'http://',
    "http://a'",
    'http://a/(',
    '%25',
    'http://a/?http%3A//',
    '\\',
    '\\ ',
    'a\\ ',
    'C:\\ a\\ ',
    '\\\\a\\',
    '/',
    '/ ',
    './',
    '/a /',
    'f',
    'ff ',
    '1.1.1.',
    'x',
    '\u00e9.',
  ];
  it.each(pieces)('of a million times %j takes bounded time', (piece) => {
    const text = piece.repeat(Math.ceil(size / piece.length));
    const started = performance.now();
    scanIndicators(text);
    scanIndicators(text, { parity: 'msticpy' });
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('never breaks a scan, and positions are true', () => {
    const alphabet = fc.constantFrom(
      ...'abfzAZ019.:/\\@[]-_%\'"() ?#=&',
      '://',
      'http',
      'hXXp',
      '[.]',
      '.com',
      '\n',
      'é',
    );
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 80 }), (text) => {
        for (const mode of modes)
          for (const { raw, start, end, type } of scanIndicators(text, mode)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
            if (type === 'email' || type.endsWith('path')) expect(text.slice(start, end)).toBe(raw);
          }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the grammars', () => {
  const alphabet = fc.constantFrom(...'ab19.-:/\\ c', '.com', '10.', 'ff', '::');
  // The regular expressions say what the original matches; here they run on short texts only.
  it.each([
    ['ipv4', /(?:\d{1,3}\.){3}\d{1,3}/g],
    ['ipv6', /(?<![:.\w])(?:[A-F0-9]{0,4}:){2,7}[A-F0-9]{0,4}(?![:.\w])/gi],
    ['dns', /(?:(?=[a-z0-9-]{1,63}\.)[a-z0-9]+(?:-[a-z0-9]+)*\.){1,126}[a-z]{2,63}/gi],
    ['windows_path', /(?:[a-z]:|\\\\[\w.$-]+||\.+)\\(?:[^/\\:*?"'<>|\r\n]+\\)*[^\\/*?"<>|\r\n ]+/gi],
    ['linux_path', /(?:\/+||\.+)\/(?:[^\\/:*?<>|\r\n]+\/)*[^/\0<>|\r\n ]+/gi],
  ] as const)('of %s are those of the original', (type, pattern) => {
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 40 }), (text) => {
        const expected = [...new Set(text.match(pattern) ?? [])];
        const options = { types: [type], ignoreTlds: true, defanged: false, parity: 'msticpy' } as const;
        expect(of(text, type, options)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });
});
