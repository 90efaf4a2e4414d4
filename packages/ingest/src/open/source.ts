import { createHash } from 'node:crypto';
import type { Content } from '../model/content.js';
import type { LogSource } from '../model/source.js';
import { createReport, noteDamage } from '../report.js';
import type { Read } from './readers.js';

export function createSource(path: string, content: Content, format: string, read: Read): LogSource {
  const report = createReport(format);
  return {
    path,
    size: content.size,
    report,
    async fingerprint(signal) {
      const hash = createHash('sha256');
      for await (const chunk of content.open(signal)) hash.update(chunk);
      return hash.digest('hex');
    },
    async *read(signal) {
      yield* read(report, signal);
      const flaw = content.flaw?.();
      if (flaw !== undefined) noteDamage(report, report.records, flaw);
      content.release?.();
    },
  };
}
