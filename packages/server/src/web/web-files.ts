import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { MiddlewareHandler } from 'hono';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** The regular file below `root` that a URL path names, symbolic links resolved; undefined where there is none. */
async function fileBelow(root: string, urlPath: string): Promise<{ path: string; size: number } | undefined> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const path = resolve(root, `.${sep}${decoded.replace(/^\/+/, '')}`);
  try {
    const [real, realRoot] = await Promise.all([realpath(path), realpath(root)]);
    if (!real.startsWith(realRoot + sep)) return undefined;
    const found = await stat(real);
    return found.isFile() ? { path: real, size: found.size } : undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

/**
 * Serves the web build: files under /assets bear a hash in their name and never change; any other page is index.html,
 * where the application's router finds its way. Holds no log content, so it needs no token.
 */
export function webFiles(root: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const file = await fileBelow(root, c.req.path);
    if (file) {
      const immutable = c.req.path.startsWith('/assets/');
      const headers = {
        'content-type': mediaTypes[extname(file.path)] ?? 'application/octet-stream',
        'content-length': String(file.size),
        'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      };
      if (c.req.method === 'HEAD') return c.body(null, 200, headers);
      const body = Readable.toWeb(createReadStream(file.path)) as NodeReadableStream<Uint8Array>;
      return c.newResponse(body as ReadableStream<Uint8Array>, 200, headers);
    }
    const isPage = !extname(c.req.path) || (c.req.header('accept') ?? '').includes('text/html');
    if (c.req.path.startsWith('/assets/') || !isPage) return next();
    const page = await readFile(join(root, 'index.html'));
    return c.newResponse(page, 200, { 'content-type': mediaTypes['.html']!, 'cache-control': 'no-cache' });
  };
}
