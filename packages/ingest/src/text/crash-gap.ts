import type { SourceReport } from '../model/source.js';
import { noteAssumption } from '../report.js';

const GAP = 'The log holds NUL bytes, as a crash of its host leaves them: what was to stand there is lost.';

/** A line without the NUL bytes before it, which the file system leaves where the host crashed before writing. */
export function withoutCrashGap(bytes: Buffer, report: SourceReport): Buffer {
  if (bytes[0] !== 0) return bytes;
  noteAssumption(report, GAP);
  let start = 1;
  while (bytes[start] === 0) start += 1;
  return bytes.subarray(start);
}
