import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charOrdScore } from './character-score.js';
import { crc32Hash, delimHash } from './crc32.js';
import { delimCount, tokenCount } from './delimiters.js';
import { isSystemLogon, normaliseLogonId } from './logon-id.js';
import { processFeatures } from './process-features.js';

const FOX = 'The quick & sly (as all foxes might be/or not) fox, jumped over a frog.';

describe('scores of a text', () => {
  it('equal the verified fixture', () => {
    expect(tokenCount(FOX)).toBe(15);
    expect(charOrdScore(FOX)).toBe(6199);
    expect(delimCount(FOX)).toBe(20);
    expect(crc32Hash(FOX)).toBe(2011081507);
    expect(delimHash(FOX)).toBe(2337396062);
  });

  it('count code points, not UTF-16 units', () => {
    expect(charOrdScore('😀')).toBe(0x1f600);
    expect(charOrdScore('a😀', 10)).toBe(Math.floor((97 + 0x1f600) / 10));
  });

  it('count the white space that Python counts', () => {
    expect(delimCount('a\u001cb\u0085c\ufeffd\u3000e\u2003f')).toBe(4);
  });

  it.runIf(zlibCrc32 !== undefined)('hash as zlib does over UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(crc32Hash(text)).toBe(zlibCrc32(Buffer.from(text, 'utf8')));
      }),
    );
  });

  it('hash only the delimiters', () => {
    expect(delimHash('C:\\Windows\\a.exe -x')).toBe(crc32Hash(':\\\\. -'));
    expect(tokenCount('')).toBe(1);
    expect(tokenCount('a  b')).toBe(3);
  });
});

describe('logon ids', () => {
  it('lose case and zero padding', () => {
    expect(normaliseLogonId('0x00000000000003E7')).toBe('0x3e7');
    expect(normaliseLogonId(' 0xFAAC27 ')).toBe('0xfaac27');
    expect(normaliseLogonId('0x0')).toBe('0x0');
    expect(normaliseLogonId('0x000')).toBe('0x0');
  });

  it('are hex also where a source writes decimals', () => {
    expect(normaliseLogonId(999)).toBe('0x3e7');
    expect(normaliseLogonId('999')).toBe('0x3e7');
    expect(normaliseLogonId(18446744073709551615n)).toBe('0xffffffffffffffff');
    expect(normaliseLogonId(null)).toBe('');
    expect(normaliseLogonId('-1')).toBe('-1');
  });

  it('tell the system session in every spelling', () => {
    for (const id of ['0x3e7', '0x3E7', '0x00000000000003e7', 999, '-1', -1, 4294967295])
      expect(isSystemLogon(id)).toBe(true);
    for (const id of ['0x3e4', '', null, '1', 0]) expect(isSystemLogon(id)).toBe(false);
  });
});

describe('process features', () => {
  const columns = {
    newProcessName: ['C:\\Windows\\System32\\cmd.exe', null, 'C:\\Windows\\System32\\cmd.exe'],
    commandLine: ['cmd /c "dir"', '', null],
    subjectLogonId: ['0x3E7', '0x3e7', '0xfaac27'],
    account: ['AB', null, 'a'],
  };

  it('describe path, command line, session and account', () => {
    const features = processFeatures(columns);
    expect(features.processName).toEqual(['cmd.exe', '', 'cmd.exe']);
    expect(features.pathScore[0]).toBe(charOrdScore('C:\\Windows\\System32\\cmd.exe'));
    expect(features.pathLogScore[0]).toBeCloseTo(Math.log10(features.pathScore[0]!), 12);
    expect([...features.pathLogScore].slice(1, 2)).toEqual([0]);
    expect([...features.commandlineLen]).toEqual([12, 0, 0]);
    expect([...features.commandlineTokensFull]).toEqual([5, 0, 0]);
    expect(features.commandlineLogLen[0]).toBeCloseTo(Math.log10(12), 12);
    expect(features.isSystemSession).toEqual([true, true, false]);
    expect([...features.accountNum]).toEqual([131, 0, 97]);
  });

  it('compare logon ids literally in parity', () => {
    expect(processFeatures(columns, { parity: 'msticpy' }).isSystemSession).toEqual([false, true, false]);
  });

  it('split Linux paths at slashes', () => {
    const { processName } = processFeatures({ newProcessName: ['/bin/sh'], commandLine: [''], subjectLogonId: ['-1'] });
    expect(processName).toEqual(['sh']);
  });
});
