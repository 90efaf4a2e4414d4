export type { ParquetLoad, RawCell, RecordBatch } from './model/batch.js';
export type {
  ArchiveLimits,
  IngestErrorCode,
  IngestOptions,
  LogSource,
  SourceEntry,
  SourceReport,
} from './model/source.js';
export { IngestError } from './model/source.js';
export type { WindowsEventRecord, WindowsEventShaper } from './model/windows-event.js';
export { openSources } from './open/open-sources.js';
export { tableSchemas } from './schemas/index.js';
export { createWindowsEventShaper } from './windows/shaper.js';
