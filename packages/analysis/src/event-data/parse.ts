/** Named values of an event in their order. Values without a name are `param1`, `param2` ... by their place. */
export type EventData = readonly (readonly [name: string, value: string])[];

const MAX_VALUES = 10_000;
const MAX_DEPTH = 64;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The `Data` elements of an event's EventData XML, with or without the Windows event namespace or a prefix.
 * null for null, for text that is not well-formed, and for text with a document type (so that no entity expands).
 * Reads in one pass; a value holds the text of its element, nested elements' included.
 */
export function parseEventData(xml: string | null | undefined): EventData | null {
  if (xml === null || xml === undefined) return null;
  const values: [string, string][] = [];
  const open: string[] = [];
  let data: { name: string | undefined; depth: number; text: string } | undefined;
  let unnamed = 0;
  let roots = 0;
  const close = (): void => {
    if (!data) return;
    unnamed++;
    values.push([data.name ?? `param${unnamed}`, data.text]);
    data = undefined;
  };

  let at = 0;
  while (at < xml.length) {
    const sign = xml.indexOf('<', at);
    const textEnd = sign === -1 ? xml.length : sign;
    if (textEnd > at) {
      const outside = open.length === 0;
      if (outside && xml.slice(at, textEnd).replace('\ufeff', '').trim() !== '') return null;
      if (data) {
        const text = decodeEntities(xml.slice(at, textEnd));
        if (text === null) return null;
        data.text += text;
      }
    }
    if (sign === -1) break;
    const next = xml.charCodeAt(sign + 1);
    if (next === 0x21) {
      const section = skipSection(xml, sign);
      if (!section) return null;
      if (data) data.text += section.text;
      at = section.end;
    } else if (next === 0x3f) {
      const end = xml.indexOf('?>', sign);
      if (end === -1) return null;
      at = end + 2;
    } else if (next === 0x2f) {
      const end = xml.indexOf('>', sign);
      if (end === -1 || open.pop() !== xml.slice(sign + 2, end).trimEnd()) return null;
      if (data && open.length < data.depth) close();
      at = end + 1;
    } else {
      const tag = readTag(xml, sign);
      if (!tag || open.length >= MAX_DEPTH || values.length >= MAX_VALUES) return null;
      if (open.length === 0 && ++roots > 1) return null;
      open.push(tag.name);
      if (!data && isData(tag.name)) data = { name: tag.dataName, depth: open.length, text: '' };
      if (tag.empty) {
        open.pop();
        if (data && open.length < data.depth) close();
      }
      at = tag.end;
    }
  }
  return open.length === 0 && roots === 1 ? values : null;
}

const isData = (name: string): boolean => name === 'Data' || name.endsWith(':Data');

/** Behind a comment or a CDATA section; undefined for anything else that begins with `<!`. */
function skipSection(xml: string, at: number): { end: number; text: string } | undefined {
  if (xml.startsWith('<!--', at)) {
    const end = xml.indexOf('-->', at + 4);
    return end === -1 ? undefined : { end: end + 3, text: '' };
  }
  if (!xml.startsWith('<![CDATA[', at)) return undefined;
  const end = xml.indexOf(']]>', at + 9);
  return end === -1 ? undefined : { end: end + 3, text: xml.slice(at + 9, end) };
}

interface Tag {
  readonly name: string;
  /** Value of the attribute `Name`. */
  readonly dataName: string | undefined;
  readonly empty: boolean;
  readonly end: number;
}

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

function readTag(xml: string, start: number): Tag | undefined {
  let at = nameEnd(xml, start + 1);
  if (at === start + 1) return undefined;
  const name = xml.slice(start + 1, at);
  let dataName: string | undefined;
  for (;;) {
    const from = at;
    while (isSpace(xml.charCodeAt(at))) at++;
    const code = xml.charCodeAt(at);
    if (code === 0x3e) return { name, dataName, empty: false, end: at + 1 };
    if (code === 0x2f && xml.charCodeAt(at + 1) === 0x3e) return { name, dataName, empty: true, end: at + 2 };
    if (at === from) return undefined;
    const end = nameEnd(xml, at);
    if (end === at) return undefined;
    const attribute = xml.slice(at, end);
    at = end;
    while (isSpace(xml.charCodeAt(at))) at++;
    if (xml.charCodeAt(at) !== 0x3d) return undefined;
    at++;
    while (isSpace(xml.charCodeAt(at))) at++;
    const quote = xml[at];
    if (quote !== '"' && quote !== "'") return undefined;
    const close = xml.indexOf(quote, at + 1);
    if (close === -1) return undefined;
    const raw = xml.slice(at + 1, close);
    const value = decodeEntities(raw);
    if (value === null || raw.includes('<')) return undefined;
    if (attribute === 'Name') dataName = value;
    at = close + 1;
  }
}

/** Behind the characters of an XML name: anything but white space and what ends a name. */
function nameEnd(xml: string, start: number): number {
  let at = start;
  for (; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (isSpace(code) || code === 0x3e || code === 0x2f || code === 0x3d || code === 0x3c) break;
    if (code === 0x22 || code === 0x27 || code === 0x26) return start;
  }
  return at;
}

/** Text with the five entities of XML and character references resolved; null where another is used. */
function decodeEntities(text: string): string | null {
  let sign = text.indexOf('&');
  if (sign === -1) return text;
  let result = '';
  let at = 0;
  while (sign !== -1) {
    const end = text.indexOf(';', sign);
    if (end === -1 || end - sign > 12) return null;
    const name = text.slice(sign + 1, end);
    const value = ENTITIES[name] ?? characterOf(name);
    if (value === undefined) return null;
    result += text.slice(at, sign) + value;
    at = end + 1;
    sign = text.indexOf('&', at);
  }
  return result + text.slice(at);
}

function characterOf(name: string): string | undefined {
  const hex = /^#x([0-9a-fA-F]{1,6})$/.exec(name);
  const decimal = hex ? null : /^#(\d{1,7})$/.exec(name);
  const point = hex ? Number.parseInt(hex[1]!, 16) : decimal ? Number(decimal[1]) : -1;
  return point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
