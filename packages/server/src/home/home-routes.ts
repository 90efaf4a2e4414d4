import { Hono } from 'hono';
import type { WorkspaceView } from '../api/contract.js';
import { isLocal, type ServerContext } from '../context.js';
import { answer } from '../edge/answer.js';
import { version } from '../version.js';
import { homeOf } from './home.js';

async function workspaceView({ workspace, demo }: ServerContext): Promise<WorkspaceView> {
  const { engine, name } = workspace;
  return {
    name,
    engine,
    ...(isLocal(workspace) ? { path: workspace.path } : {}),
    tables: await workspace.tables(),
    canIngest: isLocal(workspace),
    isDemo: demo,
    version,
  };
}

export function homeRoutes(context: ServerContext): Hono {
  const home = homeOf(context.workspace);
  const app = new Hono();
  app.get('/workspace', async (c) => answer(c, await workspaceView(context)));
  app.get('/home', async (c) => answer(c, await home(await workspaceView(context))));
  return app;
}
