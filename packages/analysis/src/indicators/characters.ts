export const DIGIT = 1;
export const LETTER = 2;
export const HEX = 4;
/** Letters, digits and underscore. */
export const WORD = 8;
/** Letters and digits. */
export const ALNUM = DIGIT | LETTER;
/** What RFC 3986 allows in a host or user name, without percent escapes: unreserved and sub-delims. */
export const HOST = 16;
/** What RFC 3986 allows in a query or a fragment, percent sign included. */
export const QUERY = 32;
/** Characters of an unquoted local part, RFC 5322 atext, without the dot. */
export const ATEXT = 64;
/** The part of ATEXT that mail addresses have in practice. */
export const PLAIN_LOCAL = 128;

const CLASSES = new Uint8Array(128);
function mark(bits: number, characters: string): void {
  for (const character of characters) CLASSES[character.charCodeAt(0)]! |= bits;
}
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const LETTERS = LOWER + LOWER.toUpperCase();
const DIGITS = '0123456789';
mark(DIGIT, DIGITS);
mark(LETTER, LETTERS);
mark(HEX, `${DIGITS}abcdefABCDEF`);
mark(WORD, `${LETTERS + DIGITS}_`);
mark(HOST, `${LETTERS + DIGITS}-._~!$&'()*+,;=`);
mark(QUERY, `${LETTERS + DIGITS}-._~!$&'()*+,;=:@/?%`);
mark(ATEXT, `${LETTERS + DIGITS}!#$%&'*+/=?^_\`{|}~-`);
mark(PLAIN_LOCAL, `${LETTERS + DIGITS}_%+-~`);

/** Whether the character at a position is of one of the classes; false outside the text. */
export function is(text: string, position: number, classes: number): boolean {
  const code = text.charCodeAt(position);
  return code < 128 && (CLASSES[code]! & classes) !== 0;
}

export const DOT = 46;
export const HYPHEN = 45;
export const COLON = 58;
export const SLASH = 47;
export const BACKSLASH = 92;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const PERCENT = 37;
export const AT = 64;
