import { arrayTexts, BINARY_XML, isArray, valueText } from './values.js';

/** An element of a decoded event; attributes in pairs of name and value. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (XmlElement | string)[];
}

/** A piece of a template: text, an element (with places to fill, or whole), or the place of a value. */
type Part = string | TemplateElement | XmlElement | { readonly value: number; readonly optional: boolean };

interface TemplateElement {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly parts: readonly Part[] }[];
  readonly parts: readonly Part[];
}

interface Value {
  readonly type: number;
  readonly at: number;
  readonly size: number;
}

/** Bounds on what one record may make the reader do, far above real events. */
const MAX_DEPTH = 48;
const MAX_NODES = 50_000;

/** Reads the binary XML of one 64 KB chunk, whose records share names and templates. */
export interface ChunkXml {
  /** The root element of the record whose XML begins at the offset. Throws RangeError when it is damaged. */
  parse(offset: number): XmlElement;
}

export function createChunkXml(chunk: Buffer): ChunkXml {
  const names = new Map<number, { text: string; end: number }>();
  const templates = new Map<number, readonly Part[]>();
  let at = 0;
  let nodes = 0;

  function spend(): void {
    nodes += 1;
    if (nodes > MAX_NODES) throw new RangeError('record has too many elements');
  }

  function u16(): number {
    const value = chunk.readUInt16LE(at);
    at += 2;
    return value;
  }

  function u32(): number {
    const value = chunk.readUInt32LE(at);
    at += 4;
    return value;
  }

  function text(characters: number): string {
    const end = at + characters * 2;
    if (end > chunk.length) throw new RangeError('text is cut off');
    const value = chunk.toString('utf16le', at, end);
    at = end;
    return value;
  }

  /** A name stands where it was first used; later uses give the offset of that place. */
  function name(): string {
    const offset = u32();
    let known = names.get(offset);
    if (known === undefined) {
      const length = chunk.readUInt16LE(offset + 6);
      const end = offset + 8 + length * 2;
      if (end > chunk.length) throw new RangeError('name is cut off');
      known = { text: chunk.toString('utf16le', offset + 8, end), end: end + 2 };
      names.set(offset, known);
    }
    if (offset === at) at = known.end;
    return known.text;
  }

  /** Tokens up to the end of an element, an attribute or the fragment. */
  function parts(depth: number, inAttribute: boolean, dependency: boolean): Part[] {
    if (depth > MAX_DEPTH) throw new RangeError('elements are nested too deeply');
    const result: Part[] = [];
    for (;;) {
      spend();
      const token = chunk.readUInt8(at);
      const kind = token & 0xbf;
      if (inAttribute && (kind === 0x06 || kind === 0x02 || kind === 0x03)) return result;
      at += 1;
      if (kind === 0x00) return result;
      if (kind === 0x04) return result;
      if (kind === 0x01) result.push(element(depth + 1, (token & 0x40) !== 0, dependency));
      else if (kind === 0x05) {
        at += 1;
        result.push(text(u16()));
      } else if (kind === 0x07) result.push(text(u16()));
      else if (kind === 0x08) result.push(String.fromCharCode(u16()));
      else if (kind === 0x09) result.push(entity(name()));
      else if (kind === 0x0a) name();
      else if (kind === 0x0b) text(u16());
      else if (kind === 0x0d || kind === 0x0e) {
        const value = u16();
        at += 1;
        result.push({ value, optional: kind === 0x0e });
      } else if (kind === 0x0f) at += 3;
      else if (kind === 0x0c) {
        instance(depth + 1, result);
        return result;
      } else throw new RangeError(`unknown token 0x${token.toString(16)}`);
    }
  }

  function element(depth: number, hasAttributes: boolean, dependency: boolean): TemplateElement {
    if (dependency) at += 2;
    at += 4;
    const elementName = name();
    const attributes: { name: string; parts: Part[] }[] = [];
    if (hasAttributes) {
      at += 4;
      while ((chunk.readUInt8(at) & 0xbf) === 0x06) {
        at += 1;
        const attributeName = name();
        attributes.push({ name: attributeName, parts: parts(depth, true, dependency) });
      }
    }
    const close = chunk.readUInt8(at);
    at += 1;
    if (close === 0x03) return { name: elementName, attributes, parts: [] };
    if (close !== 0x02) throw new RangeError(`element ${elementName} is not closed`);
    return { name: elementName, attributes, parts: parts(depth, false, dependency) };
  }

  function template(offset: number): readonly Part[] {
    let known = templates.get(offset);
    if (known === undefined) {
      const back = at;
      at = offset + 24;
      known = parts(0, false, true);
      templates.set(offset, known);
      at = back;
    }
    return known;
  }

  /** A template with its values, after the token. */
  function instance(depth: number, target: (XmlElement | string | Part)[]): void {
    at += 5;
    const offset = u32();
    const body = template(offset);
    if (offset === at) at = offset + 24 + chunk.readUInt32LE(offset + 20);
    const count = u32();
    if (count > 0x2000) throw new RangeError('too many values');
    const values: Value[] = new Array(count);
    let valueAt = at + count * 4;
    for (let index = 0; index < count; index += 1) {
      const size = u16();
      values[index] = { type: chunk.readUInt8(at), at: valueAt, size };
      at += 2;
      valueAt += size;
    }
    fill(body, values, depth, target as (XmlElement | string)[]);
    at = valueAt;
  }

  /** Adds what the parts come to with these values. */
  function fill(body: readonly Part[], values: readonly Value[], depth: number, target: (XmlElement | string)[]): void {
    if (depth > MAX_DEPTH) throw new RangeError('elements are nested too deeply');
    for (const part of body) {
      spend();
      if (typeof part === 'string' || 'children' in part) target.push(part);
      else if ('value' in part) substitute(values[part.value], depth, target);
      else fillElement(part, values, depth + 1, target);
    }
  }

  function substitute(value: Value | undefined, depth: number, target: (XmlElement | string)[]): void {
    if (value === undefined || value.type === 0 || value.size === 0) return;
    const { type, at: start, size } = value;
    if (type === BINARY_XML) {
      const back = at;
      at = start;
      fill(parts(depth + 1, false, false), [], depth + 1, target);
      at = back;
    } else if (isArray(type)) target.push(...arrayTexts(chunk, type, start, size));
    else target.push(valueText(chunk, type, start, size));
  }

  /** One element; several when its only content is an array. */
  function fillElement(
    body: TemplateElement,
    values: readonly Value[],
    depth: number,
    target: (XmlElement | string)[],
  ): void {
    const attributes: [string, string][] = [];
    for (const attribute of body.attributes) {
      const content: (XmlElement | string)[] = [];
      fill(attribute.parts, values, depth, content);
      if (content.length > 0) attributes.push([attribute.name, content.map(textOf).join('')]);
    }
    const only = body.parts.length === 1 ? body.parts[0]! : '';
    const value = typeof only === 'object' && 'value' in only ? values[only.value] : undefined;
    if (value !== undefined && value.size > 0 && isArray(value.type)) {
      for (const text of arrayTexts(chunk, value.type, value.at, value.size)) {
        target.push({ name: body.name, attributes, children: [text] });
      }
      return;
    }
    const children: (XmlElement | string)[] = [];
    fill(body.parts, values, depth, children);
    target.push({ name: body.name, attributes, children });
  }

  return {
    parse(offset) {
      at = offset;
      nodes = 0;
      const roots: (XmlElement | string)[] = [];
      fill(parts(0, false, true), [], 0, roots);
      for (const root of roots) if (typeof root !== 'string') return root;
      throw new RangeError('record has no element');
    },
  };
}

function entity(name: string): string {
  const known: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return known[name] ?? `&${name};`;
}

/** All text in an element, attributes aside. */
export function textOf(node: XmlElement | string): string {
  if (typeof node === 'string') return node;
  if (node.children.length === 1) return textOf(node.children[0]!);
  return node.children.map(textOf).join('');
}
