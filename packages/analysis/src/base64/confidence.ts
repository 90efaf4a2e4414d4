import type { Confidence } from './model.js';

const HEX_ONLY = /^[0-9a-fA-F]+$/;

/**
 * How likely a run was meant as base64 when it decodes to bytes without a known meaning. Random base64 of that length
 * nearly always mixes upper case, lower case and digits; paths are lower-case words between slashes, hashes are hex, and
 * joined words hold no digits.
 */
export function binaryConfidence(encoded: string): Confidence {
  const text = encoded.slice(0, 4000);
  if (HEX_ONLY.test(text)) return 'low';
  let upper = 0;
  let lower = 0;
  let digits = 0;
  let slashes = 0;
  let changes = 0;
  let previous = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code >= 97 && code <= 122 ? 1 : code >= 65 && code <= 90 ? 2 : code >= 48 && code <= 57 ? 3 : 0;
    if (kind === 1) lower++;
    else if (kind === 2) upper++;
    else if (kind === 3) digits++;
    else if (code === 47) slashes++;
    if (kind !== previous) changes++;
    previous = kind;
  }
  if (upper === 0 || lower === 0 || digits === 0) return 'low';
  if (slashes > text.length / 16) return 'low';
  // Neighbours in random base64 differ in kind about two times in three; in words and paths rarely.
  return changes >= text.length * 0.4 ? 'high' : 'low';
}
