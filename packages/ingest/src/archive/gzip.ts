import { constants, createGunzip } from 'node:zlib';
import type { Content } from '../model/content.js';
import { type ArchiveLimits, IngestError } from '../model/source.js';
import { reasonOf } from '../report.js';
import { withinLimits } from './limits.js';

const OUTPUT_BYTES = 256 * 1024;

/** What a gzip content unpacks to. Data that breaks off or is damaged is delivered up to there. */
export function gunzipped(packed: Content, limits: ArchiveLimits): Content {
  const packedSize = packed.size ?? packed.packedSize;
  let flaw: string | undefined;

  async function* unpack(signal?: AbortSignal): AsyncGenerator<Buffer> {
    // The flush at the end makes zlib give what it has when the data break off.
    const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: OUTPUT_BYTES });
    const feeding = feed(packed.open(signal), gunzip);
    let bytes = 0;
    try {
      for await (const chunk of gunzip) {
        bytes += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
      await feeding;
    } catch (error) {
      if (error instanceof IngestError) throw error;
      if (bytes === 0)
        throw new IngestError('damaged', `gzip data cannot be unpacked: ${reasonOf(error)}`, { cause: error });
      flaw = `the gzip data is damaged: only its first ${bytes} bytes could be unpacked`;
    } finally {
      gunzip.destroy();
      await feeding.catch(() => undefined);
    }
  }

  return {
    size: undefined,
    packedSize,
    modified: packed.modified,
    open: (signal) => withinLimits(unpack(signal), limits, packedSize),
    flaw: () => flaw ?? packed.flaw?.(),
  };
}

/** Writes a stream into gunzip at its pace; an error of the stream becomes one of gunzip. */
async function feed(source: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of source) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(chunk)) await drained(gunzip);
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
    throw error;
  }
}

function drained(gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      gunzip.off('drain', done).off('close', done);
      resolve();
    };
    gunzip.on('drain', done).on('close', done);
  });
}
