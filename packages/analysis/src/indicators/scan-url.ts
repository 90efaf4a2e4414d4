import { isWideSpace } from '../features/delimiters.js';
import { ALNUM, COLON, DIGIT, HEX, HOST, is, PERCENT, QUERY } from './characters.js';
import type { ScanMode, Scanner } from './model.js';

const SCHEMES = ['sftps', 'telnet', 'https', 'ftps', 'sftp', 'http', 'ldap', 'file', 'ftp'] as const;
const DEFANGED_SCHEMES = ['hxxps', 'sfxps', 'hxxp', 'fxps', 'sfxp', 'fxp'] as const;

/** A URL in a text. The host is without user and port. */
export interface UrlPlace {
  readonly start: number;
  readonly end: number;
  readonly hostStart: number;
  readonly hostEnd: number;
}

export const scanUrl: Scanner = (text, mode, found) => {
  for (const url of urlsIn(text, mode)) found(url.start, url.end);
};

/**
 * URLs from left to right, not overlapping.
 * Strict: a host has no quotes or brackets (save those of an IPv6 address), a URL in quotes ends at the closing one, and
 * punctuation at the end is not part of it.
 */
export function urlsIn(text: string, mode: ScanMode): UrlPlace[] {
  const places: UrlPlace[] = [];
  let from = 0;
  for (let sign = text.indexOf('://'); sign !== -1; sign = text.indexOf('://', Math.max(sign + 3, from))) {
    const start = schemeStart(text, sign, from, mode.defanged);
    if (start === -1) continue;
    const place = mode.strict ? strictUrl(text, start, sign + 3, mode) : looseUrl(text, start, sign + 3, mode);
    if (!place) continue;
    places.push(place);
    from = place.end;
  }
  return places;
}

function schemeStart(text: string, end: number, from: number, defanged: boolean): number {
  const before = text.slice(Math.max(from, end - 6), end).toLowerCase();
  let longest = 0;
  for (const scheme of SCHEMES) if (scheme.length > longest && before.endsWith(scheme)) longest = scheme.length;
  if (defanged)
    for (const scheme of DEFANGED_SCHEMES)
      if (scheme.length > longest && before.endsWith(scheme)) longest = scheme.length;
  return longest === 0 ? -1 : end - longest;
}

const isEscape = (text: string, at: number): boolean =>
  text.charCodeAt(at) === PERCENT && is(text, at + 1, HEX) && is(text, at + 2, HEX);

/** Behind host characters from `at` on, percent escapes included. */
function hostRun(text: string, at: number, classes: number, extra: string): number {
  let end = at;
  for (;;) {
    if (is(text, end, classes) || (end < text.length && extra.includes(text[end]!))) end++;
    else if (isEscape(text, end)) end += 3;
    else return end;
  }
}

function looseUrl(text: string, start: number, after: number, { defanged }: ScanMode): UrlPlace | undefined {
  const userEnd = hostRun(text, after, HOST, ':');
  const hostStart = text[userEnd] === '@' ? userEnd + 1 : after;
  const hostEnd = hostRun(text, hostStart, HOST, defanged ? '[]' : '');
  if (hostEnd === hostStart) return undefined;
  const end = restEnd(text, portEnd(text, hostEnd), false, '');
  return { start, end, hostStart, hostEnd };
}

function strictUrl(text: string, start: number, after: number, { defanged }: ScanMode): UrlPlace | undefined {
  const userEnd = hostRun(text, after, HOST, ':');
  const hostStart = text[userEnd] === '@' ? userEnd + 1 : after;
  const hostEnd = strictHostEnd(text, hostStart, defanged);
  let named = false;
  for (let i = hostStart; i < hostEnd && !named; i++) named = is(text, i, ALNUM);
  if (!named) return undefined;
  const opening = text[start - 1] ?? '';
  const closing = opening === "'" || opening === '`' ? opening : '';
  const end = trimmed(text, hostStart, restEnd(text, portEnd(text, hostEnd), true, closing));
  return { start, end, hostStart, hostEnd: Math.min(end, hostEnd) };
}

function strictHostEnd(text: string, start: number, defanged: boolean): number {
  if (text[start] === '[') {
    let end = start + 1;
    while (is(text, end, HEX) || text.charCodeAt(end) === COLON || text[end] === '.') end++;
    if (text[end] === ']' && end - start > 3) return end + 1;
  }
  let end = start;
  for (;;) {
    if (is(text, end, ALNUM) || text[end] === '-' || text[end] === '_' || text[end] === '~') end++;
    else if (text[end] === '.') end += defanged && text[end + 1] === ']' ? 2 : 1;
    else if (defanged && text[end] === '[' && text[end + 1] === '.') end += text[end + 2] === ']' ? 3 : 2;
    else if (isEscape(text, end)) end += 3;
    else return end;
  }
}

function portEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== COLON || !is(text, at + 1, DIGIT)) return at;
  let end = at + 1;
  while (is(text, end, DIGIT)) end++;
  return end;
}

/** Behind path, query and fragment. */
function restEnd(text: string, at: number, strict: boolean, closing: string): number {
  let end = at;
  if (text[end] === '/') while (end < text.length && inPath(text, end, strict) && text[end] !== closing) end++;
  if (text[end] === '?') {
    end++;
    while (is(text, end, QUERY) && text[end] !== closing) end++;
  }
  if (text[end] === '#') {
    end++;
    while (is(text, end, QUERY) && text[end] !== closing) end++;
  }
  return end;
}

function inPath(text: string, at: number, strict: boolean): boolean {
  const code = text.charCodeAt(at);
  if (code <= 32) return false;
  if (code > 127) return !isWideSpace(code);
  const character = text[at]!;
  return !'?#"<>'.includes(character) && !(strict && '|\\`'.includes(character));
}

function trimmed(text: string, from: number, to: number): number {
  let end = to;
  let balance = 0;
  for (let i = from; i < to; i++) balance += '([{'.includes(text[i]!) ? 1 : ')]}'.includes(text[i]!) ? -1 : 0;
  while (end > from + 1) {
    const last = text[end - 1]!;
    if (')]}'.includes(last) && balance < 0) balance++;
    else if (!"',;.!:".includes(last)) break;
    end--;
  }
  return end;
}
