import { createReadStream } from 'node:fs';
import type { Content } from '../model/content.js';
import { IngestError } from '../model/source.js';
import { reasonOf } from '../report.js';

const READ_BYTES = 1024 * 1024;

export function fileContent(file: string, size: number, modified: number): Content {
  return {
    size,
    modified,
    file,
    async *open(signal) {
      const stream = createReadStream(file, { highWaterMark: READ_BYTES });
      try {
        for await (const chunk of stream) {
          throwIfCancelled(signal);
          yield chunk as Buffer;
        }
      } catch (error) {
        if (error instanceof IngestError) throw error;
        throw new IngestError('unreadable', `cannot read ${file}: ${reasonOf(error)}`, { cause: error });
      } finally {
        stream.destroy();
      }
    },
  };
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new IngestError('cancelled', 'reading was cancelled', { cause: signal.reason });
}
