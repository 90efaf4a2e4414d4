import { join } from 'node:path';
import { type Hunt, openHunt } from '@huntbook/explorers';
import { type LocalWorkspace, openMemoryWorkspace, type Row } from '@huntbook/workspace';
import { afterEach, describe, expect, it } from 'vitest';
import { dataFolder, hasSharedData } from './shared-data.js';

let workspace: LocalWorkspace | undefined;
let hunt: Hunt | undefined;

afterEach(async () => {
  await hunt?.dispose();
  await workspace?.close();
});

async function huntOn(path: string, host: string) {
  workspace = await openMemoryWorkspace();
  await workspace.ingest([join(dataFolder, path)]);
  hunt = openHunt('windows-host', { workspace, values: { host } });
  return hunt.settled();
}

async function rows(step: string, pipeline?: string): Promise<Row[]> {
  const table = hunt!.table(step, step);
  const found = pipeline ? await table.query(pipeline) : table;
  const all: Row[] = [];
  for await (const row of found.rows()) all.push(row);
  return all;
}

/** Names of the processes from the root of the tree down to one. */
async function chain(node: Row): Promise<string[]> {
  const nodes = new Map((await rows('process-tree')).map((one) => [one.NodeId, one]));
  const names: string[] = [];
  for (let at: Row | undefined = node; at; at = nodes.get(at.ParentNodeId ?? ''))
    names.unshift(String(at.Process).toLowerCase());
  return names;
}

/** Sessions of the processes that a pipeline finds among the host's, and the three rarest sessions. */
async function sessionsOf(pipeline: string): Promise<{ attack: Set<unknown>; rarest: unknown[] }> {
  const attack = new Set((await rows('process-tree', pipeline)).map((row) => row.LogonId));
  const rarest = (await rows('session-rarity')).slice(0, 3).map((row) => row.SubjectLogonId);
  return { attack, rarest };
}

describe.skipIf(!hasSharedData)('hunts on real captures', () => {
  it('Empire, started by a script: the launcher is decoded, its URL found, its chain shown', async () => {
    const view = await huntOn('otrf/empire_launcher_vbs.zip', 'WORKSTATION5');
    expect(view.steps.filter((step) => step.state === 'failed')).toEqual([]);
    const { attack, rarest } = await sessionsOf('where CommandLine has "launcher.vbs"');
    expect(rarest.some((session) => attack.has(session))).toBe(true);
    const decoded = (await rows('encoded-commands')).map((row) => String(row.decoded_string));
    expect(decoded.some((text) => text.startsWith('If($PSVERSiOnTaBlE.PSVErSIOn.MajOR -gE 3){'))).toBe(true);
    expect((await rows('indicators')).map((row) => String(row.Observable))).toContain('http://10.10.10.5');
    const [whoami] = await rows('process-tree', 'where Process =~ "whoami.exe"');
    expect(await chain(whoami!)).toEqual(['explorer.exe', 'wscript.exe', 'powershell.exe', 'whoami.exe']);
  });

  it('a Cobalt Strike simulation: service, pipes and the session that made them', async () => {
    const view = await huntOn('otrf/aptsimulator_cobaltstrike.zip', 'WORKSTATION5');
    expect(view.steps.filter((step) => step.state === 'failed')).toEqual([]);
    const { attack, rarest } = await sessionsOf(
      'where CommandLine has "CreateNamedPipe.exe" or CommandLine has "tbbd05"',
    );
    expect(attack.size).toBeGreaterThan(0);
    expect(rarest.some((session) => attack.has(session))).toBe(true);
    const services = await rows('account-changes', 'where EventID in (4697, 7045)');
    expect(services.some((row) => JSON.stringify(row).includes('tbbd05'))).toBe(true);
    const [pipe] = await rows('process-tree', 'where Process =~ "b6a1458f396.exe"');
    expect(await chain(pipe!)).toEqual(['services.exe', 'cmd.exe', 'b6a1458f396.exe']);
  });

  it('Metasploit dumping lsass: payload, rundll32 with comsvcs, and what started them', async () => {
    const view = await huntOn('otrf-large/metasploit_comsvcs_lsass_memory_dump.zip', 'PRD01');
    expect(view.steps.filter((step) => step.state === 'failed')).toEqual([]);
    const { attack, rarest } = await sessionsOf(
      'where CommandLine has "payload.exe" or Process =~ "payload.exe" or CommandLine has "comsvcs"',
    );
    expect(attack.size).toBeGreaterThan(0);
    expect(rarest.some((session) => attack.has(session))).toBe(true);
    const [dump] = await rows(
      'process-tree',
      'where CommandLine has "MiniDump" and CommandLine has "comsvcs" | top 1 by TimeGenerated asc',
    );
    expect((await chain(dump!)).length).toBeGreaterThanOrEqual(2);
    expect((await rows('account-changes')).some((row) => JSON.stringify(row).includes('qfhaer'))).toBe(true);
  });

  it.each([false, true])(
    'the sample of the original notebook: its rarity and clusters (parity: %s)',
    async (parity) => {
      workspace = await openMemoryWorkspace();
      await workspace.ingest([join(dataFolder, 'csv/processes_on_host.csv')], { table: 'SecurityEvent' });
      await workspace.ingest([join(dataFolder, 'sentinel/SecurityEvent_4624__host_logons_csv.ndjson')]);
      hunt = openHunt('windows-host', { workspace, values: { host: 'MSTICAlertsWin1' }, parity });
      await hunt.settled();
      const sessions = await rows('session-rarity');
      expect(sessions.map((row) => [row.SubjectUserName, row.SubjectLogonId, row.ProcessCount])).toEqual([
        ['MSTICAdmin', '0xfaac27', 160],
        ['MSTICAlertsWin1$', '0x3e7', 203],
      ]);
      expect(Number(sessions[0]?.Rarity)).toBeCloseTo(0.6188, 3);
      expect(Number(sessions[1]?.Rarity)).toBeCloseTo(0.1133, 3);
      const clusters = (await rows('logon-clusters')).map((row) => Number(row.ClusterSize));
      expect(clusters.sort((a, b) => a - b)).toEqual([1, 2, 11]);
    },
  );
});
