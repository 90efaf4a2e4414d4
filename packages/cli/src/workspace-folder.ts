import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Io } from './console/io.js';

/** `--workspace`, else $HUNTBOOK_WORKSPACE, else ~/.huntbook/workspace; the demo has a folder of its own beside it. */
export function workspaceFolder(given: string | undefined, io: Io, name: 'workspace' | 'demo' = 'workspace'): string {
  const chosen = given ?? io.env.HUNTBOOK_WORKSPACE;
  if (chosen) return resolve(chosen);
  return join(io.env.HOME || homedir(), '.huntbook', name);
}
