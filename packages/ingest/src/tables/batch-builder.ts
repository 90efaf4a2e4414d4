import type { ColumnSchema, KqlType } from '@huntbook/kql';
import type { RawCell, RecordBatch } from '../model/batch.js';

export const BATCH_ROWS = 4096;
/** Rows are handed on when they hold this much, however few they are. */
export const BATCH_CHARACTERS = 8 * 1024 * 1024;

/** Fills one table's batches row by row; a batch holds the columns that got a value, besides the ones always there. */
export interface BatchBuilder {
  readonly rows: number;
  set(column: number, value: RawCell): void;
  /** Ends the row begun by the `set` calls before it. */
  endRow(record: number): void;
  /** The rows so far as a batch, and starts anew; undefined when there are none. */
  take(): RecordBatch | undefined;
}

export function emptyCell(type: KqlType): RawCell {
  return type === 'string' ? '' : null;
}

export function createBatchBuilder(
  table: string,
  columns: readonly ColumnSchema[],
  always: (column: ColumnSchema) => boolean = () => true,
): BatchBuilder {
  let cells: (RawCell[] | undefined)[] = new Array(columns.length).fill(undefined);
  let records: number[] = [];
  let row = 0;

  function column(index: number): RawCell[] {
    const filled: RawCell[] = new Array(BATCH_ROWS).fill(emptyCell(columns[index]!.type));
    cells[index] = filled;
    return filled;
  }

  return {
    get rows() {
      return row;
    },
    set(index, value) {
      (cells[index] ?? column(index))[row] = value;
    },
    endRow(record) {
      records.push(record);
      row += 1;
    },
    take() {
      if (row === 0) return undefined;
      const kept: ColumnSchema[] = [];
      const values: RawCell[][] = [];
      for (let index = 0; index < columns.length; index += 1) {
        const definition = columns[index]!;
        if (cells[index] === undefined && !always(definition)) continue;
        const filled = cells[index] ?? column(index);
        filled.length = row;
        kept.push(definition);
        values.push(filled);
      }
      const batch: RecordBatch = { table, columns: kept, values, records };
      cells = new Array(columns.length).fill(undefined);
      records = [];
      row = 0;
      return batch;
    },
  };
}
