import { ALNUM, HYPHEN, is, LETTER } from './characters.js';
import { afterDot, beforeDot } from './dot.js';
import type { ScanMode, Scanner } from './model.js';

const LABEL = 63;
const LABELS = 126;

/**
 * Names of one or more labels and a last one of letters. Not yet checked against the public suffixes.
 * Strict: a label may hold hyphens in a row, as internationalised names do (`xn--...`).
 */
export const scanDns: Scanner = (text, mode, found) => {
  let from = 0;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', Math.max(dot + 1, from))) {
    const labelEnd = beforeDot(text, dot, mode.defanged);
    const start = labelStart(text, labelEnd, from, mode);
    if (start === labelEnd) continue;
    const name = nameFrom(text, start, mode);
    if (name.end !== -1) found(start, name.end);
    // Every later start in the same chain of labels fails alike.
    from = name.end !== -1 ? name.end : name.chainEnd;
  }
};

/** Where the labels of the name at hand begin: kept between calls, since every dot of every text comes by here. */
const starts = new Int32Array(LABELS);

/** End of the longest name that starts at `start`, or -1, and the end of its chain of labels. */
export function nameFrom(text: string, start: number, mode: ScanMode): { end: number; chainEnd: number } {
  let count = 0;
  let at = start;
  while (count < LABELS) {
    const end = labelEnd(text, at, mode);
    const next = end === at ? -1 : afterDot(text, end, mode.defanged);
    if (next === -1) break;
    starts[count++] = next;
    at = next;
  }
  const chainEnd = at;
  for (let i = count - 1; i >= 0; i--) {
    const last = starts[i]!;
    let end = last;
    while (end - last < LABEL && is(text, end, LETTER)) end++;
    if (end - last >= 2) return { end, chainEnd };
  }
  return { end: -1, chainEnd };
}

function labelStart(text: string, end: number, from: number, { strict }: ScanMode): number {
  let start = end;
  for (let i = end - 1; i >= from && end - i <= LABEL; i--) {
    if (is(text, i, ALNUM)) start = i;
    else if (text.charCodeAt(i) !== HYPHEN || start === end || (!strict && start !== i + 1)) break;
  }
  return start;
}

function labelEnd(text: string, start: number, { strict }: ScanMode): number {
  let end = start;
  for (let i = start; i - start < LABEL; i++) {
    if (is(text, i, ALNUM)) end = i + 1;
    else if (text.charCodeAt(i) !== HYPHEN || end === start || (!strict && end !== i)) break;
  }
  return end;
}
