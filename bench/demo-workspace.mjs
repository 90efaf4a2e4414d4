import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../scripts/prepare.mjs';

const { createWorkspace } = await import('../packages/workspace/dist/index.js');
const { demoSources } = await import('../packages/demo/dist/index.js');

/** Folder of a demo workspace with about so many Windows events, made when it is not there. */
export async function demoWorkspace(events) {
  const folder = join(root, '.huntbook', `bench-${events}`);
  const whole = join(folder, 'bench-complete');
  if (existsSync(whole)) return folder;
  await rm(folder, { recursive: true, force: true });
  console.log(`Writing ${events.toLocaleString('en-US')} demo events ...`);
  const started = performance.now();
  const workspace = await createWorkspace(folder);
  for (const source of demoSources({ events })) await workspace.load(source);
  await workspace.close();
  const { writeFile } = await import('node:fs/promises');
  await writeFile(whole, '');
  const seconds = (performance.now() - started) / 1000;
  console.log(`  ${seconds.toFixed(1)} s, ${Math.round(events / seconds).toLocaleString('en-US')} events a second`);
  return folder;
}
