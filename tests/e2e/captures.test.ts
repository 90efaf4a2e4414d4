import { join } from 'node:path';
import { type LocalWorkspace, openMemoryWorkspace } from '@huntbook/workspace';
import { afterEach, describe, expect, it } from 'vitest';
import { dataFolder, hasSharedData, truth } from './shared-data.js';

/** Windows captures; the Linux and cloud ones belong to other readers. */
const windowsCaptures = Object.entries(truth.otrf).filter(([, capture]) =>
  Object.keys(capture.format ?? {}).some((format) => /flat|winlogbeat|SecurityEvent|WindowsEvent/.test(format)),
);

let workspace: LocalWorkspace | undefined;
afterEach(async () => {
  await workspace?.close();
  workspace = undefined;
});

async function load(path: string): Promise<LocalWorkspace> {
  workspace = await openMemoryWorkspace();
  await workspace.ingest([join(dataFolder, path)]);
  return workspace;
}

/** Rows of a query as arrays; none where the table does not exist, as in a capture without Security events. */
async function ask(from: LocalWorkspace, query: string): Promise<(string | number)[][]> {
  const table = /^\w+/.exec(query)?.[0];
  if (!(await from.tables()).some((info) => info.name === table)) return [];
  const page = await (await from.query(query)).page({ limit: 10_000 });
  return page.rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : String(cell))));
}

const count = async (from: LocalWorkspace, query: string): Promise<number> =>
  Number((await ask(from, `${query} | count`))[0]?.[0] ?? 0);

/** The command line holds -enc or one of its short forms, and base64 of UTF-16 text. */
const encoded = (line: string) =>
  `extend Encoded = extract(@"(?i)[-/]e(?:c|n|nc|nco|ncod|ncode|ncoded|ncodedc\\w*)?\\s+[""']?([A-Za-z0-9+/]{16,}={0,2})", 1, tostring(${line}))
| where isnotempty(Encoded) and array_length(base64_decode_toarray(Encoded)) > 0
| where tolong(base64_decode_toarray(Encoded)[1]) == 0 and tolong(base64_decode_toarray(Encoded)[3]) == 0`;

const powershell = 'where Channel has "PowerShell" and EventID == 4104';
const sysmon = 'where Channel has "Sysmon"';
/** Windows events by channel and id, from whichever table the capture fills. */
const sorted = (rows: (string | number)[][]) => rows.map((row) => row.join('|')).sort();

describe.skipIf(!hasSharedData)('KQL counts on the Windows captures equal the facts', () => {
  it.each(windowsCaptures)('%s', async (path, capture) => {
    const logs = await load(path);
    expect(await count(logs, 'SecurityEvent | where EventID == 4688')).toBe(capture.processes4688?.total ?? 0);
    expect(await count(logs, `WindowsEvent | ${sysmon} and EventID == 1`)).toBe(capture.processesSysmon1?.total ?? 0);
    expect(await count(logs, 'SecurityEvent | where EventID == 4625')).toBe(capture.failedLogons4625?.total ?? 0);
    expect(await count(logs, `WindowsEvent | ${powershell}`)).toBe(capture.powershell4104?.events ?? 0);
    const logons = await ask(
      logs,
      'SecurityEvent | where EventID == 4624 | summarize Logons = count() by LogonType, Account = strcat(TargetDomainName, "\\\\", TargetUserName)',
    );
    const expected = capture.logons4624?.byTypeAndAccount ?? [];
    expect(sorted(logons)).toEqual(
      expected.map((logon) => `${logon.logonType}|${logon.account}|${logon.count}`).sort(),
    );
    expect(await count(logs, `SecurityEvent | where EventID == 4688 | ${encoded('CommandLine')}`)).toBe(
      capture.encodedPowerShell?.byEvent['4688'] ?? 0,
    );
    expect(await count(logs, `WindowsEvent | ${sysmon} and EventID == 1 | ${encoded('EventData.CommandLine')}`)).toBe(
      capture.encodedPowerShell?.byEvent['Sysmon 1'] ?? 0,
    );
    const services = [
      ...(await ask(
        logs,
        'SecurityEvent | where EventID == 4697 | project tostring(EventID), Computer, ServiceName, ServiceFileName',
      )),
      ...(await ask(
        logs,
        'WindowsEvent | where EventID == 7045 | project tostring(EventID), Computer, tostring(EventData.ServiceName), tostring(EventData.ImagePath)',
      )),
    ];
    expect(sorted(services)).toEqual((capture.serviceInstalls ?? []).map((service) => service.join('|')).sort());
  });
});

describe.skipIf(!hasSharedData)('KQL counts on the event log files equal the facts', () => {
  it.each(Object.entries(truth.evtx))('%s', async (path, file) => {
    const logs = await load(path);
    expect(await count(logs, 'WindowsEvent')).toBe(file.records);
    const events = new Map(
      (await ask(logs, 'WindowsEvent | summarize Events = count() by Channel, EventID')).map(([channel, id, count]) => [
        `${channel}|${id}`,
        Number(count),
      ]),
    );
    const facts = Object.entries(file.events);
    const counted = facts.reduce((sum, [, count]) => sum + count, 0);
    // Of one file the facts lack three records that the reader they were counted with could not read.
    if (counted === file.records) expect(events).toEqual(new Map(facts));
    else for (const [event, count] of facts) expect(events.get(event) ?? 0, event).toBeGreaterThanOrEqual(count);
    const security = Object.entries(file.events).filter(([event]) => event.startsWith('Security|'));
    expect(await count(logs, 'SecurityEvent')).toBe(security.reduce((sum, [, events]) => sum + events, 0));
    const logons = await ask(
      logs,
      `SecurityEvent | where EventID in (4624, 4625)
| summarize Logons = count() by EventID, Type = strcat("type ", LogonType), Account = strcat(TargetDomainName, "\\\\", TargetUserName)`,
    );
    for (const [logon, logonCount] of Object.entries(file.logonsTop ?? {})) {
      expect(sorted(logons)).toContain(`${logon}|${logonCount}`);
    }
  });
});
