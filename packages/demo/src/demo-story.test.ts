import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoStory } from './demo-story.js';
import type { Evidence } from './story/model.js';
import { type LoadedSource, readSources, rowsOf, type TestRow } from './testing.js';

const story = demoStory();

function cells(row: TestRow): TestRow {
  return { ...row, ...(JSON.parse(row.EventData as string) as TestRow) };
}

function matches(row: TestRow, evidence: Evidence): boolean {
  if (evidence.eventId !== undefined && row.EventID !== evidence.eventId) return false;
  if (evidence.computer !== undefined && row.Computer !== evidence.computer) return false;
  const full = evidence.table === 'WindowsEvent' ? cells(row) : row;
  for (const [name, value] of Object.entries(evidence.values)) if (String(full[name]) !== value) return false;
  for (const [name, part] of Object.entries(evidence.contains ?? {})) {
    if (typeof full[name] !== 'string' || !full[name].includes(part)) return false;
  }
  return true;
}

describe('the story', () => {
  let loaded: LoadedSource[];
  const byTable = new Map<string, TestRow[]>();

  beforeAll(async () => {
    loaded = await readSources({ events: 30_000 });
    for (const { table } of story.stages.flatMap((stage) => stage.evidence)) {
      if (!byTable.has(table)) byTable.set(table, [...rowsOf(loaded, table)]);
    }
    byTable.set('SecurityAlert', [...rowsOf(loaded, 'SecurityAlert')]);
  }, 120_000);

  it('has eleven stages in the order in which they begin', () => {
    expect(story.stages.map((stage) => stage.id)).toEqual([
      'password-guessing',
      'external-logon',
      'discovery',
      'encoded-powershell',
      'scheduled-task',
      'service',
      'credential-dumping',
      'lateral-movement',
      'new-administrator',
      'log-clearing',
      'beaconing',
    ]);
    for (const stage of story.stages) expect(stage.start <= stage.end, stage.id).toBe(true);
  });

  for (const stage of story.stages) {
    it(`left its evidence: ${stage.title}`, () => {
      expect(stage.evidence.length).toBeGreaterThan(1);
      for (const evidence of stage.evidence) {
        const found = byTable.get(evidence.table)!.filter((row) => matches(row, evidence));
        expect(found.length, `${evidence.about}: ${JSON.stringify(evidence)}`).toBeGreaterThanOrEqual(evidence.atLeast);
      }
      for (const name of stage.alerts) {
        const alerts = byTable.get('SecurityAlert')!.filter((row) => row.AlertName === name);
        expect(alerts.length, name).toBe(1);
        const host = stage.host.split('.')[0]!;
        expect(alerts[0]!.Entities).toContain(`"HostName": "${host}"`);
      }
    });
  }

  it('is the same whatever the seed and the size', async () => {
    const pick = (sources: LoadedSource[]) =>
      [...rowsOf(sources, 'SecurityEvent')]
        .filter((row) => row.SubjectLogonId === story.facts.logonId || row.IpAddress === story.facts.attackerIp)
        .map((row) => [row.TimeGenerated, row.EventID, row.CommandLine, row.NewProcessId, row.ProcessId]);
    const small = pick(await readSources({ events: 5_000, seed: 7 }, /web01\/Security/));
    const large = pick(await readSources({ events: 120_000, seed: 8 }, /web01\/Security/));
    expect(small.length).toBeGreaterThan(340);
    expect(large).toEqual(small);
  });

  it('hides its scripts in layers that unpack', () => {
    const commands = [...rowsOf(loaded, 'SecurityEvent')]
      .filter((row) => row.SubjectLogonId === story.facts.logonId && /-Enc /.test(String(row.CommandLine)))
      .map((row) => String(row.CommandLine).split('-Enc ')[1]!);
    expect(commands.length).toBe(2);
    const outer = commands.map((text) => Buffer.from(text, 'base64').toString('utf16le'));
    expect(outer[0]).toBe(story.facts.outerScript);
    const inner = outer.map((text) => Buffer.from(/'([A-Za-z0-9+/=]{60,})'/.exec(text)![1]!, 'base64'));
    expect(inner[0]!.toString('utf8')).toBe(story.facts.innerScript);
    expect(inner[0]!.toString('utf8')).toContain('https://cdn.brindlefoss.example.net/updates/stage2.bin');
    expect(inner[0]!.toString('utf8')).toContain(story.facts.controlIp);
    expect(gunzipSync(inner[1]!).toString('utf8')).toBe(story.facts.compressedScript);
    expect(story.facts.compressedScript).toContain('http://198.51.100.77/api/v2/checkin');
  });

  it('calls home every five minutes', () => {
    const calls = [...rowsOf(loaded, 'WindowsEvent')]
      .filter((row) => row.EventID === 3 && cells(row).Image === story.facts.implantPath)
      .map((row) => row.TimeGenerated as number);
    const gaps = calls.slice(1).map((time, n) => (time - calls[n]!) / 1_000_000);
    expect(calls.length).toBeGreaterThan(400);
    expect(Math.min(...gaps)).toBeGreaterThan(285);
    expect(Math.max(...gaps)).toBeLessThan(315);
  });

  it('points from its alerts to the processes and accounts of the logs', () => {
    const alert = byTable.get('SecurityAlert')!.find((row) => row.AlertName === 'PowerShell with an encoded command')!;
    const entities = JSON.parse(String(alert.Entities)) as Record<string, unknown>[];
    const byId = new Map(entities.map((entity) => [entity.$id, entity]));
    const process = entities.find((entity) => entity.Type === 'process' && entity.CommandLine !== undefined)!;
    const at = (name: string) => byId.get((process[name] as { $ref: string }).$ref)!;
    expect(at('Host')).toMatchObject({ HostName: 'WEB01' });
    expect(at('Account')).toMatchObject({ Name: 'svc_deploy', NTDomain: 'QUILLMERE' });
    expect(at('ImageFile')).toMatchObject({ Name: 'powershell.exe' });
    const row = byTable
      .get('SecurityEvent')!
      .find((event) => event.EventID === 4688 && event.CommandLine === process.CommandLine)!;
    expect(row.NewProcessId).toBe(process.ProcessId);
  });

  it('names its indicators among others', () => {
    const rows = byTable.get('ThreatIntelligenceIndicator')!;
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.some((row) => row.DomainName === story.facts.controlDomain)).toBe(true);
    expect(rows.some((row) => row.FileHashValue === story.facts.implantSha256)).toBe(true);
  });
});
