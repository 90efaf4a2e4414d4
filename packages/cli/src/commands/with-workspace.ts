import { existsSync } from 'node:fs';
import type { LocalWorkspace } from '@huntbook/workspace';
import type { Io } from '../console/io.js';
import { workspaceFolder } from '../workspace-folder.js';

export interface WorkspaceOptions {
  readonly workspace?: string;
  /** Files and folders of named queries of one's own. */
  readonly queryPath?: readonly string[];
}

const queryPathsOf = ({ queryPath }: WorkspaceOptions) => (queryPath ? { queryPaths: queryPath } : {});

/** Opens the workspace for reading, calls `use`, and closes it whatever happens. */
export async function withWorkspace<Result>(
  options: WorkspaceOptions,
  io: Io,
  use: (workspace: LocalWorkspace) => Promise<Result>,
): Promise<Result> {
  const { openWorkspace } = await import('@huntbook/workspace');
  const workspace = await openWorkspace(workspaceFolder(options.workspace, io), {
    readOnly: true,
    ...queryPathsOf(options),
  });
  try {
    return await use(workspace);
  } finally {
    await workspace.close();
  }
}

/** Whether a workspace was named, or is there where one is by default. */
export function hasWorkspace(options: WorkspaceOptions, io: Io): boolean {
  return options.workspace !== undefined || existsSync(workspaceFolder(undefined, io));
}

/** As `withWorkspace`, for what may need no logs: an empty workspace stands in where there is none by default. */
export async function withQueries<Result>(
  options: WorkspaceOptions,
  io: Io,
  use: (workspace: LocalWorkspace) => Promise<Result>,
): Promise<Result> {
  if (hasWorkspace(options, io)) return withWorkspace(options, io, use);
  const { openMemoryWorkspace } = await import('@huntbook/workspace');
  const workspace = await openMemoryWorkspace(queryPathsOf(options));
  try {
    return await use(workspace);
  } finally {
    await workspace.close();
  }
}
