import type { ArchiveLimits, ArchiveMember } from './model.js';

const BLOCK = 512;

const textAt = (bytes: Uint8Array, start: number, length: number): string => {
  let end = start;
  while (end < start + length && bytes[end]) end++;
  return Buffer.from(bytes.subarray(start, end)).toString('utf8');
};

const octalAt = (bytes: Uint8Array, start: number, length: number): number => {
  const text = textAt(bytes, start, length).trim();
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
};

/** Whether a tar header with a correct checksum (POSIX ustar and the older form) begins at `offset`. */
export function isTarHeader(bytes: Uint8Array, offset: number): boolean {
  if (bytes.length < offset + BLOCK || bytes[offset] === 0) return false;
  const expected = octalAt(bytes, offset + 148, 8);
  if (Number.isNaN(expected)) return false;
  let sum = 8 * 32;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += bytes[offset + i]!;
  return sum === expected;
}

/** Files of a tar archive; a file cut short at the end keeps what is there. Undefined beyond the limits. */
export function untar(bytes: Uint8Array, limits: ArchiveLimits): ArchiveMember[] | undefined {
  const members: ArchiveMember[] = [];
  for (let offset = 0; isTarHeader(bytes, offset); ) {
    const size = octalAt(bytes, offset + 124, 12);
    if (Number.isNaN(size)) break;
    const type = bytes[offset + 156];
    const isFile = type === 0 || type === 48 || type === 55;
    if (isFile) {
      const prefix = textAt(bytes, offset + 257, 5) === 'ustar' ? textAt(bytes, offset + 345, 155) : '';
      const name = textAt(bytes, offset, 100);
      if (members.length >= limits.members) return undefined;
      members.push({
        name: prefix === '' ? name : `${prefix}/${name}`,
        bytes: bytes.subarray(offset + BLOCK, Math.min(bytes.length, offset + BLOCK + size)),
      });
    }
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return members;
}
