import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import type { Content } from '../model/content.js';
import { type ArchiveLimits, IngestError } from '../model/source.js';
import { throwIfCancelled } from '../open/file-content.js';
import { reasonOf } from '../report.js';
import { readWhole, refusal, withinLimits } from './limits.js';
import type { Member } from './member.js';

const UTF8_NAME = 0x800;

/** Opens the archive anew; names stay bytes, since they are only ever shown and never become paths. */
type OpenZip = () => Promise<ZipFile>;

async function zipOpener(content: Content, limits: ArchiveLimits): Promise<OpenZip> {
  const settings = { decodeStrings: false, autoClose: false, lazyEntries: true } as const;
  if (content.file !== undefined) {
    const file = content.file;
    return () => openPromise(file, settings);
  }
  const buffer = await readWhole(content, limits.nestedBytes);
  return () => fromBufferPromise(buffer, settings);
}

/** Names are UTF-8 where the archive says so or the bytes allow it, else one byte a character. */
function memberName(entry: Entry): string {
  const bytes = entry.fileName as unknown as Buffer;
  const utf8 = bytes.toString('utf8');
  const sound = (entry.generalPurposeBitFlag & UTF8_NAME) !== 0 || !utf8.includes('\ufffd');
  return sound ? utf8 : bytes.toString('latin1');
}

function memberContent(open: OpenZip, entry: Entry, name: string, limits: ArchiveLimits): Content {
  async function* unpack(signal?: AbortSignal): AsyncGenerator<Buffer> {
    const zip = await open();
    try {
      const stream = await zip.openReadStreamPromise(entry);
      for await (const chunk of stream) {
        throwIfCancelled(signal);
        yield chunk as Buffer;
      }
    } catch (error) {
      if (error instanceof IngestError) throw error;
      throw new IngestError('damaged', `cannot unpack ${name}: ${reasonOf(error)}`, { cause: error });
    } finally {
      zip.close();
    }
  }
  return {
    size: entry.uncompressedSize,
    modified: entry.getLastModDate().getTime(),
    open: (signal) => withinLimits(unpack(signal), limits, entry.compressedSize),
  };
}

/** The files in a zip archive. Throws IngestError when it cannot be read as one. */
export async function* zipMembers(content: Content, limits: ArchiveLimits): AsyncGenerator<Member> {
  const open = await zipOpener(content, limits);
  let zip: ZipFile | undefined;
  try {
    zip = await open();
    for await (const entry of zip.eachEntry()) {
      const name = memberName(entry);
      if (name.endsWith('/')) continue;
      const reason = refusal(limits, entry.uncompressedSize, entry.compressedSize);
      if (entry.isEncrypted()) yield { name, refused: 'encrypted: unpack it first' };
      else if (!entry.canDecodeFileData()) yield { name, refused: 'packed in a way that is not read: unpack it first' };
      else if (reason !== undefined) yield { name, refused: reason };
      else yield { name, content: memberContent(open, entry, name, limits) };
    }
  } catch (error) {
    if (error instanceof IngestError) throw error;
    throw new IngestError('damaged', `damaged zip archive: ${reasonOf(error)}`, { cause: error });
  } finally {
    zip?.close();
  }
}
