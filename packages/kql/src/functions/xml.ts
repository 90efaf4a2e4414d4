import type { HostValue } from '../model/compiled-query.js';
import { hostScalars } from './host.js';
import type { FunctionFamily } from './registry.js';

/** Elements nested deeper than this make the text no XML. */
const deepest = 256;

type Member = string | null | XmlBag | Member[];
interface XmlBag {
  [name: string]: Member;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities of XML and numbered characters; anything else stays as it is written. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g,
    (all: string, decimal?: string, hex?: string, name?: string) => {
      if (name) return entities[name] ?? all;
      const point = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      return point < 0x110000 && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : all;
    },
  );
}

function add(bag: XmlBag, name: string, value: Member): void {
  if (!Object.hasOwn(bag, name)) {
    // `__proto__` is a name like any other.
    Object.defineProperty(bag, name, { value, enumerable: true, writable: true, configurable: true });
    return;
  }
  const old = bag[name] as Member;
  if (Array.isArray(old)) old.push(value);
  else bag[name] = [old, value];
}

const attribute = /\s+([^\s=/>]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const nameStart = /[^\s/>]+/y;

interface Open {
  readonly name: string;
  readonly bag: XmlBag;
  text: string;
  plain: boolean;
}

function attributes(xml: string, from: number, bag: XmlBag): number {
  let at = from;
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(xml);
    if (!found) return at;
    add(bag, `@${found[1]}`, decode(found[2] ?? found[3] ?? ''));
    at = attribute.lastIndex;
  }
}

/**
 * XML as a property bag: attributes as `@name`, text beside them as `#text`, elements of one name as an array. Undefined
 * where the text is not well-formed. Entities of a DTD are not expanded and nothing is fetched.
 */
export function readXml(xml: string): XmlBag | undefined {
  const document: XmlBag = {};
  const open: Open[] = [];
  let roots = 0;
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const text = xml.slice(at, tag < 0 ? xml.length : tag);
    const top = open.at(-1);
    if (top) top.text += decode(text);
    else if (text.trim() !== '' && text !== '\uFEFF') return undefined;
    if (tag < 0) break;
    if (xml.startsWith('<!--', tag)) {
      const end = xml.indexOf('-->', tag + 4);
      if (end < 0) return undefined;
      at = end + 3;
    } else if (xml.startsWith('<![CDATA[', tag)) {
      const end = xml.indexOf(']]>', tag);
      if (end < 0 || !top) return undefined;
      add(top.bag, '#cdata-section', xml.slice(tag + 9, end));
      top.plain = false;
      at = end + 3;
    } else if (xml.startsWith('<?', tag)) {
      const end = xml.indexOf('?>', tag);
      if (end < 0) return undefined;
      if (xml.startsWith('<?xml', tag)) {
        const declaration: XmlBag = {};
        attributes(xml, tag + 5, declaration);
        add(document, '?xml', declaration);
      }
      at = end + 2;
    } else if (xml.startsWith('<!', tag)) {
      const end = xml.indexOf('>', tag);
      if (end < 0) return undefined;
      at = end + 1;
    } else if (xml[tag + 1] === '/') {
      const end = xml.indexOf('>', tag);
      const closed = open.pop();
      if (end < 0 || !closed || xml.slice(tag + 2, end).trim() !== closed.name) return undefined;
      close(closed, open.at(-1)?.bag ?? document, closed.text);
      at = end + 1;
    } else {
      nameStart.lastIndex = tag + 1;
      const name = nameStart.exec(xml)?.[0];
      if (!name || open.length >= deepest) return undefined;
      const bag: XmlBag = {};
      let end = attributes(xml, nameStart.lastIndex, bag);
      while (/\s/.test(xml[end] ?? '')) end++;
      if (top) top.plain = false;
      else if (++roots > 1) return undefined;
      const element: Open = { name, bag, text: '', plain: Object.keys(bag).length === 0 };
      if (xml.startsWith('/>', end)) {
        close(element, top?.bag ?? document, null);
        at = end + 2;
      } else if (xml[end] === '>') {
        open.push(element);
        at = end + 1;
      } else {
        return undefined;
      }
    }
  }
  return open.length === 0 && roots === 1 ? document : undefined;
}

function close(element: Open, parent: XmlBag, text: string | null): void {
  if (element.plain) {
    add(parent, element.name, text);
    return;
  }
  // Blanks between elements are layout.
  if (text !== null && text.trim() !== '') add(element.bag, '#text', text);
  add(parent, element.name, element.bag);
}

export const xmlFamily: FunctionFamily = hostScalars({
  parse_xml: {
    parameters: ['string'],
    result: 'dynamic',
    run: (xml: string): HostValue => {
      const document = readXml(xml);
      return document ? JSON.stringify(document) : null;
    },
  },
});
