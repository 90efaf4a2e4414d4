import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWorkspace } from '../testing/demo-workspace.js';
import { runCommand } from '../testing/run-command.js';

let demo: Awaited<ReturnType<typeof demoWorkspace>>;
beforeAll(async () => {
  demo = await demoWorkspace();
}, 60_000);
afterAll(() => demo.remove());
const w = () => ['--workspace', demo.workspace];

describe('query', () => {
  const kql = 'SecurityEvent | summarize n = count() by EventID | where EventID in (4624, 4625) | sort by EventID asc';

  it('prints JSON with columns, rows in their order, completeness and provenance', async () => {
    const { exitCode, stdout } = await runCommand(['query', kql, '--format', 'json', ...w()]);
    expect(exitCode).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer.columns).toEqual([
      { name: 'EventID', type: 'int' },
      { name: 'n', type: 'long' },
    ]);
    expect(answer.rows.map((row: number[]) => row[0])).toEqual([4624, 4625]);
    expect(answer).toMatchObject({ completeness: { complete: true }, provenance: { query: kql, engine: 'local' } });
  });

  it('prints an aligned table, and says beside it how many rows and how long', async () => {
    const { stdout, stderr } = await runCommand(['query', 'print name = "x", number = 12', ...w()]);
    expect(stdout).toBe('name  number\n────  ──────\nx         12\n');
    expect(stderr).toMatch(/^1 row in /);
  });

  it('prints csv and ndjson that other programs read', async () => {
    const csv = await runCommand(['query', 'print a = "x,y", b = 1', '--format', 'csv', ...w()]);
    expect(csv.stdout.trimEnd().split(/\r?\n/)).toEqual(['a,b', '"x,y",1']);
    expect(csv.stderr).toBe('');
    const lines = await runCommand([
      'query',
      'range n from 1 to 2 step 1 | sort by n asc',
      '--format',
      'ndjson',
      ...w(),
    ]);
    expect(
      lines.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it.each(['parquet', 'xlsx'])('writes %s to a file whose ending says so, and to a pipe', async (format) => {
    const magic = format === 'parquet' ? 'PAR1' : 'PK';
    const file = join(demo.folder, `answer.${format}`);
    const { exitCode, stderr } = await runCommand(['query', 'print a = 1', '-o', file, ...w()]);
    expect(exitCode, stderr).toBe(0);
    expect((await readFile(file)).subarray(0, magic.length).toString()).toBe(magic);
    const { io } = await runCommand(['query', 'print a = 1', '--format', format, ...w()]);
    expect(io.stdoutBytes().subarray(0, magic.length).toString()).toBe(magic);
  });

  it('reads the query from a file and from standard input', async () => {
    const file = join(demo.folder, 'query.kql');
    await writeFile(file, '\ufeffprint a = 7\n| extend b = a + 1');
    const fromFile = await runCommand(['query', '-f', file, '--format', 'csv', ...w()]);
    expect(fromFile.stdout.trimEnd().split(/\r?\n/)).toEqual(['a,b', '7,8']);
    const fromInput = await runCommand(['query', '--stdin', '--format', 'csv', ...w()], { input: 'print c = 9' });
    expect(fromInput.stdout.trimEnd().split(/\r?\n/)).toEqual(['c', '9']);
  });

  it('puts carets under the place of a mistake and returns 2', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['query', 'SecurityEvent\n| where EventIDD == 4624', ...w()]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('2 | | where EventIDD == 4624\n            ^^^^^^^^');
  });

  it('restricts tables to a time range, and refuses times that are none', async () => {
    const first = await runCommand([
      'query',
      'SecurityEvent | summarize min(TimeGenerated)',
      '--format',
      'csv',
      ...w(),
    ]);
    const start = first.stdout.split(/\r?\n/)[1]!;
    const day = start.slice(0, 10);
    const count = async (...range: string[]) =>
      Number(
        (await runCommand(['query', 'SecurityEvent | count', '--format', 'csv', ...range, ...w()])).stdout.split(
          /\r?\n/,
        )[1],
      );
    const before = await count('--end', `${day}T00:00`);
    expect(before).toBe(0);
    expect(await count('--start', day)).toBe(await count());
    expect((await count('--end', `${day}T23:59:59`)) < (await count())).toBe(true);
    const bad = await runCommand(['query', 'print 1', '--start', 'yesterday', ...w()]);
    expect(bad).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"yesterday" is not a time') });
  });

  it('says when it was cut', async () => {
    const { stderr, stdout } = await runCommand([
      'query',
      'range n from 1 to 9 step 1',
      '-n',
      '3',
      '--format',
      'json',
      ...w(),
    ]);
    expect(JSON.parse(stdout).rows).toHaveLength(3);
    expect(JSON.parse(stdout).completeness.complete).toBe(false);
    expect(stderr).toContain('incomplete:');
  });

  it('shows nothing of a cell that would act on the terminal', async () => {
    const { stdout } = await runCommand(['query', 'print a = "x\\u001b]0;owned\\u0007\\u202ey"', ...w()]);
    expect(stdout).toContain('x\\u001b]0;owned\\u0007\\u202ey');
  });

  it('lists the tables where no query is given', async () => {
    const { exitCode, stdout } = await runCommand(['query', ...w()]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('SecurityEvent');
  });

  it('shows the place of a table that is missing', async () => {
    const { exitCode, stderr } = await runCommand([
      'query',
      'SecurityEvent | join kind=inner Nope on Computer',
      ...w(),
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${' '.repeat(4 + 32)}^^^^\n`);
  });

  it.each([
    [['print 1', '--stdin'], 'more than once'],
    [['print 1', '--format', 'pdf'], 'Allowed choices'],
    [['print 1', '-n', '0'], 'whole number'],
  ])('refuses a command line that makes no sense: %j', async (args, message) => {
    const { exitCode, stderr } = await runCommand(['query', ...args, ...w()]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('works without a workspace, and says so where a table is asked for', async () => {
    const env = { HOME: join(demo.folder, 'nobody') };
    expect((await runCommand(['query', 'print a = 1', '--format', 'csv'], { env })).stdout).toMatch(/^a\r?\n1/);
    const { exitCode, stderr } = await runCommand(['query', 'SecurityEvent | count'], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no workspace');
    const named = await runCommand(['query', 'print 1', '--workspace', join(demo.folder, 'none')]);
    expect(named).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('hint:') });
  });

  it('takes the workspace from the environment', async () => {
    const env = { HUNTBOOK_WORKSPACE: demo.workspace };
    expect((await runCommand(['query', 'SecurityAlert | count', '--format', 'csv'], { env })).exitCode).toBe(0);
  });
});

describe('queries', () => {
  it('lists those that hold every word', async () => {
    const { stdout } = await runCommand(['queries', 'failed logon host', '--json', ...w()]);
    const names = JSON.parse(stdout).map((info: { name: string }) => info.name);
    expect(names).toContain('list_host_logon_failures');
    expect(names).not.toContain('list_host_processes');
  });

  it('explains one', async () => {
    const { stdout } = await runCommand(['queries', 'show', 'WindowsSecurity.list_host_logons', ...w()]);
    expect(stdout).toContain('host_name');
    expect(stdout).toContain('EventID == 4624');
  });

  const range = ['-p', 'start=2000-01-01', '-p', 'end=2100-01-01'];

  it('prints the text with escaped parameters, and runs it', async () => {
    const run = ['queries', 'run', 'list_host_logons', ...range];
    const printed = await runCommand([...run, '-p', 'host_name=a"b', '--print', ...w()]);
    expect(printed.stdout).toContain('a\\"b');
    const { exitCode, stdout } = await runCommand([...run, '-p', 'host_name=WKS03', '--format', 'json', ...w()]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).rowCount).toBeGreaterThan(0);
  });

  it.each([
    [['-p', 'nope=1'], 'nope'],
    [['-p', 'nope'], 'name=value'],
    [[], 'host_name'],
  ])('says what is wrong with parameters %j', async (params, message) => {
    const { exitCode, stderr } = await runCommand(['queries', 'run', 'list_host_logons', ...range, ...params, ...w()]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain(message);
  });

  it("takes definitions of one's own", async () => {
    const file = join(demo.folder, 'own.yaml');
    const lines = [
      'metadata:',
      '  data_environments: [LogAnalytics]',
      '  data_families: [Own]',
      'defaults: {}',
      'sources:',
    ];
    lines.push(
      '  count_alerts:',
      '    description: How many alerts',
      '    args:',
      '      query: SecurityAlert | count',
    );
    await writeFile(file, lines.join('\n'));
    const { exitCode, stdout, stderr } = await runCommand([
      'queries',
      'run',
      'Own.count_alerts',
      '-q',
      file,
      '--format',
      'csv',
      ...w(),
    ]);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^Count\r?\n[1-9]\d*\r?\n?$/);
    expect((await runCommand(['queries', '-q', join(demo.folder, 'no.yaml'), ...w()])).exitCode).toBe(1);
  });

  it('says which queries there are when one is unknown', async () => {
    const { exitCode, stderr } = await runCommand(['queries', 'show', 'list_host_logon', ...w()]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('list_host_logons');
  });
});

describe('tables and doctor', () => {
  it('list what the workspace holds', async () => {
    const { stdout } = await runCommand(['tables', ...w()]);
    for (const table of ['SecurityEvent', 'WindowsEvent', 'SecurityAlert', 'Heartbeat'])
      expect(stdout).toContain(table);
  });

  it('check what is needed', async () => {
    const { exitCode, stdout } = await runCommand(['doctor', ...w()]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(process.versions.node);
    expect(stdout).toContain('6 * 7 = 42');
    const broken = join(demo.folder, 'broken');
    await writeFile(broken, 'no folder');
    expect((await runCommand(['doctor', '--workspace', broken])).exitCode).toBe(1);
  });
});

describe('demo', () => {
  it('is written once; other options need --force', async () => {
    const again = await runCommand(['demo', '--events', '3000', ...w()]);
    expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('is there') });
    const other = await runCommand(['demo', '--events', '4000', ...w()]);
    expect(other).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('--force') });
  });

  it('does not touch a workspace with other logs', async () => {
    const own = join(demo.folder, 'own');
    const log = join(demo.folder, 'Heartbeat.csv');
    await writeFile(log, 'TimeGenerated,Computer\n2024-05-01T08:00:00Z,WS01\n');
    await runCommand(['ingest', log, '--workspace', own]);
    const { exitCode, stderr } = await runCommand(['demo', '--force', '--workspace', own]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('other logs');
    const { stdout } = await runCommand(['query', 'Heartbeat | count', '--format', 'csv', '--workspace', own]);
    expect(stdout).toMatch(/1\r?\n$/);
    await rm(own, { recursive: true });
  });

  it('begins anew after it was interrupted', async () => {
    const workspace = join(demo.folder, 'interrupted');
    const abort = new AbortController();
    abort.abort();
    const first = await runCommand(['demo', '--events', '3000', '--workspace', workspace], { signal: abort.signal });
    expect(first.exitCode).toBe(130);
    expect(existsSync(join(workspace, 'huntbook-demo.json'))).toBe(false);
    expect((await runCommand(['demo', '--events', '3000', '--workspace', workspace])).exitCode).toBe(0);
    expect(existsSync(join(workspace, 'huntbook-demo.json'))).toBe(true);
  });
});

describe('help', () => {
  it('names every command, and the workspace by default', async () => {
    const { exitCode, stdout } = await runCommand(['--help']);
    expect(exitCode).toBe(0);
    for (const name of ['serve', 'ingest', 'query', 'hunt', 'queries', 'demo', 'tables', 'doctor']) {
      expect(stdout).toContain(`  ${name} `);
    }
    expect(stdout).toContain('~/.huntbook/workspace');
  });

  it('is offered for an unknown command', async () => {
    expect((await runCommand(['serv'])).exitCode).toBe(2);
  });
});
