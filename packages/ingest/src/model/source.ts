import type { ParquetLoad, RecordBatch } from './batch.js';

/** What became of the records of a source; grows while it is read. */
export interface SourceReport {
  /** Recognised format: `evtx`, `nxlog-json`, `winlogbeat-json`, `sentinel-export`, `csv`, `parquet` ... */
  format: string;
  /** Records read, and how many of them gave no row. */
  records: number;
  skipped: number;
  /** Bytes of the unpacked source consumed so far. */
  bytes: number;
  /** The first skipped records, at most 20, and why. */
  readonly damage: { readonly record: number; readonly reason: string }[];
  /** What had to be assumed, for the person to check: clock offsets, time zone, table by file name ... */
  readonly assumptions: string[];
}

/** One log: a file, or one member of an archive. Read it once. */
export interface LogSource {
  /** As shown to a person and kept with each row: path of the file, then `!member` inside an archive. */
  readonly path: string;
  /** Unpacked size in bytes, where known before reading. */
  readonly size: number | undefined;
  /** SHA-256 of the unpacked content in lower-case hex; the same content is loaded once. */
  fingerprint(signal?: AbortSignal): Promise<string>;
  /** Yields in the order of the source. Throws IngestError when the source as a whole cannot be read. */
  read(signal?: AbortSignal): AsyncIterable<RecordBatch | ParquetLoad>;
  readonly report: SourceReport;
}

export interface IngestOptions {
  /** Table that csv, tsv, ndjson and parquet files belong to; by default the file's name says. */
  readonly table?: string;
  /** Zone of local times in the logs: IANA name or an offset such as `-05:00`. By default worked out per source. */
  readonly timeZone?: string;
  /** Host that a log is of which does not name its own. By default made of the file's path. */
  readonly host?: string;
  /** What archives may hold; what is left out keeps its default. */
  readonly archives?: Partial<ArchiveLimits>;
}

/** Bounds on what archives may hold; members beyond them are skipped. */
export interface ArchiveLimits {
  /** Files of one archive. */
  readonly members: number;
  /** Unpacked bytes of one member. */
  readonly memberBytes: number;
  /** Unpacked bytes of all members of one archive. */
  readonly totalBytes: number;
  /** Unpacked bytes for one packed byte, in members of `ratioFromBytes` or more. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** How deep archives may lie in archives. */
  readonly depth: number;
  /** Packed bytes of a zip archive inside another archive, which is held in memory. */
  readonly nestedBytes: number;
}

/** What `openSources` met: a log to read, or a file that is none, with the reason. */
export type SourceEntry =
  | { readonly kind: 'log'; readonly source: LogSource }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string };

export type IngestErrorCode = 'not-found' | 'unreadable' | 'unknown-format' | 'damaged' | 'limit' | 'cancelled';

export class IngestError extends Error {
  readonly code: IngestErrorCode;
  readonly hint: string | undefined;
  constructor(code: IngestErrorCode, message: string, options?: ErrorOptions & { hint?: string }) {
    super(message, options);
    this.name = 'IngestError';
    this.code = code;
    this.hint = options?.hint;
  }
}
