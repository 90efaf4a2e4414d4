const MAX_DEPTH = 64;

interface Cursor {
  readonly text: string;
  at: number;
}

class NotPython extends Error {}

function skipSpace(cursor: Cursor): void {
  while (' \n\r\t'.includes(cursor.text[cursor.at] ?? '.')) cursor.at += 1;
}

function readText(cursor: Cursor): string {
  const quote = cursor.text[cursor.at]!;
  let result = '';
  cursor.at += 1;
  for (;;) {
    const character = cursor.text[cursor.at];
    if (character === undefined) throw new NotPython();
    cursor.at += 1;
    if (character === quote) return result;
    result += character === '\\' ? readEscape(cursor) : character;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };
const HEX_ESCAPES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readEscape(cursor: Cursor): string {
  const letter = cursor.text[cursor.at] ?? '';
  cursor.at += 1;
  const plain = ESCAPES[letter];
  if (plain !== undefined) return plain;
  const length = HEX_ESCAPES[letter];
  if (length === undefined) return `\\${letter}`;
  const digits = cursor.text.slice(cursor.at, cursor.at + length);
  const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
  if (code < 0 || code > 0x10ffff) throw new NotPython();
  cursor.at += length;
  return String.fromCodePoint(code);
}

const WORD = /[A-Za-z0-9_.+-]/;

function readWord(cursor: Cursor): unknown {
  const start = cursor.at;
  while (WORD.test(cursor.text[cursor.at] ?? '')) cursor.at += 1;
  const word = cursor.text.slice(start, cursor.at);
  if (word === 'None' || word === 'nan' || word === 'NaT' || word === 'null') return null;
  if (word === 'True' || word === 'true') return true;
  if (word === 'False' || word === 'false') return false;
  const number = Number(word);
  if (word === '' || !Number.isFinite(number)) throw new NotPython();
  return number;
}

function readValue(cursor: Cursor, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new NotPython();
  skipSpace(cursor);
  const first = cursor.text[cursor.at];
  if (first === "'" || first === '"') return readText(cursor);
  if (first === '[') return readItems(cursor, ']', depth);
  if (first === '(') return readItems(cursor, ')', depth);
  if (first === '{') return readDict(cursor, depth);
  return readWord(cursor);
}

/** After an item: goes past a comma, or past the end and says so. */
function endOrComma(cursor: Cursor, end: string): boolean {
  skipSpace(cursor);
  const character = cursor.text[cursor.at];
  cursor.at += 1;
  if (character === end) return true;
  if (character !== ',') throw new NotPython();
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== end) return false;
  cursor.at += 1;
  return true;
}

function atEnd(cursor: Cursor, end: string): boolean {
  cursor.at += 1;
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== end) return false;
  cursor.at += 1;
  return true;
}

function readItems(cursor: Cursor, end: string, depth: number): unknown[] {
  const items: unknown[] = [];
  if (atEnd(cursor, end)) return items;
  do items.push(readValue(cursor, depth + 1));
  while (!endOrComma(cursor, end));
  return items;
}

function readDict(cursor: Cursor, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  if (atEnd(cursor, '}')) return {};
  do {
    const key = readValue(cursor, depth + 1);
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== ':') throw new NotPython();
    cursor.at += 1;
    entries.push([String(key), readValue(cursor, depth + 1)]);
  } while (!endOrComma(cursor, '}'));
  return Object.fromEntries(entries);
}

/** JSON of a list, tuple or dictionary as Python prints it (`['a', None]`); undefined when the text is none. */
export function pythonToJson(text: string): string | undefined {
  const cursor: Cursor = { text, at: 0 };
  skipSpace(cursor);
  if (!'[({'.includes(text[cursor.at] ?? '.')) return undefined;
  try {
    const value = readValue(cursor, 0);
    skipSpace(cursor);
    return cursor.at === text.length ? JSON.stringify(value) : undefined;
  } catch (error) {
    if (error instanceof NotPython) return undefined;
    throw error;
  }
}
