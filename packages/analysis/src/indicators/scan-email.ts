import { AT, ATEXT, DOT, is, PLAIN_LOCAL } from './characters.js';
import type { Scanner } from './model.js';
import { nameFrom } from './scan-dns.js';

/** A local part, `@` (or `[at]`), and a name. Strict: the local part holds what mail addresses have in practice. */
export const scanEmail: Scanner = (text, mode, found) => {
  let from = 0;
  let at = text.indexOf('@');
  let bracket = mode.defanged ? nextBracketAt(text, 0) : -1;
  while (at !== -1 || bracket !== -1) {
    const isBracket = bracket !== -1 && (at === -1 || bracket < at);
    const sign = isBracket ? bracket : at;
    const after = isBracket ? sign + 4 : sign + 1;
    if (sign >= from) {
      const start = localStart(text, sign, from, mode.strict ? PLAIN_LOCAL : ATEXT, mode.strict ? 64 : sign);
      const end = start === sign ? -1 : nameFrom(text, after, mode).end;
      if (end !== -1) {
        found(start, end);
        from = end;
      }
    }
    if (isBracket) bracket = nextBracketAt(text, after);
    else at = text.indexOf('@', after);
  }
};

function nextBracketAt(text: string, from: number): number {
  for (let at = text.indexOf('[', from); at !== -1; at = text.indexOf('[', at + 1)) {
    if ((text.charCodeAt(at + 1) | 32) === 97 && (text.charCodeAt(at + 2) | 32) === 116 && text[at + 3] === ']')
      return at;
  }
  return -1;
}

function localStart(text: string, end: number, from: number, allowed: number, limit: number): number {
  let start = end;
  for (let i = end - 1; i >= from && end - i <= limit; i--) {
    if (is(text, i, allowed)) start = i;
    else if (text.charCodeAt(i) !== DOT || start !== i + 1 || start === end) break;
  }
  while (allowed === PLAIN_LOCAL && start < end && text[start] === '-') start++;
  return text.charCodeAt(start) === AT ? end : start;
}
