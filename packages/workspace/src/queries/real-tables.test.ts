import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryWorkspace } from '../index.js';
import type { LocalWorkspace } from '../model/workspace.js';
import type { NamedQueryArguments } from './named-queries.js';

const data = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const always = { start: '2010-01-01', end: '2030-01-01' };

const flowColumns =
  'TenantId TimeGenerated FlowStartTime FlowEndTime FlowIntervalEndTime FlowType ResourceGroup VMName VMIPAddress PublicIPs SrcIP DestIP L4Protocol L7Protocol DestPort FlowDirection AllowedOutFlows AllowedInFlows DeniedInFlows DeniedOutFlows RemoteRegion VMRegion AllExtIPs'.split(
    ' ',
  );

describe.skipIf(!existsSync(data))('queries over real tables', () => {
  const rows = (file: string) =>
    readFileSync(`${data}/sentinel/${file}`, 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Record<string, string>);
  let real: LocalWorkspace;
  beforeAll(async () => {
    real = await openMemoryWorkspace();
    const files = [
      'Heartbeat__host_hb_win',
      'AzureNetworkAnalytics_CL__az_net_if',
      'AzureNetworkAnalytics_CL__az_net_df',
      'AzureNetworkAnalytics_CL__az_net_flows',
      'SecurityAlert__alertlist',
      'SecurityAlert__alerts_list',
      'HuntingBookmark__bookmarks',
      'SecurityEvent_4688__processes_on_host_csv',
    ];
    await real.ingest(files.map((file) => `${data}/sentinel/${file}.ndjson`));
  });
  afterAll(() => real.close());
  const ask = (family: string, name: string, args: NamedQueryArguments) =>
    real.queries[family]![name]!({ ...always, ...args });

  it('find the newest heartbeat and interface of a host', async () => {
    const heartbeat = await ask('Network', 'get_heartbeat_for_host', { host_name: 'MSTICAlertsWin1' });
    expect(await heartbeat.column('ComputerIP')).toEqual(['40.76.43.124']);
    expect(await heartbeat.column('SourceComputerId')).toEqual(['263a788b-6526-4cdc-8ed9-d79402fe4aa0']);
    const addresses = await ask('AzureNetwork', 'get_ips_for_host', { host_name: 'msticalertswin1' });
    expect(
      (await (await addresses.query('project Computer, PrivateIPAddresses, PublicIPAddresses')).page()).rows,
    ).toEqual([['msticalertswin1', '10.0.3.5', '40.76.43.124']]);
    expect(await (await ask('Network', 'get_host_for_ip', { ip_address: '40.76.43.124' })).column('Computer')).toEqual([
      'msticalertswin1',
    ]);
  });

  it('give flows by address and by host in the columns of the specification', async () => {
    const wanted = rows('AzureNetworkAnalytics_CL__az_net_flows.ndjson').filter(
      (row) =>
        [row.VMIPAddress, row.SrcIP, row.DestIP].includes('10.0.3.5') &&
        Number(row.AllowedOutFlows) + Number(row.AllowedInFlows) > 0,
    );
    const byAddress = await ask('AzureNetwork', 'list_azure_network_flows_by_ip', { ip_address_list: ['10.0.3.5'] });
    expect(byAddress.columns.map((column) => column.name)).toEqual(flowColumns);
    expect(byAddress.rowCount).toBe(wanted.length);
    expect(new Set(await byAddress.column('AllExtIPs'))).toEqual(new Set(wanted.map((row) => row.AllExtIPs)));
    expect(
      (await ask('AzureNetwork', 'list_azure_network_flows_by_host', { host_name: 'msticalertswin1' })).rowCount,
    ).toBe(wanted.filter((row) => row.VMName === 'msticalertswin1').length);
    expect((await ask('AzureNetwork', 'list_azure_network_flows_by_ip', { ip_address_list: [] })).rowCount).toBe(0);
  });

  it('list alerts under either set of column names, and those related to a host', async () => {
    const alerts = await ask('SecurityAlert', 'list_alerts', {});
    expect(alerts.rowCount).toBe(189 + 25);
    const empty = await alerts.query(
      'where isempty(AlertDisplayName) or isempty(Severity) or isnull(StartTimeUtc) | count',
    );
    expect(await empty.column('Count')).toEqual([0]);
    const related = await ask('SecurityAlert', 'list_related_alerts', { host_name: 'MSTICAlertsLxVM2.some.domain' });
    const expected = [...rows('SecurityAlert__alertlist.ndjson'), ...rows('SecurityAlert__alerts_list.ndjson')].filter(
      (row) => /\bMSTICAlertsLxVM2\b/i.test(`${row.Entities} ${row.ExtendedProperties}`),
    );
    expect(related.rowCount).toBe(expected.length);
    expect(new Set(await related.column('host_match'))).toEqual(new Set([true]));
    expect((await ask('SecurityAlert', 'list_related_alerts', {})).rowCount).toBe(0);
    expect(
      (await ask('SecurityAlert', 'get_alert', { system_alert_id: '047f47d6-79b7-4502-824b-97abc4905a73' })).rowCount,
    ).toBe(1);
  });

  it('list alerts for addresses once each', async () => {
    const alerts = await ask('SecurityAlert', 'list_alerts_for_ip', { source_ip_list: '23.97.60.214, 75.10.91.22' });
    const ids = await alerts.column('SystemAlertId');
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      (await alerts.column('MatchingIps')).flat().every((ip) => ip === '23.97.60.214' || ip === '75.10.91.22'),
    ).toBe(true);
  });

  it('list bookmarks, and those that name an entity', async () => {
    expect((await ask('MSSentinel', 'list_bookmarks', {})).rowCount).toBe(
      rows('HuntingBookmark__bookmarks.ndjson').filter((row) => String(row.SoftDeleted) !== 'true').length,
    );
    const named = await ask('AzureSentinel', 'list_bookmarks_for_entity', { host_name: 'Test4VM' });
    expect(named.rowCount).toBe(
      rows('HuntingBookmark__bookmarks.ndjson').filter(
        (row) => /\bTest4VM\b/i.test(String(row.QueryResultRow)) && String(row.SoftDeleted) !== 'true',
      ).length,
    );
    expect(
      (await ask('MSSentinel', 'get_bookmark_by_id', { bookmark_id: '634e7565-a40e-4662-afe3-284c4f142352' })).rowCount,
    ).toBe(1);
    expect((await ask('MSSentinel', 'list_bookmarks_for_tags', { bookmark_tags: ['nothing'] })).rowCount).toBe(0);
  });

  it('list the processes of a host', async () => {
    const processes = rows('SecurityEvent_4688__processes_on_host_csv.ndjson');
    const table = await ask('WindowsSecurity', 'list_host_processes', { host_name: processes[0]!.Computer });
    expect(table.rowCount).toBe(processes.length);
    expect([...(await table.column('CommandLine'))].sort()).toEqual(
      processes.map((row) => row.CommandLine ?? '').sort(),
    );
  });
});
