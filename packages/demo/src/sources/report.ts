import { IngestError, type SourceReport } from '@huntbook/ingest';

export function emptyReport(): SourceReport {
  return { format: 'demo', records: 0, skipped: 0, bytes: 0, damage: [], assumptions: [] };
}

/** Throws when the reader has been told to stop. */
export function checkCancelled(path: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new IngestError('cancelled', `reading of ${path} was cancelled`);
}
