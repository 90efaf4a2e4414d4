import { tableSchemas } from '@huntbook/ingest';
import type { ColumnSchema, TableSchema } from '@huntbook/kql';

let byName: ReadonlyMap<string, TableSchema> | undefined;

/** The columns of a common Log Analytics table, its name in any case; none for another table. */
export function knownColumns(table: string): readonly ColumnSchema[] {
  byName ??= new Map(tableSchemas.map((schema) => [schema.name.toLowerCase(), schema]));
  return byName.get(table.toLowerCase())?.columns ?? [];
}
