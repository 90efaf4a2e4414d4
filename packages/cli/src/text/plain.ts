/**
 * Text as a terminal may show it: control characters (which could move the cursor, rename the window or hide lines),
 * and characters that turn the reading direction, are shown as escapes; line ends and tabs become one space.
 */
export function plain(text: string): string {
  return text.replace(/\r\n|[\r\n\t]/g, ' ').replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
