import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWorkspace } from '../testing/demo-workspace.js';
import { runCommand } from '../testing/run-command.js';

interface Outcome {
  readonly explorer: string;
  readonly values: Record<string, unknown>;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly finding: string;
    readonly inputs: Record<string, unknown>;
    readonly tables: Record<string, { columns: { name: string; type: string }[]; rowCount: number; rows: unknown[][] }>;
  }[];
}

describe('hunt', { timeout: 90_000 }, () => {
  let demo: Awaited<ReturnType<typeof demoWorkspace>>;
  beforeAll(async () => {
    demo = await demoWorkspace();
  }, 60_000);
  afterAll(() => demo.remove());
  const hunt = (...args: string[]) => runCommand(['hunt', ...args, '--workspace', demo.workspace]);
  const outcome = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Outcome;

  it('shows the steps, prints the findings, writes the report and the JSON', async () => {
    const [json, report] = [join(demo.folder, 'out.json'), join(demo.folder, 'report.html')];
    const { exitCode, stdout, stderr } = await hunt('windows-host', 'WKS03', '--json', json, '--report', report);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stderr).toMatch(/^find-host: ok in /m);
    expect(stdout).toContain('Unique host found');
    const { explorer, values, steps } = await outcome(json);
    expect({ explorer, values }).toEqual({ explorer: 'windows-host', values: { host: 'WKS03' } });
    for (const step of steps) {
      expect(step).toMatchObject({ title: expect.any(String), state: expect.any(String), finding: expect.any(String) });
      for (const { columns, rowCount, rows } of Object.values(step.tables)) {
        expect(rows).toHaveLength(rowCount);
        for (const row of rows.slice(0, 10)) expect(row).toHaveLength(columns.length);
      }
    }
    expect(steps.find((step) => step.id === 'logons')?.tables.logons?.rowCount).toBeGreaterThan(0);
    expect(await readFile(report, 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('caps the rows of a table in the JSON, never its count', async () => {
    const file = join(demo.folder, 'capped.json');
    await hunt('windows-host', 'WKS03', '--json', file, '--rows', '2');
    const logons = (await outcome(file)).steps.find((step) => step.id === 'logons')!.tables.logons!;
    expect(logons.rows).toHaveLength(2);
    expect(logons.rowCount).toBeGreaterThan(2);
  });

  it('sets inputs, and refuses those that no step has', async () => {
    const file = join(demo.folder, 'set.json');
    const { exitCode } = await hunt('windows-host', 'WKS03', '--set', 'rare-sessions.percentile=50', '--json', file);
    expect(exitCode).toBe(0);
    expect((await outcome(file)).steps.find((step) => step.id === 'rare-sessions')?.inputs.percentile).toBe(50);
    expect((await hunt('windows-host', 'WKS03', '--set', 'rare-sessions.nope=50')).exitCode).toBe(1);
    expect((await hunt('windows-host', 'WKS03', '--set', 'nope.percentile=50')).stderr).toContain('nope');
    expect((await hunt('windows-host', 'WKS03', '--set', 'percentile=50')).exitCode).toBe(2);
  });

  it('lists several hosts that match, and says how to take another', async () => {
    const { stderr, exitCode } = await hunt('windows-host', 'quillmere');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('WKS03.quillmere.example');
    expect(stderr).toMatch(/--set find-host\.computer=\S+\.quillmere\.example/);
  });

  it('returns 3 with the hosts there are when none matches', async () => {
    const { exitCode, stdout } = await hunt('windows-host', 'NOWHERE');
    expect(exitCode).toBe(3);
    expect(stdout).toContain('WKS03.quillmere.example');
  });

  it('names the explorers when one is unknown', async () => {
    const { exitCode, stderr } = await hunt('mainframe', 'X');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('windows-host');
  });

  it('restricts the hunt to a time range', async () => {
    const file = join(demo.folder, 'range.json');
    const { exitCode } = await hunt(
      'windows-host',
      'WKS03',
      '--start',
      '2026-03-03',
      '--end',
      '2026-03-04',
      '--json',
      file,
    );
    expect(exitCode).toBe(0);
    const { columns, rows } = (await outcome(file)).steps.find((step) => step.id === 'logons')!.tables.logons!;
    const at = columns.findIndex((column) => column.name === 'TimeGenerated');
    const days = new Set(rows.map((row) => String(row[at]).slice(0, 10)));
    expect([...days].filter((day) => day !== '2026-03-03' && day !== '2026-03-04')).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });
});
