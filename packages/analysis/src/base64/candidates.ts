/** Shortest run that counts where nothing else says that it is base64. */
export const MINIMUM = 30;

const STANDARD = 1;
const URL_SAFE = 2;
const LINE_BREAK = 4;
const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const char = String.fromCharCode(code);
  if (/[A-Za-z0-9]/.test(char)) CLASSES[code] = STANDARD | URL_SAFE;
  else if (char === '+' || char === '/') CLASSES[code] = STANDARD;
  else if (char === '-' || char === '_') CLASSES[code] = URL_SAFE;
  else if (char === '\r' || char === '\n') CLASSES[code] = LINE_BREAK;
}

/** A part of a text that may be base64. */
export interface Candidate {
  readonly start: number;
  /** Behind the padding. */
  readonly end: number;
  /** The argument of PowerShell's -EncodedCommand, so UTF-16LE, of any length. */
  readonly command: boolean;
  readonly urlSafe: boolean;
}

const inClass = (text: string, at: number, classes: number): boolean => {
  const code = text.charCodeAt(at);
  return code < 128 && (CLASSES[code]! & classes) !== 0;
};

/**
 * Runs of thirty or more characters of the base64 alphabets, line breaks allowed in the standard one, and shorter
 * arguments of -EncodedCommand, from left to right, not overlapping.
 */
export function base64Candidates(text: string, withCommands: boolean): Candidate[] {
  const runs = standardRuns(text);
  if (!withCommands) return runs;
  const commands = encodedArguments(text);
  const urlSafe = urlSafeRuns(text);
  if (commands.length === 0 && urlSafe.length === 0) return runs;
  return withoutOverlaps([...commands, ...runs, ...urlSafe]);
}

function runsOf(text: string, classes: number, accept: (start: number, end: number) => void): void {
  // Every run that is long enough covers one of these probes.
  for (let probe = MINIMUM - 1; probe < text.length; probe += MINIMUM) {
    if (!inClass(text, probe, classes)) continue;
    let start = probe;
    while (inClass(text, start - 1, classes)) start--;
    let end = probe + 1;
    while (inClass(text, end, classes)) end++;
    if (end - start >= MINIMUM) accept(start, end);
    while (probe + MINIMUM < end) probe += MINIMUM;
  }
}

function standardRuns(text: string): Candidate[] {
  const found: Candidate[] = [];
  runsOf(text, STANDARD | LINE_BREAK, (from, to) => {
    let start = from;
    let end = to;
    while (start < end && inClass(text, start, LINE_BREAK)) start++;
    let padding = 0;
    while (padding < 2 && text[end] === '=') {
      end++;
      padding++;
    }
    if (padding === 0) while (end > start && inClass(text, end - 1, LINE_BREAK)) end--;
    if (end - start >= MINIMUM) found.push({ start, end, command: false, urlSafe: false });
  });
  return found;
}

function urlSafeRuns(text: string): Candidate[] {
  if (!text.includes('-') && !text.includes('_')) return [];
  const found: Candidate[] = [];
  runsOf(text, URL_SAFE, (start, to) => {
    let marked = false;
    for (let i = start; i < to && !marked; i++) marked = text[i] === '-' || text[i] === '_';
    if (!marked) return;
    let end = to;
    while (end < to + 2 && text[end] === '=') end++;
    found.push({ start, end, command: false, urlSafe: true });
  });
  return found;
}

const COMMAND = 'encodedcommand';
const COMMAND_SIGN = /[-/\u2013\u2014\u2015]e/i;
const DASHES = '-/\u2013\u2014\u2015';

/** Arguments of `-e`, `-ec`, `-enc` ... `-EncodedCommand`, with any of PowerShell's dashes. */
function encodedArguments(text: string): Candidate[] {
  const found: Candidate[] = [];
  if (!COMMAND_SIGN.test(text)) return found;
  for (let at = nextDash(text, 0); at !== -1; at = nextDash(text, at + 1)) {
    if (at > 0 && !' \t"\''.includes(text[at - 1]!)) continue;
    let nameEnd = at + 1;
    while (nameEnd - at <= COMMAND.length && isLetter(text, nameEnd)) nameEnd++;
    const name = text.slice(at + 1, nameEnd).toLowerCase();
    if (!(name === 'ec' || (name !== '' && COMMAND.startsWith(name)))) continue;
    let start = nameEnd;
    while (start < text.length && ' \t:"\''.includes(text[start]!)) start++;
    if (start === nameEnd) continue;
    let end = start;
    while (inClass(text, end, STANDARD)) end++;
    const padded = end;
    while (end < padded + 2 && text[end] === '=') end++;
    const next = text[end];
    if (end - start >= 4 && (next === undefined || ' \t"\'\r\n);|&<'.includes(next)))
      found.push({ start, end, command: true, urlSafe: false });
  }
  return found;
}

function nextDash(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 69 && code !== 101) continue;
    if (at > from && DASHES.includes(text[at - 1]!)) return at - 1;
  }
  return -1;
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32;
  return code >= 97 && code <= 122;
}

/** The earlier entries of the list win where two overlap. */
function withoutOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const sorted = candidates
    .map((candidate, rank) => ({ candidate, rank }))
    .sort((a, b) => a.candidate.start - b.candidate.start || a.rank - b.rank)
    .map(({ candidate }) => candidate);
  const kept: Candidate[] = [];
  for (const candidate of sorted) {
    const last = kept[kept.length - 1];
    if (!last || candidate.start >= last.end) kept.push(candidate);
    else if (candidate.command && !last.command) kept[kept.length - 1] = candidate;
  }
  return kept;
}

/** The bytes of a candidate, or undefined where its length cannot be base64. `strict` demands correct padding. */
export function decodeBase64(text: string, strict: boolean): Uint8Array | undefined {
  let size = 0;
  for (let i = 0; i < text.length; i++) if (inClass(text, i, STANDARD | URL_SAFE)) size++;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (size % 4 === 1 || size === 0) return undefined;
  if (strict && (size + padding) % 4 !== 0) return undefined;
  return Buffer.from(text, 'base64');
}
