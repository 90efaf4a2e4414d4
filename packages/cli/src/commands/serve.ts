import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../console/exit-codes.js';
import type { Io } from '../console/io.js';
import { isDemo } from '../demo-marker.js';
import { plural } from '../text/amounts.js';
import { workspaceFolder } from '../workspace-folder.js';
import { loadPaths, summaryText } from './ingest.js';
import { canOpenBrowser, openBrowser } from './open-browser.js';
import type { WorkspaceOptions } from './with-workspace.js';

export interface ServeOptions extends WorkspaceOptions {
  readonly data?: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly token?: string;
  readonly open: boolean;
  readonly verbose?: boolean;
}

/** The built web application: beside the packages in a checkout, inside this one when installed from npm. */
function webRoot(): string | undefined {
  const places = ['../../web', '../../../web/dist'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(`${place}/index.html`));
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** `huntbook serve`: serves until Ctrl-C. The address is the only line on standard output. */
export async function serve(options: ServeOptions, io: Io): Promise<number> {
  const folder = workspaceFolder(options.workspace, io);
  if (options.data) {
    const summary = await loadPaths(folder, options.data, {}, io);
    await io.err.write(summaryText(summary, io));
  }
  const [{ createWorkspace }, { createServer, createLog }] = await Promise.all([
    import('@huntbook/workspace'),
    import('@huntbook/server'),
  ]);
  const workspace = await createWorkspace(folder);
  try {
    const root = webRoot();
    const server = await createServer({
      workspace,
      port: options.port,
      host: options.host,
      demo: isDemo(folder),
      log: createLog(options.verbose ? 'debug' : 'warn'),
      ...(options.token === undefined ? {} : { token: options.token }),
      ...(root === undefined ? {} : { webRoot: root }),
    });
    try {
      const { bold, dim, yellow } = io.err.colors;
      const address = `${server.url}/?token=${encodeURIComponent(server.token)}`;
      const tables = (await workspace.tables()).filter((info) => info.rowCount > 0);
      await io.err.write(`${bold('huntbook')} serves ${folder}: ${plural(tables.length, 'table')}\n`);
      if (root === undefined) await io.err.write(`${yellow('note:')} the page is not built; only the API answers\n`);
      if (!/^(127\.|localhost$|::1$)/.test(options.host)) {
        await io.err.write(
          `${yellow('note:')} other machines can reach this server, and nothing they send is encrypted\n`,
        );
      }
      await io.out.write(`${address}\n`);
      await io.err.write(dim('Open the address above; it holds your token. Ctrl-C ends.\n'));
      if (options.open && root !== undefined && canOpenBrowser(io)) {
        // Other users of this machine can read a browser's command line; a ticket is of no use after the page is open.
        openBrowser(`${server.url}/?token=${server.issueTicket()}`);
      }
      await untilAborted(io.signal);
    } finally {
      await server.close();
    }
  } finally {
    await workspace.close();
  }
  return exitCodes.ok;
}
