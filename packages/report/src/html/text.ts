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

/** Each UTF-16 unit of a character as a JSON escape. */
const escaped = (character: string): string =>
  character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A value as JSON inside a script element: nothing that could end the element, nothing invisible. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? item.toString() : item)).replace(
    /[<\p{Cf}\u007f-\u009f\u2028\u2029]/gu,
    escaped,
  );
