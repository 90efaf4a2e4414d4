import type { IngestEvent, SourceInfo } from '@huntbook/workspace';
import { exitCodes } from '../console/exit-codes.js';
import { type IngestProgress, ingestProgress } from '../console/ingest-progress.js';
import type { Io } from '../console/io.js';
import { count, duration, plural } from '../text/amounts.js';
import { plain } from '../text/plain.js';
import { workspaceFolder } from '../workspace-folder.js';
import type { WorkspaceOptions } from './with-workspace.js';

export interface IngestCommandOptions extends WorkspaceOptions {
  readonly table?: string;
  readonly timeZone?: string;
  readonly host?: string;
  readonly json?: boolean;
}

export interface IngestSummary {
  readonly workspace: string;
  readonly loaded: readonly SourceInfo[];
  readonly duplicates: readonly Extract<IngestEvent, { kind: 'duplicate' }>[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  /** Rows added, by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
}

export function summarize(workspace: string, events: readonly IngestEvent[], elapsedMs: number): IngestSummary {
  const loaded = events.flatMap((event) => (event.kind === 'done' ? [event.source] : []));
  const left = (kind: 'skipped' | 'failed') =>
    events.flatMap((event) => (event.kind === kind ? [{ path: event.path, reason: event.reason }] : []));
  const rows: Record<string, number> = {};
  for (const source of loaded) {
    for (const [table, number] of Object.entries(source.rows)) rows[table] = (rows[table] ?? 0) + number;
  }
  return {
    workspace,
    loaded,
    duplicates: events.filter((event) => event.kind === 'duplicate'),
    skipped: left('skipped'),
    failed: left('failed'),
    rows,
    elapsedMs: Math.round(elapsedMs),
  };
}

function assumptionLines(loaded: readonly SourceInfo[]): string[] {
  const sources = new Map<string, string[]>();
  for (const { path, assumptions } of loaded) {
    for (const assumption of assumptions) sources.set(assumption, [...(sources.get(assumption) ?? []), path]);
  }
  return [...sources].map(([assumption, paths]) => {
    const where = paths.length > 2 ? `${plural(paths.length, 'source')}` : paths.map(plain).join(', ');
    return `  ${plain(assumption)} (${where})`;
  });
}

export function summaryText(summary: IngestSummary, io: Io): string {
  const { bold, yellow, red } = io.out.colors;
  const { loaded, duplicates, skipped, failed, rows, elapsedMs, workspace } = summary;
  const records = loaded.reduce((sum, source) => sum + source.records, 0);
  const damaged = loaded.filter((source) => source.skipped > 0);
  const lines = [
    `${bold(`${plural(loaded.length, 'source')}, ${plural(records, 'record')}`)} in ${duration(elapsedMs)} into ${workspace}`,
  ];
  for (const [table, number] of Object.entries(rows).sort(([, a], [, b]) => b - a))
    lines.push(`  ${table}  ${plural(number, 'row')}`);
  if (duplicates.length > 0)
    lines.push(`${plural(duplicates.length, 'source')} had been loaded before; nothing changed.`);
  if (damaged.length > 0) {
    lines.push(yellow('Records that gave no row:'));
    for (const { path, skipped: lost, damage } of damaged) {
      lines.push(`  ${plain(path)}: ${count(lost)}`);
      for (const { record, reason } of damage.slice(0, 3)) lines.push(`    record ${count(record)}: ${plain(reason)}`);
    }
  }
  if (skipped.length > 0)
    lines.push(
      yellow('Not logs, or not yet readable:'),
      ...skipped.map(({ path, reason }) => `  ${plain(path)}: ${plain(reason)}`),
    );
  if (failed.length > 0)
    lines.push(
      red('Failed, nothing of them was loaded:'),
      ...failed.map(({ path, reason }) => `  ${plain(path)}: ${plain(reason)}`),
    );
  const assumptions = assumptionLines(loaded);
  if (assumptions.length > 0) lines.push(bold('Assumed, please check:'), ...assumptions);
  return `${lines.join('\n')}\n`;
}

/**
 * Loading sorts and joins nothing: with the first of these for the engine the whole process stays under 500 MB. Very wide
 * rows need more; they are loaded again with the next, and what was loaded is known by its fingerprint.
 */
const megabytes = [96, 320, 1024] as const;

const needsMore = (event: IngestEvent): boolean => event.kind === 'failed' && /out of memory/i.test(event.reason);

/** Loads paths into a workspace that is made where there is none, showing progress. */
export async function loadPaths(
  folder: string,
  paths: readonly string[],
  options: Pick<IngestCommandOptions, 'table' | 'timeZone' | 'host'>,
  io: Io,
): Promise<IngestSummary> {
  const started = performance.now();
  const { createWorkspace } = await import('@huntbook/workspace');
  const bar: IngestProgress = ingestProgress(io);
  const load = async (from: readonly string[], memory: { readonly memoryMegabytes: number }) => {
    const workspace = await createWorkspace(folder, memory);
    try {
      return await workspace.ingest(from, {
        ...(options.table === undefined ? {} : { table: options.table }),
        ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
        ...(options.host === undefined ? {} : { host: options.host }),
        signal: io.signal,
        onEvent: (event) => {
          if (!needsMore(event) || memory.memoryMegabytes === megabytes.at(-1)) bar.onEvent(event);
        },
      });
    } finally {
      await workspace.close();
    }
  };
  let ended: readonly IngestEvent[] = [];
  try {
    for (const memoryMegabytes of megabytes) {
      const done = ended.filter((event) => event.kind === 'done');
      const known = new Set(done.map((event) => event.source.path));
      const events = await load(paths, { memoryMegabytes });
      ended = [...done, ...events.filter((event) => !(event.kind === 'duplicate' && known.has(event.path)))];
      if (!ended.some(needsMore)) break;
    }
  } finally {
    await bar.finish();
  }
  return summarize(folder, ended, performance.now() - started);
}

/** `huntbook ingest PATH...`: exit code 1 where a log could not be read, or no log was found. Foreign files are only told of. */
export async function ingest(paths: readonly string[], options: IngestCommandOptions, io: Io): Promise<number> {
  const summary = await loadPaths(workspaceFolder(options.workspace, io), paths, options, io);
  await io.out.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : summaryText(summary, io));
  const nothing = summary.loaded.length + summary.duplicates.length === 0;
  return summary.failed.length > 0 || nothing ? exitCodes.failed : exitCodes.ok;
}
