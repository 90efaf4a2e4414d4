/**
 * JSON taken apart without being converted, for host functions: elements keep their text, so that 64-bit integers and
 * `1.0` come out as they went in. The text is what DuckDB holds in a JSON column, so it is valid.
 */

const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** The position after the value that begins at `at`. */
function skipValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === quote) return skipString(text, at);
  if (first !== openBracket && first !== openBrace) {
    let end = at;
    for (; end < text.length; end++) {
      const letter = text.charCodeAt(end);
      if (letter === comma || letter === closeBracket || letter === closeBrace || letter <= 32) break;
    }
    return end;
  }
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    const letter = text.charCodeAt(end);
    if (letter === quote) end = skipString(text, end) - 1;
    else if (letter === openBracket || letter === openBrace) depth++;
    else if ((letter === closeBracket || letter === closeBrace) && --depth === 0) return end + 1;
  }
  return text.length;
}

function skipString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const letter = text.charCodeAt(end);
    if (letter === backslash) end++;
    else if (letter === quote) return end + 1;
  }
  return text.length;
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && text.charCodeAt(next) <= 32) next++;
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
  if (text.charCodeAt(at) !== openBracket) return undefined;
  const found: string[] = [];
  at = skipBlanks(text, at + 1);
  while (at < text.length && text.charCodeAt(at) !== closeBracket) {
    const end = skipValue(text, at);
    found.push(text.slice(at, end));
    at = skipBlanks(text, end);
    if (text.charCodeAt(at) === comma) at = skipBlanks(text, at + 1);
  }
  return found;
}

/** The keys of a bag with the texts of their values, in order; undefined where the text is no bag. */
export function entriesOf(text: string): [key: string, value: string][] | undefined {
  let at = skipBlanks(text, 0);
  if (text.charCodeAt(at) !== openBrace) return undefined;
  const found: [string, string][] = [];
  at = skipBlanks(text, at + 1);
  while (at < text.length && text.charCodeAt(at) !== closeBrace) {
    const keyEnd = skipString(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    at = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    const end = skipValue(text, at);
    found.push([key, text.slice(at, end)]);
    at = skipBlanks(text, end);
    if (text.charCodeAt(at) === comma) at = skipBlanks(text, at + 1);
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

/** Elements nested deeper than this are not looked into: a log can hold any depth, the stack cannot. */
export const deepestNesting = 256;

/**
 * The value of a JSON text; undefined where JavaScript does not read it. DuckDB lets NaN and a comma before a closing
 * bracket pass, and what a log holds must not stop the query.
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
