import { CLOSE_BRACKET, COLON, DIGIT, DOT, HEX, is, WORD } from './characters.js';
import { afterDot, beforeDot } from './dot.js';
import type { Scanner } from './model.js';

/** Four groups of one to three digits. Strict: no group over 255, and not part of a longer dotted number. */
export const scanIpv4: Scanner = (text, { defanged, strict }, found) => {
  let from = 0;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', Math.max(dot + 1, from))) {
    const groupEnd = beforeDot(text, dot, defanged);
    let start = groupEnd;
    while (start > from && groupEnd - start < 3 && is(text, start - 1, DIGIT)) start--;
    if (start === groupEnd) continue;
    let fits = groupValue(text, start, groupEnd) <= 255;
    let at = start;
    let group = 0;
    for (; group < 4; group++) {
      let end = at;
      while (end - at < 3 && is(text, end, DIGIT)) end++;
      if (end === at) break;
      fits &&= groupValue(text, at, end) <= 255;
      if (group === 3) {
        at = end;
        continue;
      }
      at = afterDot(text, end, defanged);
      if (at === -1) break;
    }
    if (group < 4) continue;
    from = at;
    if (strict && (!fits || continues(text, start, at))) continue;
    found(start, at);
  }
};

function continues(text: string, start: number, end: number): boolean {
  if (is(text, start - 1, DIGIT) || is(text, end, DIGIT)) return true;
  const before = text.charCodeAt(start - 1) === DOT && is(text, start - 2, DIGIT);
  return before || (text.charCodeAt(end) === DOT && is(text, end + 1, DIGIT));
}

function groupValue(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

const edge = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code !== COLON && code !== DOT && !is(text, at, WORD);
};

/** Groups of hex digits and colons. Strict: a valid address, and no clock time or `[Type]::Member`. */
export const scanIpv6: Scanner = (text, { strict }, found) => {
  let from = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', from)) {
    let start = colon;
    while (start > from && colon - start < 4 && is(text, start - 1, HEX)) start--;
    let at = start;
    let groups = 0;
    while (groups < 7) {
      let end = at;
      while (end - at < 4 && is(text, end, HEX)) end++;
      if (text.charCodeAt(end) !== COLON) break;
      at = end + 1;
      groups++;
    }
    let end = at;
    while (end - at < 4 && is(text, end, HEX)) end++;
    const matches = groups >= 2 && edge(text, start - 1) && edge(text, end);
    if (matches && (!strict || isIpv6(text, start, end))) found(start, end);
    from = Math.max(end, colon + 1);
    // What follows directly cannot begin an address: it is preceded by a digit or a colon.
    while (text.charCodeAt(from) === COLON || is(text, from, HEX)) from++;
  }
};

function isIpv6(text: string, start: number, end: number): boolean {
  const address = text.slice(start, end);
  if (address === '::' || (address.startsWith('::') && text.charCodeAt(start - 1) === CLOSE_BRACKET)) return false;
  const groups = address.split(':');
  const gap = address.indexOf('::');
  if (gap === -1) return groups.length === 8 && groups.every((group) => group !== '');
  if (address.indexOf('::', gap + 1) !== -1) return false;
  if ((address.startsWith(':') && gap !== 0) || (address.endsWith(':') && gap !== address.length - 2)) return false;
  return groups.filter((group) => group !== '').length <= 7;
}
