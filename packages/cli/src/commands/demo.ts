import { rm } from 'node:fs/promises';
import { CliError } from '../console/cli-error.js';
import { exitCodes } from '../console/exit-codes.js';
import { ingestProgress } from '../console/ingest-progress.js';
import type { Io } from '../console/io.js';
import { beginDemo, completeDemo, type DemoMarker, isDemo, isPartialDemo, readDemoMarker } from '../demo-marker.js';
import { version } from '../version.js';
import { workspaceFolder } from '../workspace-folder.js';
import { summarize, summaryText } from './ingest.js';
import type { WorkspaceOptions } from './with-workspace.js';

export interface DemoCommandOptions extends WorkspaceOptions {
  readonly events?: number;
  readonly seed?: number;
  readonly force?: boolean;
}

async function load(folder: string, marker: DemoMarker, io: Io): Promise<number> {
  const started = performance.now();
  const [{ createWorkspace }, { demoSources }] = await Promise.all([
    import('@huntbook/workspace'),
    import('@huntbook/demo'),
  ]);
  const workspace = await createWorkspace(folder);
  const bar = ingestProgress(io);
  try {
    if ((await workspace.sources()).length > 0) {
      throw new CliError(`${folder} holds other logs than the demo's`, {
        hint: 'Name another folder with --workspace; the demo does not mix with your logs.',
      });
    }
    await beginDemo(folder, marker);
    const options = {
      ...(marker.events === null ? {} : { events: marker.events }),
      ...(marker.seed === null ? {} : { seed: marker.seed }),
    };
    for (const source of demoSources(options)) {
      await workspace.load(source, { signal: io.signal, onEvent: bar.onEvent });
    }
    await completeDemo(folder);
  } finally {
    await bar.finish();
    await workspace.close();
  }
  const summary = summarize(folder, bar.ended, performance.now() - started);
  await io.err.write(summaryText(summary, io));
  return summary.failed.length > 0 ? exitCodes.failed : exitCodes.ok;
}

/** `huntbook demo`: writes the demo workspace, once. */
export async function demo(options: DemoCommandOptions, io: Io): Promise<number> {
  const folder = workspaceFolder(options.workspace, io, 'demo');
  const marker: DemoMarker = { events: options.events ?? null, seed: options.seed ?? null, version };
  if (isDemo(folder) && !options.force) {
    const known = await readDemoMarker(folder);
    if (known.events !== marker.events || known.seed !== marker.seed || known.version !== marker.version) {
      throw new CliError(`${folder} holds a demo of other options`, {
        hint: 'Write it anew with --force, or name another folder with --workspace.',
      });
    }
    await io.out.write(`The demo workspace is there: ${folder}\n`);
  } else {
    if (isDemo(folder) || isPartialDemo(folder)) await rm(folder, { recursive: true, force: true });
    const exitCode = await load(folder, marker, io);
    if (exitCode !== exitCodes.ok) return exitCode;
    await io.out.write(`The demo workspace is written: ${folder}\n`);
  }
  await io.err.write(`Look at it with: huntbook serve --workspace ${folder}\n`);
  return exitCodes.ok;
}
