import type { ExplorerInfo } from '@huntbook/explorers';
import type { HomeEntity } from '../api/contract.js';
import type { WorkspaceAlert } from './alerts.js';
import type { HostActivity } from './host-activity.js';
import type { LogonTally } from './logon-tallies.js';

const severities = ['informational', 'low', 'medium', 'high'];
const rank = (severity: string | undefined) => severities.indexOf((severity ?? '').toLowerCase());

/** Hosts beyond these are reached by name. */
const maxHosts = 200;
const maxOthers = 25;

interface Tally {
  /** As first met. */
  readonly name: string;
  alerts: number;
  severity: string | undefined;
}

/** Alerts by lower-case name; a host is found by its full name and by its first label. */
function tally(
  alerts: readonly WorkspaceAlert[],
  namesOf: (alert: WorkspaceAlert) => readonly string[],
): Map<string, Tally> {
  const found = new Map<string, Tally>();
  for (const alert of alerts) {
    for (const [key, name] of new Map(namesOf(alert).map((each) => [each.toLowerCase(), each]))) {
      const entry = found.get(key) ?? { name, alerts: 0, severity: undefined };
      entry.alerts += 1;
      if (rank(alert.severity) > rank(entry.severity)) entry.severity = alert.severity;
      found.set(key, entry);
    }
  }
  return found;
}

const firstLabel = (host: string) => (/^[\d.]+$/.test(host) ? host : (host.split('.')[0] ?? host));

function worstFirst(a: HomeEntity, b: HomeEntity): number {
  return (
    rank(b.highestSeverity) - rank(a.highestSeverity) ||
    b.alerts - a.alerts ||
    b.failedLogons - a.failedLogons ||
    b.events - a.events ||
    (a.name < b.name ? -1 : 1)
  );
}

function entityOf(
  entity: HomeEntity['entity'],
  name: string,
  seen: { events: number; failedLogons: number; first: string; last: string } | undefined,
  alerts: Tally | undefined,
  explorer: ExplorerInfo | undefined,
): HomeEntity {
  return {
    entity,
    name,
    ...(explorer ? { explorer: explorer.id } : {}),
    events: seen?.events ?? 0,
    alerts: alerts?.alerts ?? 0,
    ...(alerts?.severity ? { highestSeverity: alerts.severity } : {}),
    failedLogons: seen?.failedLogons ?? 0,
    ...(seen?.first ? { firstSeen: seen.first } : {}),
    ...(seen?.last ? { lastSeen: seen.last } : {}),
  };
}

function others(
  entity: 'account' | 'ip',
  logons: readonly LogonTally[],
  alerted: Map<string, Tally>,
  explorer: ExplorerInfo | undefined,
): HomeEntity[] {
  const byName = new Map(logons.map((each) => [each.name.toLowerCase(), each]));
  const names = new Map([...alerted].map(([key, { name }]) => [key, name]));
  for (const { name } of logons) names.set(name.toLowerCase(), name);
  return [...names]
    .map(([key, name]) => {
      const seen = byName.get(key);
      return entityOf(entity, name, seen && { ...seen, failedLogons: seen.failed }, alerted.get(key), explorer);
    })
    .sort(worstFirst)
    .slice(0, maxOthers);
}

/** The entities of the workspace, worst first: by severity of their alerts, number of alerts, failed logons, events. */
export function homeEntities(
  activity: readonly HostActivity[],
  alerts: readonly WorkspaceAlert[],
  logons: { readonly accounts: readonly LogonTally[]; readonly ips: readonly LogonTally[] },
  explorers: readonly ExplorerInfo[],
): HomeEntity[] {
  const explorerOf = (id: string, entity: ExplorerInfo['entity']) =>
    explorers.find((explorer) => explorer.id === id && explorer.entity === entity);
  const hostAlerts = tally(alerts, (alert) =>
    [...alert.entities.hosts, alert.entity].filter(Boolean).flatMap((host) => [host, firstLabel(host)]),
  );
  const hosts = activity
    .filter((host) => host.host !== '')
    .map((host) => {
      const key = host.host.toLowerCase();
      const alerted = hostAlerts.get(key) ?? hostAlerts.get(firstLabel(key));
      return entityOf(
        'host',
        host.host,
        host,
        alerted,
        explorerOf(host.windows ? 'windows-host' : 'linux-host', 'host'),
      );
    })
    .sort(worstFirst)
    .slice(0, maxHosts);
  const accountAlerts = tally(alerts, (alert) => alert.entities.accounts);
  const ipAlerts = tally(alerts, (alert) => alert.entities.ips);
  return [
    ...hosts,
    ...others('account', logons.accounts, accountAlerts, explorerOf('account', 'account')),
    ...others('ip', logons.ips, ipAlerts, explorerOf('ip', 'ip')),
  ];
}
