import type { ColumnSchema, TableSchema } from '@huntbook/kql';
import { cloudTables } from './cloud-tables.js';
import { deviceEventTables } from './device-event-tables.js';
import { deviceStateTables } from './device-state-tables.js';
import { flowTables } from './flow-tables.js';
import { hostTables } from './hosts-tables.js';
import { identityTables } from './identity-tables.js';
import { networkTables } from './network-tables.js';
import { securityTables } from './security-tables.js';
import { windowsTables } from './windows-tables.js';

/** Columns and types of the common Log Analytics and Defender tables, after Microsoft's table references. */
export const tableSchemas: readonly TableSchema[] = [
  ...windowsTables,
  ...securityTables,
  ...hostTables,
  ...deviceEventTables,
  ...deviceStateTables,
  ...flowTables,
  ...networkTables,
  ...identityTables,
  ...cloudTables,
];

const byName = new Map(tableSchemas.map((table) => [table.name.toLowerCase(), table]));
const columnsByTable = new Map<string, ReadonlyMap<string, ColumnSchema>>();

/** The schema of a known table, its name in any case. */
export function findTableSchema(name: string): TableSchema | undefined {
  return byName.get(name.toLowerCase());
}

/** The known columns of a table by name; empty for an unknown table. */
export function knownColumns(table: string): ReadonlyMap<string, ColumnSchema> {
  let columns = columnsByTable.get(table);
  if (columns === undefined) {
    columns = new Map(findTableSchema(table)?.columns.map((column) => [column.name, column]));
    columnsByTable.set(table, columns);
  }
  return columns;
}
