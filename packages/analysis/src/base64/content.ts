/** Share of characters that people read: letters, marks, digits, punctuation, white space; of the first 4000. */
export function printableShare(text: string): number {
  const length = Math.min(text.length, 4000);
  if (length === 0) return 0;
  let readable = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 32 && code < 127) || code === 9 || code === 10 || code === 13) readable++;
    else if (code >= 0xa0 && code < 0xd800) readable++;
    else if (code >= 0xe000 && code < 0xfff0 && code !== 0xfeff) readable++;
    else if (code >= 0xd800 && code < 0xe000) readable++;
  }
  return readable / length;
}

/** Share of ASCII characters, of the first 4000. Scripts are mostly ASCII, arbitrary bytes read as UTF-16 hardly ever. */
export function asciiShare(text: string): number {
  const length = Math.min(text.length, 4000);
  let ascii = 0;
  for (let i = 0; i < length; i++) if (text.charCodeAt(i) < 128) ascii++;
  return length === 0 ? 0 : ascii / length;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const utf16 = new TextDecoder('utf-16le', { fatal: true, ignoreBOM: false });

export function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes as UTF-16LE, or undefined where they are none. An odd last byte is dropped, as PowerShell does. */
export function asUtf16(bytes: Uint8Array): string | undefined {
  try {
    return utf16.decode(bytes.length % 2 === 0 ? bytes : bytes.subarray(0, -1));
  } catch {
    return undefined;
  }
}

/** Whether bytes look like UTF-16LE: a byte order mark, or zeros in the odd places and hardly any in the even ones. */
export function looksLikeUtf16(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return true;
  const pairs = Math.min(bytes.length >> 1, 2000);
  let odd = 0;
  let even = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  return odd >= pairs * 0.6 && even <= pairs * 0.05;
}

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16';
}

/** The text that bytes hold, or undefined for binary content. */
export function textOf(
  bytes: Uint8Array,
  options: { readonly utf16First?: boolean; readonly original?: boolean } = {},
): DecodedText | undefined {
  if (bytes.length === 0) return undefined;
  if (options.utf16First && bytes.length % 2 === 0) {
    const text = asUtf16(bytes);
    if (text !== undefined) return { text, encoding: 'utf-16' };
  }
  if (options.original) {
    const text = asUtf8(bytes);
    return text === undefined ? undefined : { text, encoding: 'utf-8' };
  }
  if (looksLikeUtf16(bytes)) {
    const text = asUtf16(bytes);
    if (text !== undefined && printableShare(text) >= 0.8) return { text, encoding: 'utf-16' };
  }
  const text = asUtf8(bytes);
  return text !== undefined && printableShare(text) >= 0.7 ? { text, encoding: 'utf-8' } : undefined;
}
