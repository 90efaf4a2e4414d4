import { type Priority, priorityOf } from './priority.js';
import { isoStamp, parseStamp, type Stamp } from './stamp.js';

export interface SyslogLine {
  readonly stamp: Stamp;
  readonly priority: Priority | undefined;
  /** '' where the line does not name it. */
  readonly host: string;
  /** Program; '' where the line does not name it. */
  readonly process: string;
  readonly processId: number | undefined;
  readonly message: string;
}

const PRI = /^(?:\d{1,7} )?<(\d{1,3})>(?:(\d) )?/;
const TAG_LENGTH = 64;
const TAG_BLANKS = 2;
const INT_MAX = 2 ** 31 - 1;

interface Tag {
  readonly process: string;
  readonly processId: number | undefined;
  /** Where the message begins. */
  readonly end: number;
}

function pidOf(digits: string): number | undefined {
  return /^\d{1,10}$/.test(digits) && Number(digits) <= INT_MAX ? Number(digits) : undefined;
}

/** `name: ` or `name[pid]: `, the name perhaps with a version behind a blank. */
function parseTag(text: string): Tag | undefined {
  const head = text.slice(0, TAG_LENGTH + 16);
  for (let colon = head.indexOf(':'); colon > 0; colon = head.indexOf(':', colon + 1)) {
    const after = text.charCodeAt(colon + 1);
    if (colon + 1 < text.length && after !== 32) continue;
    const tag = head.slice(0, colon);
    const open = tag.endsWith(']') ? tag.lastIndexOf('[') : -1;
    const process = open > 0 ? tag.slice(0, open) : tag;
    if (process.length > TAG_LENGTH || process.split(' ').length > TAG_BLANKS + 1 || /["=;,|{}[]/.test(process))
      return undefined;
    return { process, processId: open > 0 ? pidOf(tag.slice(open + 1, -1)) : undefined, end: colon + 1 };
  }
  return undefined;
}

/** Where the message begins, without the blanks before it. */
function messageOf(text: string, from: number): string {
  return text.slice(from).trimStart();
}

function word(text: string, from: number): { readonly text: string; readonly end: number } {
  const end = text.indexOf(' ', from);
  return end < 0 ? { text: text.slice(from), end: text.length } : { text: text.slice(from, end), end: end + 1 };
}

function givenValue(text: string): string {
  return text === '-' ? '' : text;
}

/** End of the structured data that begins at `from`; undefined when it is not closed. */
function structuredDataEnd(text: string, from: number): number | undefined {
  if (text[from] === '-') return from + 1;
  let at = from;
  while (text[at] === '[') {
    let quoted = false;
    for (at += 1; at < text.length && (quoted || text[at] !== ']'); at += 1) {
      if (text[at] === '"') quoted = !quoted;
      else if (quoted && text[at] === '\\') at += 1;
    }
    if (at >= text.length) return undefined;
    at += 1;
  }
  return at === from ? undefined : at;
}

/** RFC 5424 behind its priority and version. Structured data that there are stay at the start of the message. */
function parse5424(text: string, priority: Priority): SyslogLine | undefined {
  const stamped = isoStamp(text);
  if (stamped === undefined) return undefined;
  const host = word(text, stamped.end);
  const app = word(text, host.end);
  const pid = word(text, app.end);
  const id = word(text, pid.end);
  const end = structuredDataEnd(text, id.end);
  if (end === undefined) return undefined;
  const message = text
    .slice(end)
    .trimStart()
    .replace(/^\ufeff/, '');
  const data = text[id.end] === '-' ? '' : text.slice(id.end, end);
  return {
    stamp: stamped.stamp,
    priority,
    host: givenValue(host.text),
    process: givenValue(app.text),
    processId: pidOf(pid.text),
    message: data === '' || message === '' ? data + message : `${data} ${message}`,
  };
}

/**
 * One line of syslog: RFC 5424, RFC 3164, or as daemons write their files (`<time> <host> <tag>: <message>`); undefined when
 * it is none of them.
 */
export function parseSyslogLine(line: string): SyslogLine | undefined {
  const pri = PRI.exec(line);
  const priority = pri === null ? undefined : priorityOf(Number(pri[1]));
  if (pri !== null && priority === undefined) return undefined;
  if (pri?.[2] !== undefined) return parse5424(line.slice(pri[0].length), priority!);
  const text = pri === null ? line : line.slice(pri[0].length);
  const stamped = parseStamp(text);
  if (stamped === undefined) return undefined;
  const first = word(text, stamped.end);
  const nameless = first.text.endsWith(':');
  const rest = text.slice(nameless ? stamped.end : first.end);
  const tag = parseTag(rest);
  return {
    stamp: stamped.stamp,
    priority,
    host: nameless ? '' : first.text,
    process: tag?.process ?? '',
    processId: tag?.processId,
    message: messageOf(rest, tag?.end ?? 0),
  };
}

/** An empty line, or what journalctl writes between boots and files. */
export function isSyslogSeparator(text: string): boolean {
  return (text.startsWith('-- ') && text.length < 200) || text.trim() === '';
}
