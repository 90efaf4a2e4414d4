import type { ColumnSchema, KqlType } from '@huntbook/kql';
import { type LocalToUtc, localToUtc } from '../clock/time-zone.js';
import type { RawCell, RecordBatch } from '../model/batch.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import { noteAssumption } from '../report.js';
import { knownColumns } from '../schemas/index.js';
import { BATCH_CHARACTERS, BATCH_ROWS } from './batch-builder.js';
import { portalColumn, typeBySuffix } from './column-name.js';
import { toCell } from './convert.js';
import { type InferredType, inferType, type Notation } from './infer.js';

interface Column {
  readonly name: string;
  /** From the schema of the table, the name's suffix or the heading; undefined while the values decide. */
  readonly type: KqlType | undefined;
  readonly zone: LocalToUtc | undefined;
  inferred: InferredType | undefined;
  raw: unknown[];
  misfits: number;
}

/** Turns rows of named values into batches of a table, column by column. */
export interface TableShaper {
  /** The place of a column by its heading, made when it is new. */
  column(heading: string): number;
  set(column: number, value: unknown): void;
  endRow(record: number, characters: number): void;
  /** The rows so far when there are enough, or with `all` in any case. */
  take(all?: boolean): RecordBatch[];
  /** Says in the report what did not fit. Call it once, at the end. */
  finish(): void;
}

export function createTableShaper(
  table: string,
  notation: Notation,
  report: SourceReport,
  options: IngestOptions,
): TableShaper {
  const known = knownColumns(table);
  const columns: Column[] = [];
  const places = new Map<string, number>();
  let records: number[] = [];
  let characters = 0;

  function freeName(wanted: string): string {
    let name = wanted;
    for (let count = 2; columns.some((column) => column.name.toLowerCase() === name.toLowerCase()); count += 1) {
      name = `${wanted}_${count}`;
    }
    return name;
  }

  function addColumn(heading: string): number {
    const portal = portalColumn(heading);
    const utc = portal === undefined || portal.zone === 'UTC';
    if (!utc && options.timeZone === undefined) {
      noteAssumption(report, `"${heading}" was read as UTC; give the time zone it was exported in to have it shifted.`);
    }
    const name = freeName(portal?.name ?? heading);
    const type = portal === undefined ? (known.get(name)?.type ?? typeBySuffix(name)) : 'datetime';
    const zone = utc || options.timeZone === undefined ? undefined : localToUtc(options.timeZone);
    columns.push({ name, type, zone, inferred: undefined, raw: new Array(BATCH_ROWS), misfits: 0 });
    return columns.length - 1;
  }

  function cells(column: Column, rows: number): { schema: ColumnSchema; values: RawCell[] } {
    column.raw.length = rows;
    if (column.type === undefined) column.inferred = inferType(column.raw, notation, column.inferred);
    const type = column.type ?? column.inferred ?? 'string';
    const values: RawCell[] = new Array(rows);
    for (let row = 0; row < rows; row += 1) {
      let cell = toCell(column.raw[row], type);
      if (cell === undefined) {
        column.misfits += 1;
        cell = null;
      }
      values[row] = column.zone !== undefined && typeof cell === 'number' ? column.zone(cell) : cell;
    }
    column.raw = new Array(BATCH_ROWS);
    return { schema: { name: column.name, type }, values };
  }

  function flush(): RecordBatch {
    const shaped = columns.map((column) => cells(column, records.length));
    const batch: RecordBatch = {
      table,
      columns: shaped.map((column) => column.schema),
      values: shaped.map((column) => column.values),
      records,
    };
    records = [];
    characters = 0;
    return batch;
  }

  return {
    column(heading) {
      let place = places.get(heading);
      if (place === undefined) {
        place = addColumn(heading);
        places.set(heading, place);
      }
      return place;
    },
    set(column, value) {
      columns[column]!.raw[records.length] = value;
    },
    endRow(record, size) {
      records.push(record);
      characters += size;
    },
    take(all = false) {
      if (records.length === 0) return [];
      return all || records.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS ? [flush()] : [];
    },
    finish() {
      for (const { name, type, misfits } of columns) {
        if (misfits > 0)
          noteAssumption(report, `${table}.${name}: values left empty because they are no ${type}: ${misfits}.`);
      }
    },
  };
}
