import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../testing/run-command.js';

const capture = fileURLToPath(new URL('../../../../../shared/data/otrf/empire_launcher_vbs.zip', import.meta.url));

describe('ingest', () => {
  let folder: string;
  let workspace: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huntbook-ingest-'));
    workspace = join(folder, 'workspace');
    await writeFile(
      join(folder, 'Heartbeat.csv'),
      'TimeGenerated,Computer\n2024-05-01T08:00:00Z,WS01\n2024-05-02T08:00:00Z,WS01\n',
    );
    await writeFile(join(folder, 'picture.bin'), Buffer.from([0x89, 0, 1, 2, 3]));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('loads a file and reports its rows by table', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['ingest', join(folder, 'Heartbeat.csv'), '-w', workspace]);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain('1 source, 2 records');
    expect(stdout).toMatch(/Heartbeat +2 rows/);
    expect(stderr).toContain('loaded');
  });

  it('changes nothing the second time', async () => {
    const { exitCode, stdout } = await runCommand(['ingest', join(folder, 'Heartbeat.csv'), '--json', '-w', workspace]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ loaded: [], rows: {}, duplicates: [{ kind: 'duplicate' }] });
  });

  it('returns 1 where a file is no log, and names it with the reason', async () => {
    const { exitCode, stdout } = await runCommand(['ingest', join(folder, 'picture.bin'), '--json', '-w', workspace]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).skipped).toEqual([
      { path: join(folder, 'picture.bin'), reason: expect.stringMatching(/.+/) },
    ]);
  });

  it('takes the table and says what a path that is not there is', async () => {
    const rows = join(folder, 'rows.csv');
    await writeFile(rows, 'when,what\n2024-05-01,x\n');
    const named = await runCommand(['ingest', rows, '--table', 'Oddities_CL', '--json', '-w', workspace]);
    expect(JSON.parse(named.stdout).rows).toEqual({ Oddities_CL: 1 });
    const missing = await runCommand(['ingest', join(folder, 'nowhere'), '-w', workspace]);
    expect(missing).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('nowhere') });
  });

  it.skipIf(!existsSync(capture))('loads a capture, says what it assumed, and hunts through it', async () => {
    const real = join(folder, 'real');
    const { exitCode, stdout } = await runCommand(['ingest', capture, '--json', '-w', real]);
    expect(exitCode).toBe(0);
    const summary = JSON.parse(stdout);
    // 2,067 records, of which 652 stand in the Security channel: shared/data/truth.json.
    expect(summary.rows).toMatchObject({ WindowsEvent: 2067, SecurityEvent: 652 });
    const hunt = await runCommand(['hunt', 'windows-host', 'WORKSTATION5', '--json', '-', '-w', real]);
    expect(JSON.parse(hunt.stdout).steps[0]).toMatchObject({ id: 'find-host', state: 'ok' });
  });
});
