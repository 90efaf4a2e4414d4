const SPACE = 32;
const GROUP_SEPARATOR = 29;
const DOUBLE_QUOTE = 34;
const QUOTE = 39;
const EQUALS = 61;

/** A value as it stands in the record, and whether it stood in double quotes. */
export interface AuditValue {
  readonly text: string;
  readonly quoted: boolean;
}

function isGap(code: number): boolean {
  return code === SPACE || code === GROUP_SEPARATOR;
}

/**
 * The `key=value` pairs of a record in their order. Those that a program wrote, inside `msg='...'`, are taken as if they stood
 * outside, and so are the names that auditd adds behind a group separator (`UID="root"`). Words without `=` are passed over.
 */
export function* auditFields(body: string): Generator<readonly [key: string, value: AuditValue]> {
  let at = 0;
  let inside = false;
  while (at < body.length) {
    if (isGap(body.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    while (at < body.length && body.charCodeAt(at) !== EQUALS && !isGap(body.charCodeAt(at))) at += 1;
    if (body.charCodeAt(at) !== EQUALS) continue;
    const key = body.slice(start, at);
    at += 1;
    const first = body.charCodeAt(at);
    if (first === QUOTE && key === 'msg' && !inside) {
      inside = true;
      at += 1;
      continue;
    }
    const close = first === DOUBLE_QUOTE ? body.indexOf('"', at + 1) : -1;
    if (close > 0) {
      yield [key, { text: body.slice(at + 1, close), quoted: true }];
      at = close + 1;
      if (inside && body.charCodeAt(at) === QUOTE) {
        inside = false;
        at += 1;
      }
      continue;
    }
    const from = at;
    while (at < body.length && !isGap(body.charCodeAt(at))) at += 1;
    const closes = inside && body.charCodeAt(at - 1) === QUOTE;
    if (closes) inside = false;
    yield [key, { text: body.slice(from, closes ? at - 1 : at), quoted: false }];
  }
}

/** Bytes of a value written in hexadecimal, as untrusted text is that holds blanks, quotes or control characters. */
export function hexBytes({ text, quoted }: AuditValue): Buffer | undefined {
  if (quoted || text === '' || text.length % 2 !== 0) return undefined;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 70))) return undefined;
  }
  return Buffer.from(text, 'hex');
}

/** Text of a field of untrusted content, decoded where it is written in hexadecimal. */
export function auditText(value: AuditValue): string {
  return hexBytes(value)?.toString('utf8') ?? value.text;
}
