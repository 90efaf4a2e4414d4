import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Content } from '../model/content.js';
import { IngestError, type IngestOptions, type SourceEntry } from '../model/source.js';
import { reasonOf } from '../report.js';
import { detectFormat, HEAD_BYTES } from './detect.js';
import { fileContent } from './file-content.js';
import { readerFor } from './readers.js';
import { createSource } from './source.js';

/** Files that operating systems and archivers leave behind. */
export function isJunk(path: string): boolean {
  const parts = path.split(/[/\\]/);
  const name = parts.at(-1) ?? '';
  return parts.includes('__MACOSX') || name.startsWith('._') || name === '.DS_Store' || name === 'Thumbs.db';
}

async function readHead(content: Content): Promise<{ head: Buffer; whole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of content.open()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > HEAD_BYTES) break;
  }
  const all = Buffer.concat(chunks);
  return { head: all.subarray(0, HEAD_BYTES), whole: all.length <= HEAD_BYTES };
}

async function* openContent(path: string, content: Content, options: IngestOptions): AsyncGenerator<SourceEntry> {
  const { head, whole } = await readHead(content);
  const format = await detectFormat(head, basename(path), whole);
  if (format.kind === 'none') {
    yield { kind: 'skipped', path, reason: format.reason };
    return;
  }
  if (format.kind === 'archive') {
    yield { kind: 'skipped', path, reason: 'archive' };
    return;
  }
  const reader = await readerFor({ path, content, head, format }, options);
  if ('reason' in reader) yield { kind: 'skipped', path, reason: reader.reason };
  else yield { kind: 'log', source: createSource(path, content, reader.name, reader.read) };
}

async function* openPath(path: string, options: IngestOptions): AsyncGenerator<SourceEntry> {
  const found: Stats = await stat(path);
  if (found.isDirectory()) {
    const entries: Dirent[] = await readdir(path, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const entry of entries) {
      if (isJunk(entry.name) || entry.isSymbolicLink()) continue;
      if (entry.isDirectory() || entry.isFile()) yield* openFound(join(path, entry.name), options);
    }
    return;
  }
  if (!found.isFile()) {
    yield { kind: 'skipped', path, reason: 'neither a file nor a folder' };
    return;
  }
  yield* openContent(path, fileContent(path, found.size), options);
}

/** As openPath, but one file that cannot be read costs only itself. */
async function* openFound(path: string, options: IngestOptions): AsyncGenerator<SourceEntry> {
  try {
    yield* openPath(path, options);
  } catch (error) {
    if (error instanceof IngestError && error.code === 'cancelled') throw error;
    yield { kind: 'skipped', path, reason: reasonOf(error) };
  }
}

/**
 * The logs in the files, folders (with what lies below them, by name) and archives given. Throws IngestError `not-found`
 * when one of the paths does not exist; anything else that cannot be read is `skipped` with the reason.
 */
export async function* openSources(paths: readonly string[], options: IngestOptions = {}): AsyncGenerator<SourceEntry> {
  for (const path of paths) {
    try {
      await stat(path);
    } catch (error) {
      throw new IngestError('not-found', `no such file or folder: ${path}`, { cause: error });
    }
  }
  for (const path of paths) yield* openFound(path, options);
}
