import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Workspace } from '@huntbook/workspace';

/** Name of the folder inside a local workspace for uploads and exports under way; a folder in it for each server. */
export const tempFolderName = 'serve-temp';

export interface TempFolder {
  readonly path: string;
  /** A path nobody uses yet, under a generated name. */
  file(extension: string): string;
  /** A new folder under a generated name. */
  folder(): Promise<string>;
  remove(path: string): Promise<void>;
  dispose(): Promise<void>;
}

const ownFolders = new Set<string>();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what servers left that were killed; those that run keep theirs. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(/^(\d{1,10})-/.exec(name)?.[1] ?? Number.NaN);
    const inUse = pid === process.pid ? ownFolders.has(join(parent, name)) : isAlive(pid);
    if (!inUse) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Opens an empty temp folder for a server, inside a local workspace and else where the system keeps such folders. */
export async function openTempFolder(workspace: Workspace): Promise<TempFolder> {
  let path: string;
  if ('path' in workspace && typeof workspace.path === 'string' && isAbsolute(workspace.path)) {
    const parent = join(workspace.path, tempFolderName);
    await mkdir(parent, { recursive: true, mode: 0o700 });
    await sweep(parent);
    path = await mkdtemp(join(parent, `${process.pid}-`));
  } else {
    path = await mkdtemp(join(tmpdir(), 'huntbook-'));
  }
  ownFolders.add(path);
  return {
    path,
    file: (extension) => join(path, `${randomUUID()}.${extension}`),
    async folder() {
      const folder = join(path, randomUUID());
      await mkdir(folder, { mode: 0o700 });
      return folder;
    },
    remove: (entry) => rm(entry, { recursive: true, force: true }),
    async dispose() {
      await rm(path, { recursive: true, force: true });
      ownFolders.delete(path);
    },
  };
}
