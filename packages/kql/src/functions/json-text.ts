/**
 * JSON taken apart without being converted, for host functions: elements keep their text, so that 64-bit integers and
 * `1.0` come out as they went in. The text is what DuckDB holds in a JSON column, so it is valid.
 */

const blank = /\s/;

/** The position after the value that begins at `at`. */
function skipValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  if (first !== '[' && first !== '{') {
    let end = at;
    while (end < text.length && !',]}'.includes(text[end] as string) && !blank.test(text[end] as string)) end++;
    return end;
  }
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    const letter = text[end];
    if (letter === '"') end = skipString(text, end) - 1;
    else if (letter === '[' || letter === '{') depth++;
    else if ((letter === ']' || letter === '}') && --depth === 0) return end + 1;
  }
  return text.length;
}

function skipString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '"') return end + 1;
  }
  return text.length;
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && blank.test(text[next] as string)) next++;
  return next;
}

export type JsonKind = 'array' | 'bag' | 'string' | 'number' | 'bool' | 'null';

export function kindOf(text: string): JsonKind {
  switch (text[skipBlanks(text, 0)]) {
    case '[':
      return 'array';
    case '{':
      return 'bag';
    case '"':
      return 'string';
    case 't':
    case 'f':
      return 'bool';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}

/** The texts of an array's elements; undefined where the text is no array. */
export function elementsOf(text: string): string[] | undefined {
  let at = skipBlanks(text, 0);
  if (text[at] !== '[') return undefined;
  const found: string[] = [];
  at = skipBlanks(text, at + 1);
  while (at < text.length && text[at] !== ']') {
    const end = skipValue(text, at);
    found.push(text.slice(at, end));
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return found;
}

/** The keys of a bag with the texts of their values, in order; undefined where the text is no bag. */
export function entriesOf(text: string): [key: string, value: string][] | undefined {
  let at = skipBlanks(text, 0);
  if (text[at] !== '{') return undefined;
  const found: [string, string][] = [];
  at = skipBlanks(text, at + 1);
  while (at < text.length && text[at] !== '}') {
    const keyEnd = skipString(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    at = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    const end = skipValue(text, at);
    found.push([key, text.slice(at, end)]);
    at = skipBlanks(text, end);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return found;
}

export function arrayText(elements: readonly string[]): string {
  return `[${elements.join(',')}]`;
}

export function bagText(entries: Iterable<readonly [key: string, value: string]>): string {
  return `{${Array.from(entries, ([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}

/** The text of a value as `tostring` shows it: strings without their quotes, null empty. */
export function plainText(text: string): string {
  const kind = kindOf(text);
  if (kind === 'null') return '';
  return kind === 'string' ? (JSON.parse(text) as string) : text;
}
