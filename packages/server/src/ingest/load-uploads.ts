import { type IngestOptions, type LogSource, openSources, type SourceEntry } from '@huntbook/ingest';
import { type IngestEvent, type LocalWorkspace, WorkspaceError } from '@huntbook/workspace';
import type { Upload } from './receive-upload.js';
import { tableHint } from './upload-table.js';

const tableUnclear = /table is not clear/;

/** The path as the client knows it: `client-name.zip!member` for `/generated/path!member`. */
function displayPath(path: string, upload: Upload): string {
  return path.startsWith(upload.path) ? upload.displayName + path.slice(upload.path.length) : path;
}

function underDisplayName(source: LogSource, upload: Upload): LogSource {
  return {
    path: displayPath(source.path, upload),
    size: source.size,
    report: source.report,
    fingerprint: (signal) => source.fingerprint(signal),
    read: (signal) => source.read(signal),
  };
}

async function* openUpload(upload: Upload): AsyncGenerator<SourceEntry> {
  const { named, fallback } = tableHint(upload.displayName);
  const options: IngestOptions = named === undefined ? {} : { table: named };
  for await (const entry of openSources([upload.path], options)) {
    const unclear = entry.kind === 'skipped' && entry.path === upload.path && tableUnclear.test(entry.reason);
    if (!unclear || fallback === undefined) {
      yield entry;
      continue;
    }
    for await (const again of openSources([upload.path], { table: fallback })) {
      if (again.kind === 'log') again.source.report.assumptions.push(`The table is named ${fallback} after the file.`);
      yield again;
    }
  }
}

/** Loads files received, one after another, under the names that the client knows them by. */
export async function loadUploads(
  workspace: LocalWorkspace,
  uploads: readonly Upload[],
  options: { readonly signal: AbortSignal; readonly onEvent: (event: IngestEvent) => void },
): Promise<void> {
  for (const upload of uploads) {
    for await (const entry of openUpload(upload)) {
      if (options.signal.aborted) throw new WorkspaceError('cancelled', 'Loading was cancelled.');
      if (entry.kind === 'log') await workspace.load(underDisplayName(entry.source, upload), options);
      else options.onEvent({ kind: 'skipped', path: displayPath(entry.path, upload), reason: entry.reason });
    }
  }
}
