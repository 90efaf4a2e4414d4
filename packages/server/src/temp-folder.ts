import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workspace } from '@huntbook/workspace';

/** Name of the folder inside a local workspace for uploads and exports under way. */
export const tempFolderName = 'serve-temp';

export interface TempFolder {
  readonly path: string;
  /** A path nobody uses yet, under a generated name; in a folder of `folder()` where one is given. */
  file(options?: { readonly extension?: string; readonly folder?: string }): string;
  /** A new folder under a generated name. */
  folder(): Promise<string>;
  remove(path: string): Promise<void>;
  dispose(): Promise<void>;
}

/** Opens the server's temp folder empty: what a killed server left behind is removed. */
export async function openTempFolder(workspace: Workspace): Promise<TempFolder> {
  let path: string;
  if (workspace.engine === 'local' && 'path' in workspace && typeof workspace.path === 'string') {
    path = join(workspace.path, tempFolderName);
    await rm(path, { recursive: true, force: true });
    await mkdir(path, { mode: 0o700 });
  } else {
    path = await mkdtemp(join(tmpdir(), 'huntbook-'));
  }
  return {
    path,
    file: ({ extension, folder = path } = {}) =>
      join(folder, extension ? `${randomUUID()}.${extension}` : randomUUID()),
    async folder() {
      const folder = join(path, randomUUID());
      await mkdir(folder, { mode: 0o700 });
      return folder;
    },
    remove: (entry) => rm(entry, { recursive: true, force: true }),
    dispose: () => rm(path, { recursive: true, force: true }),
  };
}
