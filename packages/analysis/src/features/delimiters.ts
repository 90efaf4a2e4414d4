import { AnalysisError } from '../model/error.js';

/** `DELIMITERS[code]` is 1 for the ASCII delimiters of MSTICPy's `delim_count`: white space and `- \ / . , " ' | & : ; % $ ( )`. */
export const DELIMITERS: Uint8Array = new Uint8Array(128);
for (const char of '-\\/.,"\'|&:;%$()') DELIMITERS[char.charCodeAt(0)] = 1;
// Python's \s over text counts U+001C to U+001F too, and U+0085, but not U+FEFF.
for (const code of [9, 10, 11, 12, 13, 28, 29, 30, 31, 32]) DELIMITERS[code] = 1;

/** Whether a character above U+007F is white space in Python's sense. */
export function isWideSpace(code: number): boolean {
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  if (code < 0x2000) return code === 0x1680;
  return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Number of delimiter characters in a text (MSTICPy `delim_count`). */
export function delimCount(value: string): number {
  let count = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 128 ? DELIMITERS[code] === 1 : isWideSpace(code)) count++;
  }
  return count;
}

/** Number of parts that a plain split by `delimiter` gives, empty ones included (MSTICPy `token_count`). */
export function tokenCount(value: string, delimiter = ' '): number {
  if (delimiter === '') throw new AnalysisError('bad-argument', 'tokenCount needs a delimiter');
  let count = 1;
  for (let at = value.indexOf(delimiter); at !== -1; at = value.indexOf(delimiter, at + delimiter.length)) count++;
  return count;
}
