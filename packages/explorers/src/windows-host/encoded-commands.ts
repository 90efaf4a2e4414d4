import { type UnpackedRow, unpackBase64Column } from '@huntbook/analysis';
import { type CellValue, type Provenance, WorkspaceError } from '@huntbook/workspace';
import { plural } from '../domain/kql-text.js';
import { commandLines, type HuntedText, scopeOptions, scriptBlocks, type TextScope } from '../domain/texts.js';
import { checkbox, pickOne } from '../engine/fields.js';
import { defineStep, optional } from '../engine/step.js';
import type { Fact } from '../model/block.js';
import { findHost } from './find-host.js';
import { sessionProcesses } from './session-processes.js';
import { sessionRarity } from './session-rarity.js';

export interface EncodedCommandsResult {
  readonly texts: readonly HuntedText[];
  /** Decoded items; `src_index` counts in `texts`. */
  readonly decoded: readonly UnpackedRow[];
  readonly cut: string | undefined;
  readonly provenance: Provenance;
}

/** Base64 in command lines and scripts, decoded through all its layers. */
export const encodedCommands = defineStep({
  id: 'encoded-commands',
  title: 'Encoded commands',
  about:
    'Decodes base64 in command lines and PowerShell scripts, layer within layer: UTF-16 of -EncodedCommand, gzip and deflate, zip and tar.',
  needs: { host: findHost, rarity: optional(sessionRarity), session: optional(sessionProcesses) },
  inputs: (_needs, context) => ({
    scope: pickOne({ label: 'Look at', options: scopeOptions, default: context.parity ? 'session' : 'host' }),
    scripts: checkbox({ label: 'PowerShell script blocks as well (event 4104)', default: !context.parity }),
    doubtful: checkbox({
      label: 'Show doubtful decodings',
      help: 'Paths, hashes and long words decode, too, but to noise.',
      default: context.parity,
    }),
  }),
  async run({ host, rarity, session }, { scope, scripts, doubtful }, context) {
    const lines = rarity && (await commandLines(context, rarity, session, (scope ?? 'host') as TextScope));
    const blocks = scripts ? await scriptBlocks(context, host, rarity?.window ?? host.window) : undefined;
    const provenance = lines?.provenance ?? blocks?.provenance;
    if (!provenance) {
      throw new WorkspaceError('table-missing', 'The workspace has neither process events nor scripts.', {
        subject: 'SecurityEvent',
      });
    }
    const texts = [...(lines?.texts ?? []), ...(blocks?.texts ?? [])];
    const cut = [lines?.cut, blocks?.cut].filter((part) => part !== undefined).join('; ') || undefined;
    const decoded = unpackBase64Column(
      texts.map((one) => one.text),
      { highConfidenceOnly: !doubtful, ...(context.parity ? { parity: 'msticpy' as const } : {}) },
    );
    const result: EncodedCommandsResult = { texts, decoded, cut, provenance };
    const table = await context.table('encoded-commands', columns, rowsOf(texts, decoded), {
      from: provenance,
      derivation: `base64 of ${plural(texts.length, 'distinct text')} unpacked`,
      completeness: cut ? { complete: false, reason: cut, limit: 'rows' } : { complete: true },
    });
    if (decoded.length === 0) {
      return {
        result,
        state: 'empty',
        finding: `No base64 encodings found in ${plural(texts.length, 'distinct text')}.`,
        blocks: [],
        tables: { 'encoded-commands': table },
      };
    }
    const holders = new Set(decoded.map((row) => row.src_index));
    const deepest = Math.max(...decoded.map((row) => row.layer));
    return {
      result,
      tone: 'bad',
      finding: `${plural(decoded.length, 'encoded string')} in ${plural(holders.size, 'text')}${
        deepest > 1 ? `, up to ${deepest} layers deep` : ''
      }.`,
      blocks: [
        { kind: 'facts', title: 'What they say, innermost layer', facts: innermost(texts, decoded), code: true },
        {
          kind: 'table',
          title: 'Decoded',
          table: 'encoded-commands',
          columns: [
            'FirstSeen',
            'Process',
            'Account',
            'layer',
            'decoded_string',
            'full_decoded_string',
            'encoding_type',
            'file_type',
          ],
          code: ['decoded_string', 'full_decoded_string', 'original_string', 'CommandLine', 'printable_bytes'],
        },
      ],
      tables: { 'encoded-commands': table },
    };
  },
});

/** The deepest text of each of the first five command lines or scripts, as far as a person reads it. */
function innermost(texts: readonly HuntedText[], decoded: readonly UnpackedRow[]): Fact[] {
  const deepest = new Map<number, UnpackedRow>();
  for (const row of decoded) {
    const known = deepest.get(row.src_index);
    if (row.decoded_string && (!known || row.layer > known.layer)) deepest.set(row.src_index, row);
  }
  const said = new Map([...deepest.values()].map((row) => [row.decoded_string ?? '', texts[row.src_index]!]));
  return [...said].slice(0, 5).map(([value, text]) => ({
    label: `${text.first.slice(0, 19).replace('T', ' ')} ${text.process.slice(text.process.lastIndexOf('\\') + 1)}`,
    value: value.length > 2000 ? `${value.slice(0, 2000)} …` : value,
  }));
}

const columns = [
  { name: 'FirstSeen', type: 'datetime' },
  { name: 'Process', type: 'string' },
  { name: 'Account', type: 'string' },
  { name: 'SubjectLogonId', type: 'string' },
  { name: 'full_decoded_string', type: 'string' },
  { name: 'decoded_string', type: 'string' },
  { name: 'original_string', type: 'string' },
  { name: 'printable_bytes', type: 'string' },
  { name: 'file_hashes', type: 'dynamic' },
  { name: 'reference', type: 'string' },
  { name: 'layer', type: 'int' },
  { name: 'encoding_type', type: 'string' },
  { name: 'file_name', type: 'string' },
  { name: 'file_type', type: 'string' },
  { name: 'confidence', type: 'string' },
  { name: 'Rarity', type: 'real' },
  { name: 'Source', type: 'string' },
  { name: 'CommandLine', type: 'string' },
] as const;

const rowsOf = (texts: readonly HuntedText[], decoded: readonly UnpackedRow[]): CellValue[][] =>
  decoded.map((row) => {
    const text = texts[row.src_index]!;
    return [
      text.first,
      text.process,
      text.account,
      text.session,
      row.full_decoded_string,
      row.decoded_string ?? '',
      row.original_string,
      row.printable_bytes,
      row.file_hashes,
      row.reference,
      row.layer,
      row.encoding_type,
      row.file_name,
      row.file_type ?? '',
      row.confidence,
      text.rarity,
      text.kind,
      text.text,
    ];
  });
