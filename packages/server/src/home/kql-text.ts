/** Text from a log as a KQL string literal: plain ASCII, so that no line separator of Unicode can end it. */
export function kqlText(text: string): string {
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
