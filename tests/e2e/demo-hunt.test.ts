import { demoSources, demoStory } from '@huntbook/demo';
import { type Hunt, type HuntView, openHunt, type StepView } from '@huntbook/explorers';
import { type LocalWorkspace, openMemoryWorkspace, type Row } from '@huntbook/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The story is told on one server; the hunt is opened with nothing but its name.
const story = demoStory();
const { victim, logonId, attackerIp, controlIp, controlDomain, implantPath } = story.facts;

let workspace: LocalWorkspace;
let hunt: Hunt;
let view: HuntView;

beforeAll(async () => {
  workspace = await openMemoryWorkspace();
  for (const source of demoSources()) await workspace.load(source);
  hunt = openHunt('windows-host', { workspace, values: { host: victim } });
  view = await hunt.settled();
});

afterAll(async () => {
  await hunt?.dispose();
  await workspace?.close();
});

const step = (id: string): StepView => view.steps.find((one) => one.id === id)!;

/** Rows of a step's table, all or those that a pipeline leaves. */
async function rows(id: string, pipeline?: string, table = id): Promise<Row[]> {
  const source = hunt.table(id, table);
  const found = pipeline ? await source.query(pipeline) : source;
  const all: Row[] = [];
  for await (const row of found.rows()) all.push(row);
  return all;
}

describe('the hunt on the demo company', () => {
  it('runs every step without a failure', () => {
    expect(
      view.steps.filter((one) => !['ok', 'empty'].includes(one.state)).map((one) => [one.id, one.finding]),
    ).toEqual([]);
  });

  it('shows the alerts of every stage that has one on this host', async () => {
    const names = new Set((await rows('related-alerts')).map((row) => row.AlertName));
    for (const stage of story.stages.filter((one) => one.host === victim)) {
      for (const alert of stage.alerts) expect(names, stage.id).toContain(alert);
    }
  });

  it('password guessing: failures from outside, and the account that gave way', async () => {
    const failures = await rows('failed-logons', `where IpAddress == "${attackerIp}"`);
    expect(failures.length).toBeGreaterThanOrEqual(312);
    const [guessed] = await rows(
      'failed-and-successful-logons',
      'where Account endswith "svc_deploy"',
      'accounts-with-both',
    );
    expect(Number(guessed?.FailuresBeforeSuccess)).toBeGreaterThanOrEqual(10);
    expect(step('failed-and-successful-logons').tone).toBe('bad');
  });

  it('external logon: the remote desktop logon of the same address', async () => {
    const [logon] = await rows('logons', `where IpAddress == "${attackerIp}" and LogonType == 10`);
    expect(logon).toMatchObject({ TargetLogonId: logonId, LogonTypeDesc: 'RemoteInteractive' });
  });

  it('the session of the intruder is among the three rarest, with the commands of the discovery', async () => {
    const ranked = await rows('session-rarity');
    expect(ranked.slice(0, 3).map((row) => row.SubjectLogonId)).toContain(logonId);
    const commands = (await rows('rare-sessions', `where SubjectLogonId == "${logonId}"`)).map(
      (row) => row.CommandLine,
    );
    expect(commands).toContain('whoami  /all');
    expect(commands).toContain('nltest  /dclist:quillmere.example');
  });

  it('the logon session is paired with its end', async () => {
    const [session] = await rows('logon-sessions', `where LogonId == "${logonId}"`);
    expect(session).toMatchObject({ IpAddress: attackerIp, State: 'closed' });
  });

  it('encoded PowerShell: both launchers are read to their innermost script', async () => {
    const decoded = (await rows('encoded-commands')).map((row) => String(row.decoded_string));
    expect(decoded).toContain(story.facts.innerScript);
    expect(decoded).toContain(story.facts.compressedScript);
    expect(Math.max(...(await rows('encoded-commands')).map((row) => Number(row.layer)))).toBeGreaterThanOrEqual(2);
    const observables = (await rows('indicators')).map((row) => row.Observable);
    const stage = story.stages.find((one) => one.id === 'encoded-powershell');
    for (const indicator of stage?.indicators.filter((one) => !/^[0-9a-f]{64}$/.test(one)) ?? []) {
      expect(observables).toContain(indicator);
    }
  });

  it('scheduled task, service and new administrator: the changes of accounts, tasks and services', async () => {
    const changes = await rows('account-changes');
    const ids = new Set(changes.map((row) => row.EventID));
    for (const id of [4698, 4697, 7045, 4720, 4732]) expect(ids).toContain(id);
    expect(changes.some((row) => JSON.stringify(row).includes('helpdesk2'))).toBe(true);
    expect(changes.some((row) => JSON.stringify(row).includes('PrintPrepSvc'))).toBe(true);
  });

  it('credential dumping and lateral movement: the commands stand in the tree under what started them', async () => {
    const dump = await rows(
      'process-tree',
      'where Process =~ "rundll32.exe" and CommandLine has "comsvcs.dll" and CommandLine has "MiniDump"',
    );
    expect(dump).toHaveLength(1);
    const chain = await ancestors(dump[0]!);
    expect(chain).toContain('spoolprep.exe');
    const wmi = await rows('process-tree', `where Process =~ "WMIC.exe" and LogonId == "${logonId}"`);
    expect(wmi.length).toBeGreaterThanOrEqual(1);
  });

  it('log clearing: the cleared log is called out', async () => {
    expect(step('security-events').finding).toContain('audit log was cleared');
    expect((await rows('account-changes')).some((row) => row.EventID === 1102)).toBe(true);
  });

  it('beaconing: the regular traffic to the control server', async () => {
    const regular = await rows('flow-summary', 'where Regular == true and FlowDirection == "O"');
    expect(regular.map((row) => row.dest)).toContain(controlIp);
    expect((await rows('indicators')).map((row) => row.Observable)).toContain(controlDomain);
  });

  it('the implant runs as the system, far from where programs belong', async () => {
    const implant = await rows('process-tree', `where ProcessPath =~ @"${implantPath}"`);
    expect(implant.length).toBeGreaterThan(0);
  });
});

async function ancestors(row: Row): Promise<string[]> {
  const nodes = new Map((await rows('process-tree')).map((node) => [node.NodeId, node]));
  const chain: string[] = [];
  for (let at = nodes.get(row.ParentNodeId ?? ''); at; at = nodes.get(at.ParentNodeId ?? ''))
    chain.push(String(at.Process));
  return chain;
}
