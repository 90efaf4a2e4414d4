import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KqlType } from '@huntbook/kql';
import type { RawCell } from '../model/batch.js';
import type { IngestOptions, LogSource } from '../model/source.js';
import { openSources } from '../open/open-sources.js';

export type Row = Readonly<Record<string, RawCell>>;

export interface ReadTable {
  readonly rows: Row[];
  readonly columns: Map<string, KqlType>;
}

export interface ReadResult {
  readonly sources: readonly LogSource[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly tables: ReadonlyMap<string, ReadTable>;
  /** Rows of a table, none when there is no such table. */
  rows(table: string): readonly Row[];
}

/** Reads everything in the paths into memory, absent cells filled in. */
export async function readAll(paths: readonly string[], options?: IngestOptions): Promise<ReadResult> {
  const sources: LogSource[] = [];
  const skipped: { path: string; reason: string }[] = [];
  const tables = new Map<string, ReadTable>();
  for await (const entry of openSources(paths, options)) {
    if (entry.kind === 'skipped') {
      skipped.push({ path: entry.path, reason: entry.reason });
      continue;
    }
    sources.push(entry.source);
    for await (const batch of entry.source.read()) {
      if ('parquet' in batch) continue;
      const table: ReadTable = tables.get(batch.table) ?? { rows: [], columns: new Map() };
      tables.set(batch.table, table);
      for (const { name, type } of batch.columns) table.columns.set(name, type);
      for (let row = 0; row < batch.records.length; row += 1) {
        table.rows.push(
          Object.fromEntries(batch.columns.map(({ name }, column) => [name, batch.values[column]![row]!])),
        );
      }
    }
  }
  return { sources, skipped, tables, rows: (table) => tables.get(table)?.rows ?? [] };
}

/** Runs with a folder of files made for it, which is removed afterwards. */
export async function withFiles<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-ingest-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads one file made for the test. */
export function readFileOf(name: string, content: string | Uint8Array, options?: IngestOptions): Promise<ReadResult> {
  return withFiles({ [name]: content }, (folder) => readAll([join(folder, name)], options));
}

export function countBy<T>(items: Iterable<T>, key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}
