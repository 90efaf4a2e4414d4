import { explorers } from '@huntbook/explorers';
import type { Workspace } from '@huntbook/workspace';
import type { HomeView, WorkspaceView } from '../api/contract.js';
import { workspaceAlerts } from './alerts.js';
import { homeEntities } from './home-entities.js';
import { hostActivity } from './host-activity.js';
import { failedLogons } from './logon-failures.js';

const shownAlerts = 50;

async function computeHome(workspace: Workspace, view: WorkspaceView): Promise<HomeView> {
  const [activity, alerts, failures] = await Promise.all([
    hostActivity(workspace, view.tables),
    workspaceAlerts(workspace, view.tables),
    failedLogons(workspace, view.tables),
  ]);
  const starts = activity
    .map((host) => host.first)
    .filter(Boolean)
    .sort();
  const ends = activity
    .map((host) => host.last)
    .filter(Boolean)
    .sort();
  const start = starts[0];
  const end = ends.at(-1);
  return {
    workspace: view,
    entities: homeEntities(activity, alerts, failures, explorers),
    alerts: alerts.slice(0, shownAlerts).map(({ entities: _entities, ...alert }) => alert),
    alertCount: alerts.length,
    eventCount: activity.reduce((sum, host) => sum + host.events, 0),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}

/** The home page's content, worked out anew only when the tables have changed. */
export function homeOf(workspace: Workspace): (view: WorkspaceView) => Promise<HomeView> {
  let cached: { readonly state: string; readonly home: Promise<HomeView> } | undefined;
  return (view) => {
    const state = JSON.stringify(
      view.tables.map(({ name, rowCount, start, end, sources }) => [name, rowCount, start, end, sources]),
    );
    if (cached?.state !== state) {
      const home = computeHome(workspace, view);
      cached = { state, home };
      home.catch(() => {
        if (cached?.home === home) cached = undefined;
      });
    }
    return cached.home;
  };
}
