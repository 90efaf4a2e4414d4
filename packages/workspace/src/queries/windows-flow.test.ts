import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryWorkspace } from '../index.js';
import type { LocalWorkspace } from '../model/workspace.js';
import { batchOf, batchSource, columnsOf } from '../testing/batch-source.js';
import type { NamedQueryArguments } from './named-queries.js';

const data = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const always = { start: '2010-01-01', end: '2030-01-01' };

const logonColumns =
  'TenantId Account EventID TimeGenerated SourceComputerId Computer SubjectUserName SubjectDomainName SubjectUserSid TargetUserName TargetDomainName TargetUserSid TargetLogonId LogonProcessName LogonType LogonTypeName AuthenticationPackageName Status IpAddress WorkstationName TimeCreatedUtc'.split(
    ' ',
  );
const processColumns =
  'TenantId Account EventID TimeGenerated Computer SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName TokenElevationType ProcessId CommandLine ParentProcessName TargetLogonId SourceComputerId TimeCreatedUtc'.split(
    ' ',
  );
const flowColumns =
  'TenantId TimeGenerated FlowStartTime FlowEndTime FlowIntervalEndTime FlowType ResourceGroup VMName VMIPAddress PublicIPs SrcIP DestIP L4Protocol L7Protocol DestPort FlowDirection AllowedOutFlows AllowedInFlows DeniedInFlows DeniedOutFlows RemoteRegion VMRegion AllExtIPs'.split(
    ' ',
  );

let workspace: LocalWorkspace;
beforeAll(async () => {
  workspace = await openMemoryWorkspace();
});
afterAll(() => workspace.close());

const run = (family: string, name: string, args: NamedQueryArguments) =>
  workspace.queries[family]![name]!({ ...always, ...args });
const columnNames = async (family: string, name: string, args: NamedQueryArguments) =>
  (await run(family, name, args)).columns.map((column) => column.name);

