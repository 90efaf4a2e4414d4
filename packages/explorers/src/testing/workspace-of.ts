import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalWorkspace, openMemoryWorkspace } from '@huntbook/workspace';

type JsonRow = Readonly<Record<string, unknown>>;

/** A workspace in memory that holds the given rows, loaded as exports of their tables. */
export async function workspaceOf(tables: Readonly<Record<string, readonly JsonRow[]>>): Promise<LocalWorkspace> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-test-'));
  const workspace = await openMemoryWorkspace();
  try {
    for (const [table, rows] of Object.entries(tables)) {
      await writeFile(join(folder, `${table}.ndjson`), rows.map((row) => JSON.stringify(row)).join('\n'));
    }
    for (const event of await workspace.ingest([folder])) {
      if (event.kind === 'failed' || event.kind === 'skipped') throw new Error(`${event.path}: ${event.reason}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return workspace;
}
