import { type ExtractedIndicators, extractIndicators, type IocType } from '@huntbook/analysis';
import type { CellValue } from '@huntbook/workspace';
import { plural } from '../domain/kql-text.js';
import type { HuntedText } from '../domain/texts.js';
import { checkbox, pickMany } from '../engine/fields.js';
import { defineStep } from '../engine/step.js';
import { encodedCommands } from './encoded-commands.js';

const types: readonly (readonly [IocType, one: string, many: string])[] = [
  ['ipv4', 'IPv4 address', 'IPv4 addresses'],
  ['ipv6', 'IPv6 address', 'IPv6 addresses'],
  ['dns', 'domain name', 'domain names'],
  ['url', 'URL', 'URLs'],
  ['md5_hash', 'MD5 hash', 'MD5 hashes'],
  ['sha1_hash', 'SHA-1 hash', 'SHA-1 hashes'],
  ['sha256_hash', 'SHA-256 hash', 'SHA-256 hashes'],
  ['email', 'e-mail address', 'e-mail addresses'],
  ['windows_path', 'Windows path', 'Windows paths'],
  ['linux_path', 'Linux path', 'Linux paths'],
];

/** Those that the original notebook looks for. */
const usual = types.slice(0, 7).map(([type]) => type);

export interface ObservedIndicator {
  readonly type: string;
  readonly observable: string;
  readonly sources: Set<string>;
  readonly example: HuntedText;
  events: number;
  first: string;
  last: string;
  rarity: number | null;
}

/** Addresses, domains, URLs and hashes in command lines, and in what they hide. */
export const indicators = defineStep({
  id: 'indicators',
  title: 'Indicators',
  about:
    'Addresses, domains, URLs and file hashes in the command lines, the scripts and the text decoded from them, with the rarest process that holds each.',
  needs: { encoded: encodedCommands },
  inputs: (_needs, context) => ({
    types: pickMany({
      label: 'Kinds',
      options: types.map(([value, , many]) => ({ value, label: `${many[0]?.toUpperCase()}${many.slice(1)}` })),
      default: usual,
    }),
    prune: checkbox({
      label: 'Leave out loopback addresses, names of scripts and of folders',
      default: !context.parity,
    }),
  }),
  async run({ encoded }, inputs, context) {
    const options = {
      types: inputs.types,
      ...(inputs.prune ? { ignore: ['local-addresses', 'script-names'] as const } : {}),
      ...(context.parity ? { parity: 'msticpy' as const } : {}),
    };
    const found = new Map<string, ObservedIndicator>();
    const { texts, decoded } = encoded;
    collect(
      found,
      extractIndicators([texts.map((text) => text.text)], options),
      texts,
      (text) => text.kind,
      inputs.prune,
    );
    const unpacked = [...new Map(decoded.map((row) => [row.src_index, row])).values()];
    collect(
      found,
      extractIndicators([unpacked.map((row) => row.full_decoded_string)], options),
      unpacked.map((row) => texts[row.src_index]!),
      () => 'decoded',
      inputs.prune,
    );
    const rows = [...found.values()].sort((a, b) => (b.rarity ?? 0) - (a.rarity ?? 0) || a.events - b.events);
    const table = await context.table('indicators', columns, rows.map(cells), {
      from: encoded.provenance,
      derivation: `indicators in ${plural(texts.length, 'distinct text')} and what was decoded from them`,
      completeness: encoded.cut ? { complete: false, reason: encoded.cut, limit: 'rows' } : { complete: true },
    });
    if (rows.length === 0) {
      return {
        result: rows,
        state: 'empty',
        finding: `No indicators in ${plural(texts.length, 'distinct text')}.`,
        blocks: [],
        tables: { indicators: table },
      };
    }
    const byType = types

      .map(([type, one, many]) => [rows.filter((row) => row.type === type).length, one, many] as const)
      .filter(([count]) => count > 0);
    const hidden = rows.filter((row) => row.sources.has('decoded') && row.sources.size === 1);
    return {
      result: rows,
      tone: hidden.length ? 'bad' : 'notable',
      finding: `${plural(rows.length, 'indicator')}: ${byType.map((counted) => plural(...counted)).join(', ')}${
        hidden.length ? `; ${hidden.length} only in decoded text` : ''
      }.`,
      blocks: [
        {
          kind: 'table',
          title: 'Indicators',
          table: 'indicators',
          columns: ['IoCType', 'Observable', 'Source', 'Rarity', 'Events', 'FirstSeen', 'Process', 'CommandLine'],
          bars: ['Rarity'],
          code: ['Observable', 'CommandLine'],
        },
      ],
      tables: { indicators: table },
    };
  },
});

function collect(
  found: Map<string, ObservedIndicator>,
  extracted: ExtractedIndicators,
  texts: readonly HuntedText[],
  sourceOf: (text: HuntedText) => string,
  prune: boolean,
): void {
  extracted.IoCType.forEach((type, index) => {
    const observable = extracted.Observable[index]!;
    const text = texts[extracted.SourceIndex[index]!]!;
    const source = sourceOf(text);
    // Scripts are full of names with dots that are no domains; a domain in a URL is found as such.
    if (type === 'dns' && source === 'script block' && !text.text.includes(`://${observable}`)) return;
    if (type === 'dns' && prune && isFolder(text.text, extracted.Raw[index]!)) return;
    const key = `${type}\u0000${observable}`;
    const known = found.get(key);
    if (!known) {
      found.set(key, {
        type,
        observable,
        sources: new Set([source]),
        example: text,
        events: text.events,
        first: text.first,
        last: text.last,
        rarity: text.rarity,
      });
      return;
    }
    known.sources.add(source);
    if (source !== 'decoded') known.events += text.events;
    if (text.first < known.first) known.first = text.first;
    if (text.last > known.last) known.last = text.last;
    if ((text.rarity ?? -1) > (known.rarity ?? -1)) known.rarity = text.rarity;
  });
}

/** `C:\\Windows\\Microsoft.NET\\csc.exe` names a folder, not a domain. */
function isFolder(text: string, name: string): boolean {
  const at = text.indexOf(name);
  const [before, after] = [text[at - 1], text[at + name.length]];
  return at !== -1 && before === '\\' && after === '\\' && text[at - 2] !== '\\';
}

const columns = [
  { name: 'IoCType', type: 'string' },
  { name: 'Observable', type: 'string' },
  { name: 'Source', type: 'string' },
  { name: 'Rarity', type: 'real' },
  { name: 'Events', type: 'long' },
  { name: 'FirstSeen', type: 'datetime' },
  { name: 'LastSeen', type: 'datetime' },
  { name: 'Process', type: 'string' },
  { name: 'Account', type: 'string' },
  { name: 'SubjectLogonId', type: 'string' },
  { name: 'CommandLine', type: 'string' },
] as const;

const cells = (row: ObservedIndicator): CellValue[] => [
  row.type,
  row.observable,
  [...row.sources].join(', '),
  row.rarity,
  row.events,
  row.first,
  row.last,
  row.example.process,
  row.example.account,
  row.example.session,
  row.example.text,
];
