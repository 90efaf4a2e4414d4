import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpus, truth } from '../testing/corpus.js';
import { countBy, type ReadResult, type Row, readAll } from '../testing/read-all.js';

interface CaptureTruth {
  readonly rows?: number;
  readonly format?: Record<string, number>;
  readonly events?: Record<string, number>;
  readonly hosts?: Record<string, number>;
  readonly sysmon1UtcTime?: readonly [string, string];
  readonly processes4688?: { readonly total: number };
  readonly logons4624?: {
    readonly byTypeAndAccount: readonly { logonType: string; account: string; count: number }[];
    readonly byIp: Record<string, number>;
  };
  readonly failedLogons4625?: {
    readonly rows: readonly {
      logonType: string;
      account: string;
      status: string;
      subStatus: string;
      ip: string;
      count: number;
    }[];
  };
  readonly powershell4104?: { readonly events: number; readonly distinctScriptBlocks: number };
  readonly sysmon3?: { readonly distinctDestinations: number };
  readonly serviceInstalls?: readonly (readonly [id: string, host: string, name: string, path: string])[];
  readonly commandLineContains?: readonly { text: string; event: string; count: number }[];
}

const captures = Object.entries(truth<CaptureTruth>('otrf')).filter(([, facts]) =>
  Object.keys(facts.format ?? {}).some((format) => format.startsWith('flat') || format.startsWith('winlogbeat')),
);

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

function data(row: Row): Record<string, string> {
  return JSON.parse(String(row.EventData)) as Record<string, string>;
}

/** Channel and id, the channel in one case: captures vary it. */
function sumByLowerCase(events: Record<string, number>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [key, count] of Object.entries(events)) sums[key.toLowerCase()] = (sums[key.toLowerCase()] ?? 0) + count;
  return sums;
}

function commandLines(read: ReadResult, event: string): string[] {
  if (event === '4688') {
    return read
      .rows('SecurityEvent')
      .filter((row) => row.EventID === 4688)
      .map((row) => String(row.CommandLine));
  }
  return read
    .rows('WindowsEvent')
    .filter((row) => row.Channel === SYSMON && row.EventID === 1)
    .map((row) => data(row).CommandLine ?? '');
}

describe.skipIf(captures.length === 0)('attack captures give what was counted in them', () => {
  test.each(captures)('%s', async (name, facts) => {
    const read = await readAll([join(corpus, name)]);
    const windows = read.rows('WindowsEvent');
    const security = read.rows('SecurityEvent');
    const only = (id: number) => security.filter((row) => row.EventID === id);

    expect(windows).toHaveLength(facts.rows ?? -1);
    expect(read.sources.map((source) => source.report.skipped)).toEqual([0]);
    expect(countBy(windows, (row) => `${row.Channel}|${row.EventID}`.toLowerCase())).toEqual(
      sumByLowerCase(facts.events ?? {}),
    );
    expect(countBy(windows, (row) => String(row.Computer))).toEqual(facts.hosts);
    expect(security).toHaveLength(windows.filter((row) => row.Channel === 'Security').length);
    expect(only(4688)).toHaveLength(facts.processes4688?.total ?? 0);

    const logons = countBy(only(4624), (row) => `${row.LogonType}|${row.Account}`);
    expect(logons).toEqual(
      Object.fromEntries(
        (facts.logons4624?.byTypeAndAccount ?? []).map((fact) => [`${fact.logonType}|${fact.account}`, fact.count]),
      ),
    );
    expect(countBy(only(4624), (row) => String(row.IpAddress || '-'))).toEqual(facts.logons4624?.byIp ?? {});
    expect(
      countBy(only(4625), (row) =>
        [row.LogonType, row.Account, row.Status, row.SubStatus, row.IpAddress].map(String).join('|'),
      ),
    ).toEqual(
      Object.fromEntries(
        (facts.failedLogons4625?.rows ?? []).map((fact) => [
          [fact.logonType, fact.account, fact.status, fact.subStatus, fact.ip].join('|'),
          fact.count,
        ]),
      ),
    );

    const scripts = windows.filter((row) => String(row.Channel).includes('PowerShell') && row.EventID === 4104);
    expect(scripts).toHaveLength(facts.powershell4104?.events ?? 0);
    expect(new Set(scripts.map((row) => data(row).ScriptBlockId)).size).toBe(
      facts.powershell4104?.distinctScriptBlocks ?? 0,
    );

    const connections = windows.filter((row) => row.Channel === SYSMON && row.EventID === 3);
    expect(new Set(connections.map((row) => `${data(row).DestinationIp}:${data(row).DestinationPort}`)).size).toBe(
      facts.sysmon3?.distinctDestinations ?? 0,
    );

    const installs = windows
      .filter((row) => row.EventID === 7045 || (row.EventID === 4697 && row.Channel === 'Security'))
      .map((row) => {
        const { ServiceName, ImagePath, ServiceFileName } = data(row);
        return [String(row.EventID), row.Computer, ServiceName, (ImagePath ?? ServiceFileName ?? '').slice(0, 160)];
      });
    expect(installs.slice(0, 10)).toEqual(facts.serviceInstalls ?? []);

    for (const { text, event, count } of facts.commandLineContains ?? []) {
      const lines = commandLines(read, event).filter((line) => line.toLowerCase().includes(text.toLowerCase()));
      expect(lines, `${text} in ${event}`).toHaveLength(count);
    }

    const starts = windows
      .filter((row) => row.Channel === SYSMON && row.EventID === 1)
      .map((row) => Number(row.TimeGenerated));
    if (facts.sysmon1UtcTime !== undefined) {
      const span = facts.sysmon1UtcTime.map((text) => Date.parse(`${text.replace(' ', 'T')}Z`) * 1000);
      expect([Math.min(...starts), Math.max(...starts)]).toEqual(span);
    }
  });

  test.each(captures)('%s: other events stand in time with those of Sysmon', async (name, facts) => {
    if (facts.sysmon1UtcTime === undefined) return;
    const read = await readAll([join(corpus, name)]);
    const sysmon = read
      .rows('WindowsEvent')
      .filter((row) => row.Channel === SYSMON && row.EventID === 1)
      .map((row) => ({ time: Number(row.TimeGenerated), pid: Number(data(row).ProcessId), image: data(row).Image }));
    const started = read.rows('SecurityEvent').filter((row) => row.EventID === 4688);
    const pairs = started.flatMap((row) => {
      const twins = sysmon.filter(
        (start) =>
          start.pid === Number(row.NewProcessId) &&
          start.image?.toLowerCase() === String(row.NewProcessName).toLowerCase(),
      );
      return twins.map((twin) => Math.abs(twin.time - Number(row.TimeGenerated)) / 1e6);
    });
    // One capture has lost the process ids of its Sysmon events.
    const comparable = started.length > 0 && sysmon.some((start) => start.pid > 0);
    if (comparable && sysmon.length >= started.length) expect(pairs.length).toBeGreaterThan(0);
    const furthest = Math.max(0, ...pairs);
    expect(furthest, 'seconds between 4688 and Sysmon 1 of the same process').toBeLessThan(120);
  });
});
