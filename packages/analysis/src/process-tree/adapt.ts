import { AnalysisError } from '../model/error.js';
import { parseMicros } from '../model/time.js';
import type { ProcessTreeColumns } from './model.js';
import { inferProcessSchema, type ProcessSchema, requireSchema, schemaColumns } from './schemas.js';

export interface AdaptedProcesses {
  readonly columns: ProcessTreeColumns;
  /** Row of the table for each row of `columns`. */
  readonly rows: Uint32Array;
  readonly schema: ProcessSchema;
}

/**
 * Process starts of a table in one shape. `table` holds its columns by name; times are ISO 8601 text or Dates, UTC
 * where no zone is written. Rows of other events are left out. Throws AnalysisError where no schema fits.
 */
export function adaptProcesses(
  table: Readonly<Record<string, readonly unknown[]>>,
  schema: ProcessSchema | undefined = inferProcessSchema(Object.keys(table)),
): AdaptedProcesses {
  if (!schema)
    throw new AnalysisError('missing-column', 'no known table of process starts has these columns', {
      hint: 'Give a schema that names the columns of process name, id, parent id and time',
    });
  requireSchema(schema, Object.keys(table));
  const rows = eventRows(table, schema);
  const text = (column: string | undefined) => {
    const values = column === undefined ? undefined : table[column];
    return values && Array.from(rows, (row) => textOf(values[row]));
  };
  const time = (column: string | undefined) => {
    const values = column === undefined ? undefined : table[column];
    return values && Float64Array.from(rows, (row) => parseMicros(values[row] as string));
  };
  const optional = {
    parentName: text(schema.parentName),
    host: text(schema.host),
    logonId: text(schema.logonId),
    targetLogonId: text(schema.targetLogonId),
    user: text(schema.userName),
    userId: text(schema.userId),
    commandLine: text(schema.commandLine),
    processGuid: text(schema.processGuid),
    parentGuid: text(schema.parentGuid),
    parentCreationTime: time(schema.parentCreationTime),
    grandparentName: text(schema.grandparentName),
    grandparentPid: text(schema.grandparentId),
    grandparentCreationTime: time(schema.grandparentCreationTime),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, column]) => column !== undefined));
  return {
    columns: {
      time: time(schema.time)!,
      name: text(schema.processName)!,
      pid: text(schema.processId)!,
      parentPid: text(schema.parentId)!,
      ...given,
    },
    rows,
    schema,
  };
}

/** The columns of a table that `adaptProcesses` would read. */
export function processColumnsOf(schema: ProcessSchema, present: readonly string[]): string[] {
  return [...new Set(schemaColumns(schema))].filter((column) => present.includes(column));
}

function eventRows(table: Readonly<Record<string, readonly unknown[]>>, schema: ProcessSchema): Uint32Array {
  const count = table[schema.processId]!.length;
  const all = Uint32Array.from({ length: count }, (_, row) => row);
  const { event } = schema;
  const values = event && table[event.column];
  return values ? all.filter((row) => String(values[row]) === String(event.value)) : all;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? null : String(value);
}
