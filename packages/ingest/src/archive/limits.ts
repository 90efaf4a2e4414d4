import type { Content } from '../model/content.js';
import { type ArchiveLimits, IngestError } from '../model/source.js';

export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = {
  members: 10_000,
  memberBytes: 32 * 1024 ** 3,
  totalBytes: 128 * 1024 ** 3,
  ratio: 200,
  ratioFromBytes: 64 * 1024 ** 2,
  depth: 3,
  nestedBytes: 128 * 1024 ** 2,
};

/** Why a member of this size is refused; undefined when it is not. Packed size undefined: not known. */
export function refusal(limits: ArchiveLimits, bytes: number, packedBytes: number | undefined): string | undefined {
  if (bytes > limits.memberBytes) return `more than ${limits.memberBytes} bytes unpacked`;
  if (packedBytes === undefined || bytes < limits.ratioFromBytes || bytes <= packedBytes * limits.ratio)
    return undefined;
  return `packed more than ${limits.ratio} to 1, as in a zip bomb`;
}

/** The bytes of a stream as long as they stay within the limits. Throws IngestError `limit` beyond. */
export async function* withinLimits(
  source: AsyncIterable<Buffer>,
  limits: ArchiveLimits,
  packedBytes: number | undefined,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    const reason = refusal(limits, bytes, packedBytes);
    if (reason !== undefined) throw new IngestError('limit', reason, { hint: 'Unpack it yourself if it is sound.' });
    yield chunk;
  }
}

/** All bytes of a content, when they are no more than `most`. */
export async function readWhole(content: Content, most: number, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content.open(signal)) {
    length += chunk.length;
    if (length > most) throw new IngestError('limit', `an archive inside an archive is larger than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
