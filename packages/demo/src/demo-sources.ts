import type { LogSource } from '@huntbook/ingest';
import { type DemoOptions, resolveOptions } from './options.js';
import { tableSource } from './sources/table-source.js';
import { windowsSource } from './sources/windows-source.js';
import { heartbeatRows } from './tables/heartbeat.js';
import { bookmarkRows } from './tables/hunting-bookmarks.js';
import { flowRows } from './tables/network-flows.js';
import { interfaceRows } from './tables/network-interfaces.js';
import { alertRows } from './tables/security-alerts.js';
import { indicatorRows } from './tables/threat-indicators.js';
import type { ChannelKey } from './windows/record.js';
import { HOSTS, type Host } from './world/hosts.js';

/** The logs that a host sends. */
export function channelsOf(host: Host): ChannelKey[] {
  const channels: ChannelKey[] = ['security', 'system'];
  if (host.sysmon) channels.push('sysmon');
  if (host.role !== 'workstation') channels.push('powershell');
  return channels;
}

/**
 * The demo's logs, to be loaded one by one: a log per Windows channel and host, and the other tables. Reading one twice
 * gives the same rows again. Throws RangeError for options out of range.
 */
export function demoSources(options: DemoOptions = {}): readonly LogSource[] {
  const settings = resolveOptions(options);
  const { window, seed } = settings;
  return [
    ...HOSTS.flatMap((host) => channelsOf(host).map((channel) => windowsSource(settings, host, channel))),
    tableSource(settings, 'SecurityAlert', () => alertRows(window)),
    tableSource(settings, 'Heartbeat', () => heartbeatRows(window)),
    tableSource(settings, 'AzureNetworkAnalytics_CL', () => flowRows(window, seed), 'flows'),
    tableSource(settings, 'AzureNetworkAnalytics_CL', () => interfaceRows(window), 'interfaces'),
    tableSource(settings, 'HuntingBookmark', () => bookmarkRows(window)),
    tableSource(settings, 'ThreatIntelligenceIndicator', () => indicatorRows(window)),
  ];
}
