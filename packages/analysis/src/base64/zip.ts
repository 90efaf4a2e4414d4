import { crc32OfBytes } from '../features/crc32.js';
import { inflateRaw } from './inflate.js';
import type { ArchiveLimits, ArchiveMember } from './model.js';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 1;

/**
 * Members of a zip archive, by its central directory (PKWARE APPNOTE): stored and deflated ones. Encrypted members and
 * other methods keep their packed bytes. Undefined for a damaged archive, or one beyond the limits.
 */
export function unzip(bytes: Uint8Array, limits: ArchiveLimits): ArchiveMember[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === -1) return undefined;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > limits.members) return undefined;
  const members: ArchiveMember[] = [];
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return undefined;
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const checksum = view.getUint32(at + 16, true);
    const packedSize = view.getUint32(at + 20, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (name.endsWith('/')) continue;
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) return undefined;
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + packedSize > bytes.length) return undefined;
    const packed = bytes.subarray(start, start + packedSize);
    let content = packed;
    if (!(flags & ENCRYPTED) && method === 8) {
      const inflated = inflateRaw(packed, limits, limits.bytes - total);
      if (!inflated) return undefined;
      content = inflated;
    }
    total += content.length;
    if (total > limits.bytes) return undefined;
    const readable = !(flags & ENCRYPTED) && (method === 0 || method === 8);
    if (readable && crc32OfBytes(content) !== checksum) return undefined;
    members.push({ name, bytes: content });
  }
  return members;
}

function endRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END) return at;
  return -1;
}
