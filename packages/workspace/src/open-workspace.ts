import { createLocalWorkspace, type LocalOptions, openLocalWorkspace } from './local/local-workspace.js';
import { type LocalWorkspace, WorkspaceError } from './model/workspace.js';

export interface OpenWorkspaceOptions extends LocalOptions {}

/** Opens a workspace by the path of its folder. Throws WorkspaceError `not-found`, `not-a-workspace`, `version`, `locked`. */
export async function openWorkspace(
  pathOrConnection: string,
  options: OpenWorkspaceOptions = {},
): Promise<LocalWorkspace> {
  refuseConnection(pathOrConnection);
  return openLocalWorkspace(pathOrConnection, options);
}

/** Makes an empty workspace in a folder that is new or empty; opens it where it is a workspace already. */
export async function createWorkspace(path: string, options: OpenWorkspaceOptions = {}): Promise<LocalWorkspace> {
  refuseConnection(path);
  return createLocalWorkspace(path, options);
}

function refuseConnection(text: string): void {
  const remote = /^(loganalytics|sentinel|azuredataexplorer|kusto|https?):\/\//i.exec(text)?.[1];
  if (remote === undefined && !/^\s*(tenant|workspace)\s*=/i.test(text)) return;
  throw new WorkspaceError('not-found', 'Workspaces in Log Analytics and Azure Data Explorer cannot be opened yet.', {
    hint: 'They come in a later version. Export the tables and load the files into a folder: huntbook ingest PATH.',
  });
}
