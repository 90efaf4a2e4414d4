/**
 * Characters that a reader does not see or that reorder what he sees: controls other than tab and line breaks,
 * zero-width characters, bidirectional embeddings, overrides and isolates (Unicode UAX #9), tags and the byte-order mark.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

export interface TextPart {
  readonly text: string;
  /** The text stands for a hidden character, written as its code point: `U+202E`. */
  readonly hidden: boolean;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** True when the text holds characters that should be shown by their code point. */
export function hasHidden(text: string): boolean {
  // Not `test`: a global expression goes on from where it last stopped.
  return text.search(hidden) >= 0;
}

/** Cuts a text at its hidden characters; the parts in order, none empty. */
export function visibleParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), hidden: false });
    parts.push({ text: codePoint(match[0]), hidden: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), hidden: false });
  return parts;
}

/** The text with hidden characters written out as `[U+202E]`, for places that take plain text only. */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => `[${codePoint(character)}]`);
}

/** As `visibleText`, on one line: line breaks and tabs become signs of their own. */
export function singleLine(text: string): string {
  return visibleText(text)
    .replace(/\r\n|\n|\r/g, '⏎')
    .replaceAll('\t', '⇥');
}
