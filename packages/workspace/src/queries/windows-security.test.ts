import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryWorkspace } from '../index.js';
import type { LocalWorkspace } from '../model/workspace.js';
import { batchOf, batchSource, columnsOf } from '../testing/batch-source.js';
import type { NamedQueryArguments } from './named-queries.js';

const always = { start: '2010-01-01', end: '2030-01-01' };

const logonColumns =
  'TenantId Account EventID TimeGenerated SourceComputerId Computer SubjectUserName SubjectDomainName SubjectUserSid TargetUserName TargetDomainName TargetUserSid TargetLogonId LogonProcessName LogonType LogonTypeName AuthenticationPackageName Status IpAddress WorkstationName TimeCreatedUtc'.split(
    ' ',
  );
const processColumns =
  'TenantId Account EventID TimeGenerated Computer SubjectUserSid SubjectUserName SubjectDomainName SubjectLogonId NewProcessId NewProcessName TokenElevationType ProcessId CommandLine ParentProcessName TargetLogonId SourceComputerId TimeCreatedUtc'.split(
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
