const MAYBE_LONG = /[:[,]\s{0,8}-?\d{16}/;
const LONG = /(?<![\d.eE+])-?\d{16,}(?![\d.eE])/g;
/** A text that stands for a whole number beyond what a JavaScript number holds exactly: U+0001, `#`, the digits. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a character that no log writes
const MARKED = /^\u0001#(-?[1-9]\d{15,})$/;
const MARKED_JSON = /"\\u0001#(-?[1-9]\d{15,})"/g;

/** The digits of a number that was marked; undefined for any other value. */
export function exactDigits(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.charCodeAt(0) !== 1) return undefined;
  return MARKED.exec(value)?.[1];
}

/** JSON text of a value, marked numbers as numbers again. */
export function stringifyExact(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes('\\u0001#') ? json.replace(MARKED_JSON, '$1') : json;
}

/** Behind the closing quote of a text in valid JSON that opens at the offset. */
function endOfText(json: string, open: number): number {
  for (let at = json.indexOf('"', open + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (json.charCodeAt(at - 1 - backslashes) === 92) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return json.length;
}

function mark(json: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < json.length) {
    const open = json.indexOf('"', at);
    const between = json.slice(at, open < 0 ? json.length : open);
    const marked = (number: string) => (Number.isSafeInteger(Number(number)) ? number : `"\\u0001#${number}"`);
    parts.push(between.length < 16 ? between : between.replace(LONG, marked));
    if (open < 0) break;
    at = endOfText(json, open);
    parts.push(json.slice(open, at));
  }
  return parts.join('');
}

/**
 * As JSON.parse, but whole numbers that would lose digits become texts that `exactDigits` knows: ids of processes and
 * records are 64 bits wide.
 */
export function parseExact(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return MAYBE_LONG.test(json) ? JSON.parse(mark(json)) : value;
}
