import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Size to claim in place of the true one. */
  readonly claimedBytes?: number;
}

function header(
  signature: number,
  size: number,
  fields: readonly (readonly [at: number, bytes: 2 | 4, value: number])[],
) {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(signature, 0);
  for (const [at, width, value] of fields) {
    if (width === 2) bytes.writeUInt16LE(value, at);
    else bytes.writeUInt32LE(value, at);
  }
  return bytes;
}

/** A zip archive with any names, also such as archivers would refuse (PKWARE APPNOTE 4.3). */
export function makeZip(members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes } of members) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const nameBytes = Buffer.from(name);
    const sums = [crc32(raw), packed.length, claimedBytes ?? raw.length] as const;
    const local = header(0x04034b50, 30, [
      [4, 2, 20],
      [8, 2, 8],
      [14, 4, sums[0]],
      [18, 4, sums[1]],
      [22, 4, sums[2]],
      [26, 2, nameBytes.length],
    ]);
    const entry = header(0x02014b50, 46, [
      [4, 2, 20],
      [6, 2, 20],
      [10, 2, 8],
      [16, 4, sums[0]],
      [20, 4, sums[1]],
      [24, 4, sums[2]],
      [28, 2, nameBytes.length],
      [42, 4, offset],
    ]);
    locals.push(local, nameBytes, packed);
    central.push(entry, nameBytes);
    offset += local.length + nameBytes.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = header(0x06054b50, 22, [
    [8, 2, members.length],
    [10, 2, members.length],
    [12, 4, directory.length],
    [16, 4, offset],
  ]);
  return Buffer.concat([...locals, directory, end]);
}
