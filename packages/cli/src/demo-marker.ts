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
  /** False while it is being written, and for good where that was interrupted. */
  readonly complete: boolean;
}

const file = (folder: string) => join(folder, 'demo.json');

/** True when the folder holds a demo workspace. */
export function isDemo(folder: string): boolean {
  return existsSync(file(folder));
}

export async function readDemoMarker(folder: string): Promise<DemoMarker | undefined> {
  return isDemo(folder) ? (JSON.parse(await readFile(file(folder), 'utf8')) as DemoMarker) : undefined;
}

export async function writeDemoMarker(folder: string, marker: DemoMarker): Promise<void> {
  await writeFile(`${file(folder)}.new`, `${JSON.stringify(marker)}\n`);
  await rename(`${file(folder)}.new`, file(folder));
}
