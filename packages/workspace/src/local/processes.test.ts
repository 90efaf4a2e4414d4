import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createWorkspace, openWorkspace } from '../index.js';
import { batchOf, batchSource, columnsOf } from '../testing/batch-source.js';
import { startChild, untilPrinted } from '../testing/child-process.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

/** Within the package, so that the child finds the native module of DuckDB. */
function bundleFolder(name: string): string {
  const folder = fileURLToPath(new URL(`../../dist/.test-${name}-${process.pid}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function workspaceWithOneRow(): Promise<string> {
  const path = join(temporaryFolder(), 'case');
  const workspace = await createWorkspace(path);
  await workspace.load(batchSource('before.json', [batchOf('T', columnsOf('A', 'B'), [['kept', '']])]));
  await workspace.close();
  return path;
}

describe('several processes', () => {
  it('leave the workspace as it was when one is killed in the middle of loading', async () => {
    const path = await workspaceWithOneRow();
    const child = await startChild('./load-forever.child.ts', bundleFolder('kill'), [path]);
    await untilPrinted(child, 'half way');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const workspace = await openWorkspace(path);
    expect((await (await workspace.query('T | project A')).page()).rows).toEqual([['kept']]);
    expect((await workspace.sources()).map((source) => source.path)).toEqual(['before.json']);
    await workspace.load(batchSource('after.json', [batchOf('T', columnsOf('A'), [['new']])]));
    expect((await workspace.query('T')).rowCount).toBe(2);
    await workspace.close();
  }, 120_000);

  it('can query at the same time, and load in the pauses between queries', async () => {
    const path = await workspaceWithOneRow();
    const child = await startChild('./hold-open.child.ts', bundleFolder('read'), [path, 'read']);
    await untilPrinted(child, 'holding');
    const workspace = await openWorkspace(path, { lockWaitMs: 200 });
    expect((await workspace.query('T')).rowCount).toBe(1);
    await expect(workspace.load(batchSource('b', []))).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`process ${child.pid}`),
    });
    expect((await workspace.query('T')).rowCount).toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await workspace.load(batchSource('b', [batchOf('T', columnsOf('A'), [['x']])]))).toMatchObject({
      kind: 'done',
    });
    await workspace.close();
  }, 120_000);

  it('say who is loading when a query has to wait too long', async () => {
    const path = await workspaceWithOneRow();
    const child = await startChild('./hold-open.child.ts', bundleFolder('write'), [path, 'write']);
    await untilPrinted(child, 'holding');
    const workspace = await openWorkspace(path, { lockWaitMs: 200 });
    await expect(workspace.query('T')).rejects.toMatchObject({
      code: 'locked',
      hint: expect.stringMatching(/try again/),
    });
    await workspace.close();
  }, 120_000);
});
