import { textOf } from './content.js';
import { fileType } from './file-type.js';
import { gunzip, inflateRaw, inflateZlib } from './inflate.js';
import type { ArchiveLimits, ArchiveMember } from './model.js';
import { untar } from './tar.js';
import { unzip } from './zip.js';

/** What decoded bytes hold: themselves as one item, or the members of the archive or stream that they are. */
export interface Opened {
  readonly type: string | null;
  readonly items: readonly ArchiveMember[];
  /** Whether the items came out of an archive or a compressed stream. */
  readonly unpacked: boolean;
}

export function open(bytes: Uint8Array, limits: ArchiveLimits, withStreams: boolean): Opened {
  const type = fileType(bytes);
  if (type === 'zip' || type === 'tar') {
    const members = type === 'zip' ? unzip(bytes, limits) : untar(bytes, limits);
    if (members && members.length > 0) return { type, items: members, unpacked: true };
  }
  if (type === 'gz') {
    const content = gunzip(bytes, limits);
    if (content && content.length > 0) return { type, items: [{ name: 'gzip_file', bytes: content }], unpacked: true };
  }
  if (type === null && withStreams && bytes.length >= 8) {
    const stream = compressedText(bytes, limits);
    if (stream) return stream;
  }
  return { type, items: [{ name: 'unknown', bytes }], unpacked: false };
}

/** Streams without a file's magic number count only when text comes out of them. */
function compressedText(bytes: Uint8Array, limits: ArchiveLimits): Opened | undefined {
  if (textOf(bytes)) return undefined;
  const isZlib = (bytes[0]! & 15) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0;
  const content = (isZlib ? inflateZlib(bytes, limits) : undefined) ?? inflateRaw(bytes, limits);
  if (!content || content.length < 4 || !textOf(content)) return undefined;
  const type = isZlib ? 'zlib' : 'deflate';
  return { type, items: [{ name: 'deflate_stream', bytes: content }], unpacked: true };
}
