import { base64Candidates, type Candidate, decodeBase64 } from './candidates.js';
import { binaryConfidence } from './confidence.js';
import { asciiShare, asUtf16, printableShare, textOf } from './content.js';
import type { ArchiveMember, Base64Record, Confidence, UnpackOptions } from './model.js';
import { DEFAULT_LIMITS } from './model.js';
import { type Opened, open } from './open.js';
import { type Bytes, bytesOf } from './record.js';

export interface Unpacked {
  /**
   * The text with each encoded string replaced by a `decoded` element that holds what it says. What has low confidence
   * stays as it is, save in parity.
   */
  readonly text: string;
  /** In the order of the text; of one place, the outer layer first. */
  readonly records: readonly Base64Record[];
  /** Depth of the innermost decoded layer; 0 where nothing was decoded. */
  readonly layers: number;
}

const DEFAULT_DEPTH = 20;
const DEFAULT_FRAGMENTS = 50;
/** Decoded characters that one text may grow by, over all layers. */
const ROOM = 32 * 2 ** 20;

interface State {
  readonly options: UnpackOptions;
  readonly records: Base64Record[];
  /** Encoded text → its markup, or itself where it says nothing. What occurs again is decoded once. */
  readonly replacements: Map<string, string>;
  room: number;
  layers: number;
}

/** Where in the layers something stands. */
interface Place {
  readonly layer: number;
  /** Fragments of the layers above, each followed by a dot. */
  readonly prefix: string;
  /** Fragment, and member of an archive, in this layer. */
  readonly index: string;
}

/** What a candidate turned out to hold. */
interface Decoded extends Opened {
  readonly confidence: Confidence;
  readonly command: boolean;
}

/**
 * Decodes the base64 in a text, archives and compressed streams in it, and the base64 in what comes out, layer by layer
 * (MSTICPy `base64unpack.unpack`). Takes unpadded and URL-safe base64, and arguments of PowerShell's -EncodedCommand of
 * any length. Content that cannot be decoded, or goes beyond the limits, stays as it is.
 */
export function unpackBase64(text: string, options: UnpackOptions = {}): Unpacked {
  const state: State = { options, records: [], replacements: new Map(), room: ROOM, layers: 0 };
  return { text: unpackLayer(text, 1, '', state), records: state.records, layers: state.layers };
}

function unpackLayer(text: string, layer: number, prefix: string, state: State): string {
  const { maxDepth = DEFAULT_DEPTH, maxFragments = DEFAULT_FRAGMENTS, parity } = state.options;
  if (layer > maxDepth) return text;
  const candidates = base64Candidates(text, parity === undefined);
  if (candidates.length === 0) return text;
  const { replacements } = state;
  let result = '';
  let at = 0;
  let fragment = 0;
  for (const candidate of candidates) {
    const encoded = text.slice(candidate.start, candidate.end);
    let replacement = replacements.get(encoded);
    if (replacement === undefined) {
      const decoded = fragment < maxFragments ? decode(encoded, candidate, state.options) : undefined;
      if (decoded) fragment++;
      const markup = decoded && describe(encoded, decoded, { layer, prefix, index: String(fragment) }, state);
      // What may be a path or a word stays readable.
      replacement = markup && (decoded.confidence === 'high' || parity) ? markup : encoded;
      replacements.set(encoded, replacement);
    }
    result += text.slice(at, candidate.start) + replacement;
    at = candidate.end;
  }
  return result + text.slice(at);
}

function decode(encoded: string, candidate: Candidate, options: UnpackOptions): Decoded | undefined {
  const original = options.parity !== undefined;
  const bytes = decodeBase64(encoded, original);
  if (!bytes || bytes.length === 0) return undefined;
  if (candidate.command) {
    const script = asUtf16(bytes);
    const isScript = script !== undefined && printableShare(script) >= 0.9 && asciiShare(script) >= 0.5;
    if (isScript) return { ...open(bytes, DEFAULT_LIMITS, false), unpacked: false, confidence: 'high', command: true };
    if (encoded.length < 30) return undefined;
  }
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const opened = open(bytes, limits, !original);
  const readable = opened.unpacked || opened.type !== null || textOf(bytes, { original }) !== undefined;
  // Only URL-safe text that says something is told from file names and identifiers.
  if (candidate.urlSafe && !readable) return undefined;
  const confidence: Confidence = readable ? 'high' : binaryConfidence(encoded);
  return options.highConfidenceOnly && confidence === 'low' ? undefined : { ...opened, confidence, command: false };
}

function describe(encoded: string, decoded: Decoded, place: Place, state: State): string {
  const { items, type } = decoded;
  const { layer, index } = place;
  if (decoded.confidence === 'high') state.layers = Math.max(state.layers, layer);
  if (items.length === 1) return describeItem(encoded, decoded, items[0]!, place, layer, state);
  const children = items.map((item, i) =>
    describeItem(encoded, decoded, item, { ...place, index: `${index}.${i + 1}` }, layer + 1, state),
  );
  const attributes = `value='multiple binary' name='[${type}]' type='multiple' index='${index}' depth='${layer}'`;
  return `<decoded ${attributes}>${children.join('')}</decoded>`;
}

function describeItem(
  encoded: string,
  decoded: Decoded,
  item: ArchiveMember,
  place: Place,
  depth: number,
  state: State,
): string {
  const { type, command, confidence } = decoded;
  const { layer, prefix, index } = place;
  const { options } = state;
  const text = command
    ? { text: asUtf16(item.bytes) ?? '', encoding: 'utf-16' as const }
    : textOf(item.bytes, { utf16First: options.utf16 ?? false, original: options.parity !== undefined });
  const bytes: Bytes = bytesOf(item.bytes, options.parity !== undefined);
  state.records.push({
    reference: `${prefix}${layer}.${index}`,
    original_string: encoded,
    file_name: item.name,
    file_type: type,
    ...bytes,
    decoded_string: text?.text ?? null,
    encoding_type: text?.encoding ?? 'binary',
    layer,
    confidence,
  });
  const name = decoded.unpacked ? `[${type}] Filename: ${item.name.replaceAll("'", '')}` : `[${type ?? 'None'}]`;
  if (!text)
    return `<decoded value='binary' name='${name}' type='${type ?? 'None'}' index='${index}' depth='${depth}'>${bytes.printable_bytes}</decoded>`;
  state.room -= text.text.length;
  const body = state.room > 0 ? unpackLayer(text.text, layer + 1, `${prefix}${index}.`, state) : text.text;
  return `<decoded type='string' name='${name}' index='${index}' depth='${depth}'>${body}</decoded>`;
}
