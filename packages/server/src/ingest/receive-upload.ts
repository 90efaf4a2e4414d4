import { createWriteStream, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Busboy } from '@fastify/busboy';
import { ServerError } from '../edge/api-failure.js';

/** A file received: where it lies, and what the client calls it, for display and format detection only. */
export interface Upload {
  readonly path: string;
  readonly displayName: string;
}

const maxFiles = 1_000;

/** The last part of a client's file name without control characters. */
export function displayNameOf(clientName: string): string {
  const last = basename(clientName.slice(-500).replaceAll('\\', '/'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const name = last.replace(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return name === '' || name === '.' || name === '..' ? 'upload' : name;
}

function tooLarge(maxBytes: number): ServerError {
  return new ServerError('too-large', `The upload is larger than ${Math.round(maxBytes / 1_048_576)} MB`, {
    hint: 'Load it with "huntbook ingest PATH" instead; that has no limit.',
  });
}

function createParser(contentType: string, maxBytes: number) {
  try {
    const limits = { files: maxFiles, fields: 0, fileSize: maxBytes };
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch (error) {
    throw new ServerError('bad-request', 'The multipart body has no boundary', { cause: error });
  }
}

/**
 * Streams the `file` parts of a multipart body into files under generated names. Throws ServerError `bad-request` or
 * `too-large`; what was written by then stays for the caller to remove with its folder.
 */
export async function receiveUpload(request: Request, folder: string, maxBytes: number): Promise<Upload[]> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType) || !request.body) {
    throw new ServerError('bad-request', 'The body must be multipart/form-data with parts named "file"');
  }
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);

  const uploads: Upload[] = [];
  const writes: Promise<void>[] = [];
  const stopping = new AbortController();
  const signal = AbortSignal.any([request.signal, stopping.signal]);
  let problem: ServerError | undefined;
  let received = 0;
  const refuse = (error: ServerError) => {
    problem ??= error;
    stopping.abort();
  };
  const parser = createParser(contentType, maxBytes);
  parser.on('file', (field, stream, clientName) => {
    if (field !== 'file' || problem) {
      stream.resume();
      return;
    }
    const place = join(folder, String(uploads.length));
    mkdirSync(place, { mode: 0o700 });
    // A name that says nothing, lest a table be called after it.
    const path = join(place, 'data');
    uploads.push({ path, displayName: displayNameOf(clientName ?? '') });
    stream.on('limit', () => refuse(tooLarge(maxBytes)));
    const write = pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
    write.catch(() => stopping.abort());
    writes.push(write);
  });
  parser.on('filesLimit', () => refuse(new ServerError('too-large', `More than ${maxFiles} files in one upload`)));
  const body = Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>);
  body.on('data', (chunk: Uint8Array) => {
    received += chunk.length;
    if (received > maxBytes) refuse(tooLarge(maxBytes));
  });
  try {
    await pipeline(body, parser, { signal });
    await Promise.all(writes);
  } catch (error) {
    stopping.abort();
    const failures = await Promise.allSettled(writes);
    const full = failures.find((each) => each.status === 'rejected' && each.reason?.code === 'ENOSPC');
    if (full) throw new ServerError('too-large', 'The disk is full', { hint: 'Make room where the workspace lies.' });
    throw problem ?? new ServerError('bad-request', 'The upload is damaged or was cut off', { cause: error });
  }
  if (uploads.length === 0) throw new ServerError('bad-request', 'The upload holds no part named "file"');
  return uploads;
}
