import { DELIMITERS, isWideSpace } from './delimiters.js';

const TABLE = new Int32Array(256);
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  TABLE[n] = c;
}

const step = (crc: number, byte: number): number => (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff]!;

/** Feeds one code point as UTF-8 into a running (inverted) CRC. */
function feed(crc: number, point: number): number {
  if (point < 0x80) return step(crc, point);
  if (point < 0x800) return step(step(crc, 0xc0 | (point >> 6)), 0x80 | (point & 63));
  if (point < 0x10000)
    return step(step(step(crc, 0xe0 | (point >> 12)), 0x80 | ((point >> 6) & 63)), 0x80 | (point & 63));
  const head = step(step(crc, 0xf0 | (point >> 18)), 0x80 | ((point >> 12) & 63));
  return step(step(head, 0x80 | ((point >> 6) & 63)), 0x80 | (point & 63));
}

/** CRC-32 (zlib polynomial, unsigned) of the UTF-8 text (MSTICPy `crc32_hash`). */
export function crc32Hash(value: string): number {
  let crc = -1;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x80) crc = (crc >>> 8) ^ TABLE[(crc ^ code) & 0xff]!;
    else {
      const point = value.codePointAt(i)!;
      if (point > 0xffff) i++;
      crc = feed(crc, point);
    }
  }
  return ~crc >>> 0;
}

/** CRC-32 of the delimiters of a text, in their order (MSTICPy `delim_hash`): texts of one shape hash alike. */
export function delimHash(value: string): number {
  let crc = -1;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 128) {
      if (DELIMITERS[code] === 1) crc = (crc >>> 8) ^ TABLE[(crc ^ code) & 0xff]!;
    } else if (isWideSpace(code)) crc = feed(crc, code);
  }
  return ~crc >>> 0;
}

/** CRC-32 of bytes, unsigned, as zip and gzip use it. */
export function crc32OfBytes(bytes: Uint8Array): number {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]!) & 0xff]!;
  return ~crc >>> 0;
}
