import type { ColumnSchema } from '@huntbook/kql';

/**
 * A cell on its way into a table, by the type of its column:
 * string → string; bool → boolean; int, real → number; long → number or bigint; decimal → string;
 * datetime → microseconds since 1970 UTC as an integral number; timespan → ticks of 100 ns as bigint; guid → string;
 * dynamic → JSON text. null is an absent value; an absent string becomes ''.
 */
export type RawCell = string | number | bigint | boolean | null;

/** Records of one table, a few thousand at a time, column by column. */
export interface RecordBatch {
  readonly table: string;
  readonly columns: readonly ColumnSchema[];
  /** `values[c][r]` is the cell of column c in row r. */
  readonly values: readonly (readonly RawCell[])[];
  /** For each row the number of its record in the source, from 1 (line of a text file, record id of an EVTX file). */
  readonly records: readonly number[];
}

/** Rows that a columnar file holds already typed; the engine reads them itself. */
export interface ParquetLoad {
  readonly table: string;
  readonly parquet: string;
}
