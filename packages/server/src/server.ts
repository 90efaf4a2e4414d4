import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Workspace } from '@huntbook/workspace';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { createApp } from './app.js';
import { isLocal, type ServerContext } from './context.js';
import { ServerError } from './edge/api-failure.js';
import { huntRegistry } from './hunts/hunt-registry.js';
import { ingestJobs } from './ingest/ingest-jobs.js';
import { createLog, errorTrace } from './log.js';
import { resultRegistry } from './results/result-registry.js';
import { createTickets } from './security/tickets.js';
import { openTempFolder } from './temp-folder.js';

export interface ServerOptions {
  readonly workspace: Workspace;
  /** What clients must bring; 32 random bytes when absent. */
  readonly token?: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** Folder of the built web application. */
  readonly webRoot?: string;
  /** The workspace holds the demo logs. */
  readonly demo?: boolean;
  /** Bytes that one upload may have; 8 GiB by default. */
  readonly maxUploadBytes?: number;
  readonly maxHunts?: number;
  readonly log?: Logger;
}

export interface RunningServer {
  /** The address without the token: `http://127.0.0.1:4680`. */
  readonly url: string;
  readonly token: string;
  /** A stand-in for the token in a link, good for one use within a minute. */
  issueTicket(): string;
  /** Ends streams, hunts and uploads. The workspace stays open; it is the caller's. */
  close(): Promise<void>;
}

export interface HuntbookApp {
  readonly app: Hono;
  issueTicket(): string;
  /** Works out the home page, so that the first one to open it need not wait for the query compiler to load. */
  warmUp(): Promise<void>;
  readonly token: string;
  dispose(): Promise<void>;
}

const warmUpDelayMs = 500;
const maxUploadBytes = 8 * 1024 ** 3;

/** The application without a socket; `port` is the one that Host headers must name. */
export async function createHuntbookApp(options: ServerOptions, boundPort = () => options.port): Promise<HuntbookApp> {
  const { workspace, token = randomBytes(32).toString('base64url'), host = '127.0.0.1' } = options;
  const log = options.log ?? createLog();
  const temp = await openTempFolder(workspace);
  const onError = (error: unknown) => log.error(errorTrace(error), 'unexpected failure');
  const tickets = createTickets();
  const context: ServerContext = {
    workspace,
    token,
    tickets,
    address: () => ({ host, port: boundPort() }),
    temp,
    hunts: huntRegistry(workspace, options.maxHunts),
    results: resultRegistry(onError),
    jobs: ingestJobs(isLocal(workspace) ? workspace : undefined, temp, onError),
    log,
    onError,
    demo: options.demo ?? false,
    webRoot: options.webRoot,
    maxUploadBytes: options.maxUploadBytes ?? maxUploadBytes,
  };
  const app = createApp(context);
  return {
    app,
    token,
    issueTicket: tickets.issue,
    async warmUp() {
      const headers = { host: `${host}:${boundPort()}`, authorization: `Bearer ${token}` };
      await app.request('/api/home', { headers });
      // An empty workspace has no home to work out, but its first query should not wait either.
      await workspace.query('print 1').then((table) => table.dispose(), onError);
    },
    async dispose() {
      await context.jobs.dispose();
      await context.hunts.dispose();
      await context.results.dispose();
      await temp.dispose();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const message = taken ? `Port ${port} is taken` : `Cannot listen on ${host}, port ${port}`;
      const hint = taken ? 'Choose another with --port, or let the system choose with --port 0.' : error.message;
      reject(new ServerError('not-available', message, { hint, cause: error }));
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

/** Serves a workspace. Throws ServerError `not-available` when the port is taken. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const { host = '127.0.0.1' } = options;
  let port = options.port;
  const huntbook = await createHuntbookApp(options, () => port);
  // An upload may take as long as it takes; by default Node ends a request after five minutes.
  const serverOptions = { requestTimeout: 0 };
  const server = createAdaptorServer({ fetch: huntbook.app.fetch, serverOptions }) as Server;
  try {
    port = (await listen(server, options.port, host)).port;
  } catch (error) {
    await huntbook.dispose();
    throw error;
  }
  let warm: Promise<void> | undefined;
  // Loading the compiler holds everything else up for a second: first let a browser that was just opened have the page.
  const warmSoon = setTimeout(() => {
    warm = huntbook.warmUp();
  }, warmUpDelayMs);
  warmSoon.unref();
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    token: huntbook.token,
    issueTicket: huntbook.issueTicket,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Event streams never end by themselves.
      server.closeAllConnections();
      clearTimeout(warmSoon);
      await Promise.all([closed, warm]);
      await huntbook.dispose();
    },
  };
}
