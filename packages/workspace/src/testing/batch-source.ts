import type { LogSource, ParquetLoad, RawCell, RecordBatch } from '@huntbook/ingest';
import type { ColumnSchema, KqlType } from '@huntbook/kql';

/** Columns written as `Name:type`; a name without a type is a string. */
export function columnsOf(...names: string[]): ColumnSchema[] {
  return names.map((text) => {
    const colon = text.lastIndexOf(':');
    return colon < 0
      ? { name: text, type: 'string' }
      : { name: text.slice(0, colon), type: text.slice(colon + 1) as KqlType };
  });
}

/** A batch from rows. */
export function batchOf(
  table: string,
  columns: readonly ColumnSchema[],
  rows: readonly (readonly RawCell[])[],
): RecordBatch {
  return {
    table,
    columns,
    values: columns.map((_, column) => rows.map((row) => row[column] ?? null)),
    records: rows.map((_, row) => row + 1),
  };
}

/** A source that yields batches given by hand. */
export function batchSource(
  path: string,
  batches: Iterable<RecordBatch | ParquetLoad> | AsyncIterable<RecordBatch | ParquetLoad>,
  fingerprint = path,
): LogSource {
  return {
    path,
    size: undefined,
    fingerprint: async () => fingerprint,
    report: { format: 'test', records: 0, skipped: 0, bytes: 0, damage: [], assumptions: [] },
    async *read() {
      yield* batches;
    },
  };
}
