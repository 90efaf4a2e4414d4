import type { ColumnSchema, KqlType, TableSchema } from '@huntbook/kql';
import { dataCatalog } from '../engine/attachment.js';
import type { Engine } from '../engine/engine.js';
import type { SourceInfo } from '../model/workspace.js';
import { knownColumns } from './known-tables.js';

/** Columns that every row keeps of where it came from, always the last ones of a table. */
export const originColumns: readonly ColumnSchema[] = [
  { name: '_SourceFile', type: 'string' },
  { name: '_SourceRecord', type: 'long' },
];

/** A table as it is stored: only columns that some record had. Origin columns are stored too but not listed. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
}

/** Tables by their name in lower case, because DuckDB's names have no case. */
export type Catalog = ReadonlyMap<string, StoredTable>;

/** Schema of the workspace's own bookkeeping within its database. */
export const bookkeeping = `${dataCatalog}.huntbook`;

/** Makes the bookkeeping tables of a new database. */
export const bookkeepingSql = `
  CREATE SCHEMA IF NOT EXISTS ${bookkeeping};
  CREATE TABLE IF NOT EXISTS ${bookkeeping}.sources (
    fingerprint VARCHAR, path VARCHAR, loaded_at TIMESTAMP, info JSON);
  CREATE TABLE IF NOT EXISTS ${bookkeeping}.columns (
    table_name VARCHAR, column_name VARCHAR, type VARCHAR, position INTEGER)`;

/** False for a database whose maker was stopped before it had made the bookkeeping. */
async function isPrepared(engine: Engine): Promise<boolean> {
  const reader = await engine.read(
    `SELECT count(*) = 2 FROM duckdb_tables() WHERE database_name = '${dataCatalog}' AND schema_name = 'huntbook'`,
  );
  return reader.getRows()[0]?.[0] === true;
}

/** The sources that have been loaded, in that order. */
export async function readSources(engine: Engine): Promise<readonly SourceInfo[]> {
  if (!(await isPrepared(engine))) return [];
  const reader = await engine.read(`SELECT info FROM ${bookkeeping}.sources ORDER BY loaded_at, path`);
  return reader.getRows().map(([info]) => JSON.parse(String(info)) as SourceInfo);
}

export async function readCatalog(engine: Engine): Promise<Catalog> {
  if (!(await isPrepared(engine))) return new Map();
  const reader = await engine.read(
    `SELECT table_name, column_name, type FROM ${bookkeeping}.columns ORDER BY table_name, position`,
  );
  const tables = new Map<string, { name: string; columns: ColumnSchema[] }>();
  for (const [table, column, type] of reader.getRows() as [string, string, KqlType][]) {
    const key = table.toLowerCase();
    let entry = tables.get(key);
    if (!entry) {
      entry = { name: table, columns: [] };
      tables.set(key, entry);
    }
    entry.columns.push({ name: column, type });
  }
  return tables;
}

/** The table as queries see it: the known columns of its kind, what else was loaded, then the origin of each row. */
export function logicalTable(stored: StoredTable): TableSchema {
  const storedColumns = new Map(stored.columns.map((column) => [column.name, column]));
  const columns = knownColumns(stored.name).map((column) => storedColumns.get(column.name) ?? column);
  const present = new Set(columns.map((column) => column.name));
  for (const column of stored.columns) if (!present.has(column.name)) columns.push(column);
  return { name: stored.name, columns: [...columns, ...originColumns] };
}
