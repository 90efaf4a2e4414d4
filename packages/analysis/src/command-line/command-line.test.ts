import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSharedData, readSharedRows, textColumn } from '../testing/shared-data.js';
import { encodedCommandOf } from './encoded-command.js';
import { splitCommandLine } from './split.js';

/** Quotes an argument as Microsoft's documentation of the parsing rules asks for. */
const quote = (argument: string): string => `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;

describe('splitCommandLine', () => {
  // The examples of Microsoft's page on parsing C command-line arguments, and of CommandLineToArgvW.
  it.each([
    ['p "a b c" d e', ['p', 'a b c', 'd', 'e']],
    ['p "ab\\"c" "\\\\" d', ['p', 'ab"c', '\\', 'd']],
    ['p a\\\\\\b d"e f"g h', ['p', 'a\\\\\\b', 'de fg', 'h']],
    ['p a\\\\\\"b c d', ['p', 'a\\"b', 'c', 'd']],
    ['p a\\\\\\\\"b c" d e', ['p', 'a\\\\b c', 'd', 'e']],
    ['"C:\\Program Files\\x.exe" -a', ['C:\\Program Files\\x.exe', '-a']],
    ['C:\\dir\\"x y" z', ['C:\\dir\\"x', 'y z']],
    ['p """quoted""" x', ['p', '"quoted"', 'x']],
    ['p ""', ['p', '']],
    ['   ', []],
    ['p  \t a', ['p', 'a']],
  ])('%s', (line, expected) => {
    expect(splitCommandLine(line)).toEqual(expected);
  });

  it('reverses quoting for any arguments', () => {
    const argument = fc.string({ unit: fc.constantFrom(...'ab\\" \tc'), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 5 }), (args) => {
        // Two quoted arguments never touch, so no literal quote arises between them.
        expect(splitCommandLine(['p', ...args.map(quote)].join(' '))).toEqual(['p', ...args]);
      }),
    );
  });

  it('takes time in proportion to a hostile line', () => {
    for (const piece of ['\\', '"', '\\"', ' ', '"" ']) {
      const started = performance.now();
      splitCommandLine(`p ${piece.repeat(500_000)}`);
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });
});

describe('encodedCommandOf', () => {
  it('finds the script, however the argument is called', () => {
    const encoded = Buffer.from('dir', 'utf16le').toString('base64');
    for (const flag of ['-e', '-enc', '/EncodedCommand', '-EC'])
      expect(encodedCommandOf(`powershell ${flag} ${encoded}`)).toMatchObject({ encoded, script: 'dir' });
    expect(encodedCommandOf(`powershell -c ${encoded}`)).toBeUndefined();
    expect(encodedCommandOf('powershell -ep bypass')).toBeUndefined();
  });

  it.skipIf(!hasSharedData)('finds the one encoded command of the process sample', () => {
    const lines = textColumn(
      readSharedRows('sentinel/SecurityEvent_4688__processes_on_host_csv.ndjson'),
      'CommandLine',
    );
    const scripts = lines.map((line) => encodedCommandOf(line ?? '')?.script).filter((script) => script !== undefined);
    expect(scripts).toEqual(["$t = 'dir';\r\n& ('Invoke'+'-Expression') $t"]);
  });
});
