import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { WorkspaceError } from '../model/workspace.js';

const formatVersion = 1;
const manifestName = 'workspace.json';

const manifestSchema = z.object({
  format: z.literal('huntbook-workspace'),
  version: z.number().int().positive(),
  createdAt: z.string(),
});

/** The files of a workspace folder. */
export interface WorkspaceFolder {
  readonly path: string;
  readonly database: string;
  readonly temporary: string;
}

function folderAt(path: string): WorkspaceFolder {
  const absolute = resolve(path);
  return { path: absolute, database: join(absolute, 'logs.duckdb'), temporary: join(absolute, 'tmp') };
}

/** Makes a folder into an empty workspace. Throws `not-a-workspace` where the folder holds something else. */
export function createFolder(path: string): WorkspaceFolder {
  const folder = folderAt(path);
  const manifest = join(folder.path, manifestName);
  if (existsSync(manifest)) return openFolder(path);
  if (existsSync(folder.path) && (!statSync(folder.path).isDirectory() || readdirSync(folder.path).length > 0)) {
    throw new WorkspaceError('not-a-workspace', `${folder.path} holds something else than a workspace.`, {
      hint: 'Name a folder that does not exist yet or is empty.',
    });
  }
  try {
    mkdirSync(folder.temporary, { recursive: true });
    const content = { format: 'huntbook-workspace', version: formatVersion, createdAt: new Date().toISOString() };
    writeFileSync(`${manifest}.new`, `${JSON.stringify(content, null, 2)}\n`);
    renameSync(`${manifest}.new`, manifest);
  } catch (cause) {
    throw new WorkspaceError('io', `Cannot make a workspace in ${folder.path}: ${(cause as Error).message}`, { cause });
  }
  return folder;
}

/** Finds a workspace. Throws `not-found`, `not-a-workspace` or `version`. */
export function openFolder(path: string): WorkspaceFolder {
  const folder = folderAt(path);
  if (!existsSync(folder.path)) {
    throw new WorkspaceError('not-found', `There is no workspace at ${folder.path}.`, {
      hint: 'Make one by loading logs into it: huntbook ingest PATH --workspace DIR.',
    });
  }
  const content = readManifest(folder.path);
  if (content.version > formatVersion) {
    throw new WorkspaceError(
      'version',
      `The workspace ${folder.path} has format ${content.version}; this version reads up to ${formatVersion}.`,
      { hint: 'Update huntbook.' },
    );
  }
  return folder;
}

function readManifest(path: string): z.infer<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(path, manifestName), 'utf8')));
  } catch (cause) {
    throw new WorkspaceError(
      'not-a-workspace',
      `${path} is not a workspace: its ${manifestName} is missing or damaged.`,
      {
        cause,
      },
    );
  }
}
