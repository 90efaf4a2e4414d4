const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters and those that reorder text, which an attacker may have put into a log. */
const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Makes invisible characters visible as `\u{202e}`. */
export const visible = (text: string): string =>
  text.replace(invisible, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** Text as HTML, for element content and quoted attributes. */
export const html = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** A value as JSON inside a script element: no `<` that could end the element, no line separators. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? item.toString() : item))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
