import { explorers } from '@huntbook/explorers';
import type { Workspace } from '@huntbook/workspace';
import type { HomeView, WorkspaceView } from '../api/contract.js';
import { workspaceAlerts } from './alerts.js';
import { homeEntities } from './home-entities.js';
import { hostActivity } from './host-activity.js';
import { logonTallies } from './logon-tallies.js';

const shownAlerts = 50;

async function computeHome(workspace: Workspace, view: WorkspaceView): Promise<HomeView> {
  const activity = hostActivity(workspace, view.tables);
  const alerts = await workspaceAlerts(workspace, view.tables);
  const named = {
    accounts: [...new Set(alerts.flatMap((alert) => alert.entities.accounts))],
    ips: [...new Set(alerts.flatMap((alert) => alert.entities.ips))],
  };
  const [hosts, logons] = await Promise.all([activity, logonTallies(workspace, view.tables, named)]);
  const starts = hosts
    .map((host) => host.first)
    .filter(Boolean)
    .sort();
  const ends = hosts
    .map((host) => host.last)
    .filter(Boolean)
    .sort();
  const start = starts[0];
  const end = ends.at(-1);
  return {
    workspace: view,
    entities: homeEntities(hosts, alerts, logons, explorers),
    alerts: alerts.slice(0, shownAlerts).map(({ entities: _entities, ...alert }) => alert),
    alertCount: alerts.length,
    eventCount: hosts.reduce((sum, host) => sum + host.events, 0),
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
