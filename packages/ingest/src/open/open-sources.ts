import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipped } from '../archive/gzip.js';
import { DEFAULT_ARCHIVE_LIMITS } from '../archive/limits.js';
import { tarMembers } from '../archive/tar.js';
import { zipMembers } from '../archive/zip.js';
import type { Content } from '../model/content.js';
import { IngestError, type IngestOptions, type SourceEntry } from '../model/source.js';
import { reasonOf } from '../report.js';
import { utf16Encoding, utf16ToUtf8 } from '../text/decode.js';
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

async function* openContent(
  path: string,
  content: Content,
  options: IngestOptions,
  depth: number,
): AsyncGenerator<SourceEntry> {
  const { head, whole } = await readHead(content);
  const encoding = utf16Encoding(head);
  if (encoding !== undefined) {
    const open = (signal?: AbortSignal) => utf16ToUtf8(content.open(signal), encoding);
    yield* openContent(path, { ...content, size: undefined, open }, options, depth);
    return;
  }
  const format = await detectFormat(head, memberName(path), { whole, asTable: options.table !== undefined });
  if (format.kind === 'none') {
    yield { kind: 'skipped', path, reason: format.reason };
    return;
  }
  if (format.kind === 'archive') {
    yield* openArchive(path, content, format.archive, options, depth);
    return;
  }
  const reader = await readerFor({ path, content, head, whole, format }, options);
  if ('reason' in reader) yield { kind: 'skipped', path, reason: reader.reason };
  else yield { kind: 'log', source: createSource(path, content, reader.name, reader.read) };
}

async function* openArchive(
  path: string,
  content: Content,
  archive: 'zip' | 'gzip' | 'tar',
  options: IngestOptions,
  depth: number,
): AsyncGenerator<SourceEntry> {
  const limits = { ...DEFAULT_ARCHIVE_LIMITS, ...options.archives };
  if (depth >= limits.depth) {
    yield { kind: 'skipped', path, reason: `archives lie more than ${limits.depth} deep` };
    return;
  }
  if (archive === 'gzip') {
    // The tar inside a .tar.gz is no level of its own.
    yield* openContent(path, gunzipped(content, limits), options, depth + 0.5);
    return;
  }
  let members = 0;
  let bytes = 0;
  for await (const member of archive === 'zip' ? zipMembers(content, limits) : tarMembers(content, limits)) {
    if (isJunk(member.name)) continue;
    members += 1;
    bytes += 'content' in member ? (member.content.size ?? 0) : 0;
    if (members > limits.members || bytes > limits.totalBytes) {
      const what =
        members > limits.members ? `more than ${limits.members} files` : `more than ${limits.totalBytes} bytes`;
      yield { kind: 'skipped', path, reason: `the archive holds ${what}: the rest was not read` };
      return;
    }
    const memberPath = `${path}!${printable(member.name)}`;
    if ('refused' in member) yield { kind: 'skipped', path: memberPath, reason: member.refused };
    else yield* orSkipped(memberPath, openContent(memberPath, member.content, options, depth + 1));
  }
}

/** A member's name is shown, and never anything else; control characters would act on a terminal. */
function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, '\ufffd');
}

function memberName(path: string): string {
  return basename(path.slice(path.lastIndexOf('!') + 1));
}

async function* openPath(path: string, options: IngestOptions): AsyncGenerator<SourceEntry> {
  const found: Stats = await stat(path);
  if (found.isDirectory()) {
    const entries: Dirent[] = await readdir(path, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const entry of entries) {
      const inside = join(path, entry.name);
      if (isJunk(entry.name)) continue;
      if (entry.isSymbolicLink()) yield { kind: 'skipped', path: inside, reason: 'symbolic link' };
      else yield* orSkipped(inside, openPath(inside, options));
    }
    return;
  }
  if (!found.isFile()) {
    yield { kind: 'skipped', path, reason: 'neither a file nor a folder' };
    return;
  }
  yield* openContent(path, fileContent(path, found.size, found.mtimeMs), options, 0);
}

/** One file that cannot be read costs only itself. */
async function* orSkipped(path: string, entries: AsyncGenerator<SourceEntry>): AsyncGenerator<SourceEntry> {
  try {
    yield* entries;
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
  for (const path of paths) yield* orSkipped(path, openPath(path, options));
}
