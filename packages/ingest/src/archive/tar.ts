import { extract, type Header } from 'tar-stream';
import type { Content } from '../model/content.js';
import { type ArchiveLimits, IngestError } from '../model/source.js';
import { reasonOf } from '../report.js';
import { refusal } from './limits.js';
import type { Member } from './member.js';

/** Members up to this size are kept from the first walk; a larger one costs unpacking the archive up to it again. */
const KEPT_MEMBER_BYTES = 16 * 1024 * 1024;
/** Kept members together; sources that have been read let go of theirs. */
const KEPT_BYTES = 64 * 1024 * 1024;

interface TarEntry {
  readonly place: number;
  readonly header: Header;
  bytes(): AsyncIterable<Buffer>;
}

async function* tarEntries(content: Content, signal?: AbortSignal): AsyncGenerator<TarEntry> {
  const unpacking = extract();
  const feeding = feed(content.open(signal), unpacking);
  let place = 0;
  try {
    for await (const entry of unpacking) {
      let used = false;
      yield {
        place,
        header: entry.header,
        bytes() {
          used = true;
          return entry as AsyncIterable<Buffer>;
        },
      };
      if (!used) entry.resume();
      place += 1;
    }
    await feeding;
  } finally {
    unpacking.destroy(null);
    await feeding.catch(() => undefined);
  }
}

async function feed(source: AsyncIterable<Buffer>, unpacking: ReturnType<typeof extract>): Promise<void> {
  try {
    for await (const chunk of source) {
      if (unpacking.destroyed) return;
      if (!unpacking.write(chunk)) {
        await new Promise<void>((resolve) => {
          const done = (): void => {
            unpacking.off('drain', done);
            unpacking.off('close', done);
            resolve();
          };
          unpacking.on('drain', done);
          unpacking.on('close', done);
        });
      }
    }
    unpacking.end(undefined);
  } catch (error) {
    unpacking.destroy(error as Error);
    throw error;
  }
}

/** A member that is unpacked again each time it is opened. */
function unpackedAgain(archive: Content, place: number, size: number, modified: number | undefined): Content {
  let flaw: string | undefined;
  return {
    size,
    modified,
    async *open(signal) {
      let bytes = 0;
      try {
        for await (const entry of tarEntries(archive, signal)) {
          if (entry.place !== place) continue;
          for await (const chunk of entry.bytes()) {
            bytes += chunk.length;
            yield chunk;
          }
          return;
        }
      } catch (error) {
        if (error instanceof IngestError) throw error;
        flaw = `the archive is damaged: only the first ${bytes} bytes could be unpacked`;
      }
    },
    flaw: () => flaw ?? archive.flaw?.(),
  };
}

/** The files in a tar archive. Throws IngestError when it cannot be read as one. */
export async function* tarMembers(archive: Content, limits: ArchiveLimits): AsyncGenerator<Member> {
  let kept = 0;
  try {
    for await (const entry of tarEntries(archive)) {
      const { name, type } = entry.header;
      const size = entry.header.size ?? 0;
      const modified = entry.header.mtime?.getTime();
      if (type !== 'file' && type !== 'contiguous-file') continue;
      const reason = refusal(limits, size, undefined);
      if (reason !== undefined) {
        yield { name, refused: reason };
        continue;
      }
      if (size > KEPT_MEMBER_BYTES || kept + size > KEPT_BYTES) {
        yield { name, content: unpackedAgain(archive, entry.place, size, modified) };
        continue;
      }
      kept += size;
      yield {
        name,
        content: await keep(entry, unpackedAgain(archive, entry.place, size, modified), () => (kept -= size)),
      };
    }
  } catch (error) {
    if (error instanceof IngestError) throw error;
    throw new IngestError('damaged', `damaged tar archive: ${reasonOf(error)}`, { cause: error });
  }
}

/** A member in memory until it is released; then it is unpacked again. */
async function keep(entry: TarEntry, again: Content, letGo: () => void): Promise<Content> {
  let chunks: Buffer[] | undefined = [];
  let flaw: string | undefined;
  try {
    for await (const chunk of entry.bytes()) chunks.push(chunk);
  } catch (error) {
    flaw = `the archive is damaged: ${reasonOf(error)}`;
  }
  return {
    size: again.size,
    modified: again.modified,
    async *open(signal) {
      yield* chunks ?? again.open(signal);
    },
    flaw: () => flaw ?? again.flaw?.(),
    release() {
      if (chunks !== undefined) letGo();
      chunks = undefined;
    },
  };
}
