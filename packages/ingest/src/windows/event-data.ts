import type { WindowsEventRecord } from '../model/windows-event.js';

// Spelt as a text because the characters themselves are control characters.
const ILLEGAL = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff';
const LONE_SURROGATE = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';
const SUSPECT = new RegExp(`[&<>"'${ILLEGAL}\\ud800-\\udfff]`);
/** What XML 1.0 has no way to write. */
const UNWRITABLE = new RegExp(`[${ILLEGAL}]|${LONE_SURROGATE}`, 'g');
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML content and attributes; characters that XML cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** EventData as XML text, laid out as in the column of that name in SecurityEvent. */
export function eventDataXml(data: WindowsEventRecord['data']): string {
  const parts = ['<EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\r\n'];
  for (const [name, value] of data) {
    parts.push('  <Data Name="', escapeXml(name), '">', escapeXml(value), '</Data>\r\n');
  }
  parts.push('</EventData>');
  return parts.join('');
}

const quotedNames = new Map<string, string>();

function quoteName(name: string): string {
  let quoted = quotedNames.get(name);
  if (quoted === undefined) {
    quoted = `${JSON.stringify(name)}:`;
    if (quotedNames.size < 10_000) quotedNames.set(name, quoted);
  }
  return quoted;
}

/** EventData as a JSON object of texts, in the order of the event. */
export function eventDataJson(data: WindowsEventRecord['data']): string {
  const parts: string[] = [];
  for (const [name, value] of data) parts.push(quoteName(name) + JSON.stringify(value));
  return `{${parts.join(',')}}`;
}
