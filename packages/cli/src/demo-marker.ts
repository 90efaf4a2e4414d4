import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a demo workspace was made of; kept beside its logs. */
export interface DemoMarker {
  /** null where the generator's own default was taken. */
  readonly events: number | null;
  readonly seed: number | null;
  /** Version of huntbook that wrote it. */
  readonly version: string;
}

const whole = (folder: string) => join(folder, 'huntbook-demo.json');
const begun = (folder: string) => join(folder, 'huntbook-demo.partial');

/** True when the folder holds a demo workspace that was written to its end. */
export function isDemo(folder: string): boolean {
  return existsSync(whole(folder));
}

/** True when the writing of a demo workspace was interrupted. */
export function isPartialDemo(folder: string): boolean {
  return existsSync(begun(folder));
}

export async function readDemoMarker(folder: string): Promise<DemoMarker> {
  return JSON.parse(await readFile(whole(folder), 'utf8')) as DemoMarker;
}

/** Notes that a demo is being written. */
export async function beginDemo(folder: string, marker: DemoMarker): Promise<void> {
  await writeFile(begun(folder), `${JSON.stringify(marker)}\n`);
}

/** Notes that the demo begun is there in full. */
export async function completeDemo(folder: string): Promise<void> {
  await rename(begun(folder), whole(folder));
}