describe('queries over what an event log fills', () => {
  const day = Date.UTC(2024, 0, 10) * 1000;
  const security = columnsOf(
    'TimeGenerated:datetime',
    'Computer',
    'EventID:int',
    'Account',
    'AccountType',
    'Activity',
    'NewProcessName',
    'NewProcessId',
    'ProcessId',
    'SubjectLogonId',
    'TargetLogonId',
    'CommandLine',
    'ServiceFileName',
    'ServiceType',
    'ServiceStartType:int',
    'EventData',
    'IpAddress',
  );
  const row = (minute: number, id: number, rest: Record<string, string | number> = {}) =>
    security.map(
      ({ name }) =>
        (
          ({
            TimeGenerated: day + minute * 60e6,
            Computer: 'WS1.corp.local',
            EventID: id,
            Account: 'CORP\\ann',
            AccountType: 'User',
            ...rest,
          }) as Record<string, string | number>
        )[name] ?? null,
    );
  const start = (minute: number, pid: string, parent: string, name: string, session = '0x5') =>
    row(minute, 4688, {
      NewProcessId: pid,
      ProcessId: parent,
      NewProcessName: `C:\\Windows\\${name}`,
      CommandLine: `${name} -x y`,
      SubjectLogonId: session,
    });

  beforeAll(async () => {
    await workspace.load(
      batchSource('security', [
        batchOf('SecurityEvent', security, [
          start(0, '0x10', '0x1', 'old.exe'),
          start(10, '0x10', '0x1', 'explorer.exe'),
          start(11, '0x20', '0x10', 'cmd.exe'),
          start(12, '0x21', '0x10', 'notepad.exe'),
          start(13, '0x30', '0x20', 'whoami.exe'),
          start(14, '0x40', '0x99', 'other.exe', '0x6'),
          row(20, 4624, { TargetLogonId: '0x5', IpAddress: '10.0.0.9' }),
          row(21, 4625, { IpAddress: '10.0.0.9' }),
          row(30, 1102, { Account: '', AccountType: '' }),
          row(31, 4720),
          row(32, 4907, { Activity: '4907 - Auditing settings on object were changed.' }),
          row(33, 5140, { Account: 'CORP\\a' }),
          row(34, 5140, { Account: 'CORP\\b' }),
          row(35, 4697, { ServiceFileName: 'C:\\evil.exe', ServiceType: '0x10', ServiceStartType: 2 }),
          row(36, 4698, {
            EventData:
              '<EventData><Data Name="SubjectUserSid"/><Data Name="TaskName">\\Evil</Data><Data Name="TaskContent">&lt;Task&gt;a &amp;amp; b&lt;/Task&gt;</Data></EventData>',
          }),
          row(37, 4688, { Computer: 'WS12', NewProcessName: 'C:\\x.exe' }),
        ]),
      ]),
    );
  });
  const host = { host_name: 'WS1' };

  it('have the columns of the specification in its order', async () => {
    for (const name of ['list_host_logons', 'list_host_logon_failures'])
      expect(await columnNames('WindowsSecurity', name, host), name).toEqual(logonColumns);
    expect(await columnNames('WindowsSecurity', 'list_all_logons_by_host', host)).toEqual([
      ...logonColumns,
      'LogonResult',
      'SourceIP',
    ]);
    expect(await columnNames('WindowsSecurity', 'list_host_processes', host)).toEqual(processColumns);
    expect(
      await columnNames('WindowsSecurity', 'list_processes_in_session', { ...host, logon_session_id: '0x5' }),
    ).toEqual([...processColumns, 'processName', 'commandlineparts', 'commandlinelen']);
    expect(await columnNames('WindowsSecurity', 'summarize_events', host)).toEqual([
      'EventID',
      'Channel',
      'Activity',
      'Account',
      'count_',
    ]);
    expect((await columnNames('WindowsSecurity', 'notable_events', host)).slice(0, 2)).toEqual(['Activity', 'Account']);
  });

  it('match a host by a whole word of its name', async () => {
    expect((await run('WindowsSecurity', 'list_host_processes', host)).rowCount).toBe(6);
    expect((await run('WindowsSecurity', 'list_host_processes', { host_name: 'WS12', host_op: '=~' })).rowCount).toBe(
      1,
    );
  });

  it('tell successful logons from failed ones, by host, session and address', async () => {
    const all = await run('WindowsSecurity', 'list_all_logons_by_host', host);
    expect(await all.column('LogonResult')).toEqual(['Success', 'Failure']);
    expect((await run('WindowsSecurity', 'get_host_logon', { ...host, logon_session_id: '0x5' })).rowCount).toBe(1);
    expect((await run('WindowsSecurity', 'list_logon_attempts_by_ip', { ip_address: '10.0.0.9' })).rowCount).toBe(2);
    expect((await run('WindowsSecurity', 'list_logons_by_account', { account_name: 'ann' })).rowCount).toBe(1);
  });

  it('take event ids as numbers or as text, and leave out the common events', async () => {
    expect(
      (await run('WindowsSecurity', 'list_host_events_by_id', { ...host, event_list: [4624, 4625] })).rowCount,
    ).toBe(2);
    expect(
      (await run('WindowsSecurity', 'list_host_events_by_id', { ...host, event_list: '4624, 1102' })).rowCount,
    ).toBe(2);
    expect(new Set(await (await run('WindowsSecurity', 'list_other_events', host)).column('EventID'))).toEqual(
      new Set([1102, 4720, 4907, 5140, 4697, 4698]),
    );
  });

  it('find what is notable: the log cleared whoever did it, and kinds of event of one account alone', async () => {
    const ids = await (await run('WindowsSecurity', 'notable_events', host)).column('EventID');
    expect([...new Set(ids)].sort()).toEqual([1102, 4697, 4698, 4907]);
    expect(await (await run('WindowsSecurity', 'account_change_events', host)).column('EventID')).toEqual([4720]);
  });

  it('name services and scheduled tasks', async () => {
    const table = await (await run('WindowsSecurity', 'schdld_tasks_and_services', host)).query(
      'project Type, Service, ServiceType, ServiceStartType, ScheduledTaskDetails',
    );
    expect((await table.page()).rows).toEqual([
      ['Service', 'C:\\evil.exe', 'Win32 Own Process', 'Automatic', ''],
      ['Scheduled Task', '\\Evil', '', '', '<Task>a &amp; b</Task>'],
    ]);
  });

  it('put a process among its parent, children and siblings; the parent is the latest bearer of its id', async () => {
    const asked = { ...host, process_name: 'cmd.exe', process_id: '0x20', logon_session_id: '0x5' };
    const tree = await run('WindowsSecurity', 'get_process_tree', asked);
    expect(tree.columns.map((column) => column.name)).toEqual([...processColumns, 'NodeRole', 'Level']);
    const rows = (await (await tree.query('project NodeRole, Level, NewProcessName | order by NodeRole asc')).page())
      .rows;
    expect(rows).toEqual([
      ['child', 1, 'C:\\Windows\\whoami.exe'],
      ['parent', 1, 'C:\\Windows\\explorer.exe'],
      ['sibling', 1, 'C:\\Windows\\notepad.exe'],
      ['source', 0, 'C:\\Windows\\cmd.exe'],
    ]);
    expect(await (await run('WindowsSecurity', 'get_parent_process', asked)).column('NewProcessName')).toEqual([
      'C:\\Windows\\explorer.exe',
    ]);
  });

  it('shape raw flows, one row for each external address, and keep those without one', async () => {
    const raw = columnsOf(
      'TimeGenerated:datetime',
      'SubType_s',
      'FlowStartTime_t:datetime',
      'FlowEndTime_t:datetime',
      'VM_s',
      'VMIP_s',
      'SrcIP_s',
      'DestIP_s',
      'FlowDirection_s',
      'PublicIPs_s',
      'DestPort_d:real',
      'AllowedOutFlows_d:real',
      'AllowedInFlows_d:real',
    );
    const flow = (...rest: (string | number)[]) => [day, 'FlowLog', day, day + 60e6, 'rg/vm1', '10.0.0.4', ...rest];
    await workspace.load(
      batchSource('flows', [
        batchOf('AzureNetworkAnalytics_CL', raw, [
          flow('', '', 'O', '13.67.143.117|1|0|0|0|0 20.1.1.1|2|0|0|0|0', 443, 3, 0),
          flow('198.51.100.7', '10.0.0.4', 'I', '', 3389, 0, 2),
          flow('', '', 'O', '', 80, 1, 0),
          flow('10.0.0.4', '203.0.113.9', 'O', '', 53, 0, 0),
          [day, 'Topology', null, null, 'rg/vm1', '10.0.0.4'],
        ]),
      ]),
    );
    const flows = await (await run('AzureNetwork', 'list_azure_network_flows_by_host', { host_name: 'vm1' })).query(
      'project VMName, ResourceGroup, FlowDirection, DestPort, AllowedOutFlows, AllExtIPs',
    );
    expect((await flows.page()).rows).toEqual([
      ['vm1', 'rg', 'O', 443, 3, '13.67.143.117'],
      ['vm1', 'rg', 'O', 443, 3, '20.1.1.1'],
      ['vm1', 'rg', 'I', 3389, 0, '198.51.100.7'],
      ['vm1', 'rg', 'O', 80, 1, ''],
    ]);
    expect((await run('AzureNetwork', 'az_net_analytics', {})).rowCount).toBe(5);
  });

  it('answer table-missing where the workspace has no such logs', async () => {
    await expect(run('Heartbeat', 'get_heartbeat_for_host', host)).rejects.toMatchObject({
      code: 'table-missing',
      subject: 'Heartbeat',
    });
  });
});

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
