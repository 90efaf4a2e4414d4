import { createLog } from '../log.js';
import { createHuntbookApp, type ServerOptions } from '../server.js';
import { type SmallTable, smallWorkspace } from './small-workspace.js';

export const testToken = 'test-token-of-this-suite';
export const testPort = 4680;
export const ownHost = `127.0.0.1:${testPort}`;

/** The application over a small workspace, and requests to it as its own page would send them. */
export async function testApp(tables: readonly SmallTable[] = [], options: Partial<ServerOptions> = {}) {
  const { workspace, remove } = await smallWorkspace(tables);
  const huntbook = await createHuntbookApp({
    workspace,
    token: testToken,
    port: testPort,
    log: createLog('silent'),
    ...options,
  });
  const raw = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    huntbook.app.request(`http://${ownHost}${path}`, { ...init, headers: { host: ownHost, ...init.headers } });
  const authorization = `Bearer ${testToken}`;
  return {
    workspace,
    app: huntbook.app,
    issueTicket: huntbook.issueTicket,
    /** Without the token. */
    raw,
    get: (path: string) => raw(path, { headers: { authorization } }),
    send: (method: string, path: string, body: unknown) =>
      raw(path, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async close() {
      await huntbook.dispose();
      await remove();
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof testApp>>;
