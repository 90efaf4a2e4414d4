import { join } from 'node:path';
import { demoSources } from '@huntbook/demo';
import { createLog, createServer, type RunningServer } from '@huntbook/server';
import { type LocalWorkspace, openMemoryWorkspace } from '@huntbook/workspace';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { repository } from './shared-data.js';

/** The page as `npm run build` leaves it; another build of it may be named. */
const webRoot = process.env.HUNTBOOK_WEB_ROOT ?? join(repository, 'packages/web/dist');

/** A server over a workspace, as `huntbook serve` starts it. */
export interface Site extends RunningServer {
  readonly workspace: LocalWorkspace;
}

export interface SiteOptions {
  readonly demo?: boolean;
  /** What the server sees in place of the workspace. */
  readonly seen?: (workspace: LocalWorkspace) => LocalWorkspace;
}

export async function serveSite(workspace: LocalWorkspace, options: SiteOptions = {}): Promise<Site> {
  const server = await createServer({
    workspace: options.seen?.(workspace) ?? workspace,
    port: 0,
    webRoot,
    demo: options.demo ?? false,
    log: createLog('error'),
  });
  return {
    ...server,
    workspace,
    async close() {
      await server.close();
      await workspace.close();
    },
  };
}

/** The demo company with little background; its story is the same at any size. */
export async function demoWorkspace(): Promise<LocalWorkspace> {
  const workspace = await openMemoryWorkspace();
  for (const source of demoSources({ events: 8000 })) await workspace.load(source);
  return workspace;
}

/** Rows that a query gives, straight from the workspace. */
export async function ask(workspace: LocalWorkspace, kql: string): Promise<Record<string, unknown>[]> {
  const table = await workspace.query(kql);
  const rows: Record<string, unknown>[] = [];
  for await (const row of table.rows()) rows.push(row);
  return rows;
}

/** What a page did that nobody on it asked for. */
export interface Watch {
  readonly requests: string[];
  readonly dialogs: string[];
  /** Errors of scripts and of the console, violations of the Content-Security-Policy among them. */
  readonly errors: string[];
}

export function watch(page: Page): Watch {
  const seen: Watch = { requests: [], dialogs: [], errors: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('websocket', (socket) => seen.requests.push(socket.url()));
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.errors.push(message.text());
  });
  return seen;
}

/** Requests that left the server; those for bytes that the page itself holds leave nothing. */
export function external(requests: readonly string[], site: Site): string[] {
  return requests.filter((url) => !url.startsWith(`${site.url}/`) && !/^(?:blob|data):/.test(url));
}

/** A browser context that has brought the token. */
export async function enter(
  browser: Browser,
  site: Site,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(30_000);
  const answer = await context.request.get(`${site.url}/?token=${encodeURIComponent(site.token)}`);
  if (!answer.ok()) throw new Error(`The token was not taken: ${answer.status()}`);
  return context;
}

export const patient = { timeout: 30_000 } as const;
