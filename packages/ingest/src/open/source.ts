import { createHash } from 'node:crypto';
import { readEvtx } from '../evtx/read-evtx.js';
import type { ParquetLoad, RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import type { IngestOptions, LogSource, SourceReport } from '../model/source.js';
import { createReport } from '../report.js';
import { readWindowsJson } from '../windows/read-windows-json.js';

/** Reads one source from the start into its report. */
export type Reader = (report: SourceReport, signal?: AbortSignal) => AsyncIterable<RecordBatch | ParquetLoad>;

export function createSource(path: string, content: Content, format: string, read: Reader): LogSource {
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
    read: (signal) => read(report, signal),
  };
}

export function evtxReader(content: Content): Reader {
  return (report, signal) => readEvtx(content, report, signal);
}

export function windowsJsonReader(
  content: Content,
  format: { layout: Parameters<typeof readWindowsJson>[1]; shape: Parameters<typeof readWindowsJson>[2] },
  options: IngestOptions,
): Reader {
  return (report, signal) => readWindowsJson(content, format.layout, format.shape, report, options, signal);
}
