import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { ExportFormat } from '@huntbook/workspace';
import type { Context } from 'hono';

export const exportMediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  json: 'application/json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A file name any system takes: letters, digits, dot, dash and underscore, never a path, never hidden. */
export function safeFileName(stem: string, extension: string): string {
  const clean = stem
    .slice(0, 80)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return `${clean || 'huntbook'}.${extension}`;
}

export function downloadHeaders(fileName: string, mediaType: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'no-store',
  };
}

/** Sends a file as a download and calls `done` when it is sent or the client has gone. */
export async function sendFile(
  c: Context,
  path: string,
  fileName: string,
  mediaType: string,
  done: () => Promise<void>,
): Promise<Response> {
  const { size } = await stat(path);
  const stream = createReadStream(path);
  stream.once('close', () => void done());
  const body = Readable.toWeb(stream) as NodeReadableStream<Uint8Array> as ReadableStream<Uint8Array>;
  return c.newResponse(body, 200, { ...downloadHeaders(fileName, mediaType), 'content-length': String(size) });
}
