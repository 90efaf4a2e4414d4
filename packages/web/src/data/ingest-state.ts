import type { IngestEvent } from '@huntbook/workspace';

/** What is known of one file on its way in. */
export interface IngestFile {
  readonly path: string;
  readonly state: 'uploading' | 'waiting' | 'reading' | 'done' | 'duplicate' | 'skipped' | 'failed' | 'cancelled';
  readonly size?: number | undefined;
  readonly bytes: number;
  readonly records: number;
  readonly rows?: number;
  readonly note?: string;
}

/** One drop of files: an upload and the ingest that follows it. */
export interface IngestJob {
  readonly key: number;
  /** The server's id, once the upload is through. */
  readonly id?: string;
  readonly state: 'uploading' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly uploaded: number;
  readonly total: number;
  readonly files: readonly IngestFile[];
  readonly error?: string;
}

const finished: ReadonlySet<IngestFile['state']> = new Set(['done', 'duplicate', 'skipped', 'failed', 'cancelled']);

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Members of archives arrive as `archive.zip!member`; uploads sit in a folder of the server's choosing. */
function place(files: readonly IngestFile[], path: string): number {
  const exact = files.findIndex((file) => file.path === path);
  if (exact >= 0) return exact;
  const name = baseName(path.split('!')[0] ?? path);
  return path.includes('!') ? -1 : files.findIndex((file) => !finished.has(file.state) && baseName(file.path) === name);
}

function put(job: IngestJob, path: string, change: (file: IngestFile) => IngestFile): IngestJob {
  const at = place(job.files, path);
  const before: IngestFile = job.files[at] ?? { path, state: 'waiting', bytes: 0, records: 0 };
  const after = { ...change(before), path };
  return { ...job, files: at < 0 ? [...job.files, after] : job.files.with(at, after) };
}

/** The job after one event of its ingest. */
export function applyIngestEvent(job: IngestJob, event: IngestEvent): IngestJob {
  switch (event.kind) {
    case 'start':
      return put(job, event.path, (file) => ({ ...file, state: 'reading', bytes: 0, size: event.size ?? file.size }));
    case 'progress':
      return put(job, event.path, (file) => ({
        ...file,
        state: 'reading',
        bytes: event.bytes,
        records: event.records,
        size: event.size ?? file.size,
      }));
    case 'done': {
      const { source } = event;
      const rows = Object.values(source.rows).reduce((sum, count) => sum + count, 0);
      return put(job, source.path, (file) => ({
        ...file,
        state: 'done',
        bytes: file.size ?? file.bytes,
        records: source.records,
        rows,
        ...(source.skipped ? { note: `${source.skipped} of ${source.records} records skipped` } : {}),
      }));
    }
    case 'duplicate':
      return put(job, event.path, (file) => ({
        ...file,
        state: 'duplicate',
        note: `loaded before from ${event.loadedFrom}`,
      }));
    case 'skipped':
    case 'failed':
      return put(job, event.path, (file) => ({ ...file, state: event.kind, note: event.reason }));
  }
}

/** The job when its last event has come: files that never got a turn were inside an archive, or were stopped. */
export function endIngest(job: IngestJob, cancelled: boolean): IngestJob {
  const state = cancelled ? 'cancelled' : 'done';
  const files = job.files.flatMap((file): IngestFile[] => {
    if (finished.has(file.state)) return [file];
    if (cancelled) return [{ ...file, state: 'cancelled' }];
    const opened = job.files.some(
      (other) => baseName(other.path.split('!')[0] ?? '') === baseName(file.path) && other !== file,
    );
    return opened ? [] : [{ ...file, state: 'done' }];
  });
  return { ...job, state, files };
}

/** Share of the job that is through, 0 to 1: the upload is its first half. */
export function ingestProgress(job: IngestJob): number {
  if (job.state === 'done') return 1;
  const upload = job.total ? Math.min(job.uploaded / job.total, 1) : 1;
  if (job.state === 'uploading') return upload / 2;
  let read = 0;
  for (const file of job.files) {
    if (finished.has(file.state)) read += 1;
    else if (file.size) read += Math.min(file.bytes / file.size, 1);
  }
  return 0.5 + (job.files.length ? read / job.files.length / 2 : 0);
}
