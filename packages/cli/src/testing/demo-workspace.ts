import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command.js';

/** A folder with a small demo workspace in it, written by the command itself. */
export async function demoWorkspace(): Promise<{ folder: string; workspace: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-cli-'));
  const workspace = join(folder, 'demo');
  const { exitCode, stderr } = await runCommand(['demo', '--events', '3000', '--workspace', workspace]);
  if (exitCode !== 0) throw new Error(stderr);
  return { folder, workspace, remove: () => rm(folder, { recursive: true, force: true }) };
}
