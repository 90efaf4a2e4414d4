import type { Confidence } from './model.js';

const HEX_ONLY = /^[0-9a-fA-F]+$/;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  return code >= 48 && code <= 57 ? DIGIT : 0;
}

/**
 * How likely a run was meant as base64 when it decodes to bytes without a known meaning. Random base64 is four parts
 * upper case, four parts lower case and one and a half digits, mixed; paths are words between slashes, hashes are hex, and
 * joined words have no two capitals in a row.
 */
export function binaryConfidence(encoded: string): Confidence {
  const text = encoded.slice(0, 4000);
  if (HEX_ONLY.test(text)) return 'low';
  const counts = [0, 0, 0, 0];
  let slashes = 0;
  let changes = 0;
  let capitals = 0;
  let previous = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = kindOf(code);
    counts[kind]!++;
    if (code === 47) slashes++;
    if (kind !== previous) changes++;
    else if (kind === UPPER) capitals++;
    previous = kind;
  }
  const share = (kind: number): number => counts[kind]! / text.length;
  if (share(UPPER) < 0.15 || share(LOWER) < 0.15 || counts[DIGIT]! === 0) return 'low';
  if (slashes > text.length / 16) return 'low';
  if (capitals === 0 && counts[UPPER]! >= 5) return 'low';
  // Neighbours in random base64 differ in kind about two times in three; in words and paths rarely.
  return changes >= text.length * 0.4 ? 'high' : 'low';
}
