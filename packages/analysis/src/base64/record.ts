import { createHash } from 'node:crypto';
import type { Base64Record } from './model.js';

export type Bytes = Pick<Base64Record, 'input_bytes' | 'file_hashes' | 'md5' | 'sha1' | 'sha256' | 'printable_bytes'>;

const SHOWN = 4096;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes with their hashes and their hex text. */
export function bytesOf(bytes: Uint8Array, whole: boolean): Bytes {
  const hash = (name: string): string => createHash(name).update(bytes).digest('hex');
  const hashes = { md5: hash('md5'), sha1: hash('sha1'), sha256: hash('sha256') };
  const shown = whole ? bytes : bytes.subarray(0, SHOWN);
  return {
    input_bytes: bytes,
    file_hashes: hashes,
    ...hashes,
    printable_bytes: Array.from(shown, (byte) => HEX[byte]).join(' '),
  };
}
