import { type RawCell, type RecordBatch, tableSchemas } from '@huntbook/ingest';
import type { ColumnSchema } from '@huntbook/kql';

export type TableRow = Readonly<Record<string, RawCell>>;

export const TENANT_ID = '5b8e1c3a-90d4-4f27-8a61-2d7c4e90b115';
export const SUBSCRIPTION_ID = '0f6d2a94-37be-4c58-9e12-b8a75c61d3f0';
export const RESOURCE_GROUP = 'quillmere-prod';

/** The columns asked for, with the types that Log Analytics gives them; throws for one that the table lacks. */
export function columnsOf(table: string, names: readonly string[]): ColumnSchema[] {
  const schema = tableSchemas.find((entry) => entry.name === table);
  if (schema === undefined) throw new Error(`no schema for table '${table}'`);
  return names.map((name) => {
    const column = schema.columns.find((entry) => entry.name === name);
    if (column === undefined) throw new Error(`table '${table}' has no column '${name}'`);
    return column;
  });
}

/** Rows as a batch; a cell that a row does not have is '' for strings and null otherwise. */
export function toBatch(
  table: string,
  columns: readonly ColumnSchema[],
  rows: readonly TableRow[],
  first: number,
): RecordBatch {
  return {
    table,
    columns,
    values: columns.map(({ name, type }) => {
      const absent = type === 'string' ? '' : null;
      return rows.map((row) => row[name] ?? absent);
    }),
    records: rows.map((_, n) => first + n),
  };
}

/** Every column that some row has, in the order in which they first appear. */
export function namesOf(rows: readonly TableRow[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

export function resourceId(vm: string): string {
  return `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/${RESOURCE_GROUP}/providers/Microsoft.Compute/virtualMachines/${vm}`;
}
