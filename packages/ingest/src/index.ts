export type { ParquetLoad, RawCell, RecordBatch } from './model/batch.js';
export type { IngestErrorCode, IngestOptions, LogSource, SourceEntry, SourceReport } from './model/source.js';
export { IngestError } from './model/source.js';
export type { WindowsEventRecord, WindowsEventShaper } from './model/windows-event.js';
