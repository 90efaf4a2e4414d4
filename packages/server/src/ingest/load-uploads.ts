import type { IngestEvent, LocalWorkspace } from '@huntbook/workspace';
import type { Upload } from './receive-upload.js';

/** Gives events the name that the client knows in place of the path that the upload lies under. */
function renamed(event: IngestEvent, upload: Upload): IngestEvent {
  const rename = (path: string) =>
    path.startsWith(upload.path) ? upload.displayName + path.slice(upload.path.length) : path;
  if (event.kind === 'done') return { ...event, source: { ...event.source, path: rename(event.source.path) } };
  if (event.kind === 'duplicate') return { ...event, path: rename(event.path), loadedFrom: rename(event.loadedFrom) };
  return { ...event, path: rename(event.path) };
}

/** Loads files received, one after another. */
export async function loadUploads(
  workspace: LocalWorkspace,
  uploads: readonly Upload[],
  options: { readonly signal: AbortSignal; readonly onEvent: (event: IngestEvent) => void },
): Promise<void> {
  for (const upload of uploads) {
    await workspace.ingest([upload.path], {
      signal: options.signal,
      onEvent: (event) => options.onEvent(renamed(event, upload)),
    });
  }
}
