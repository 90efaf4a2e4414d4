import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoStory } from '@huntbook/demo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileHost, writeHostileLogs } from './hostile-logs.js';
import { windowsHostSteps } from './hunt-page.js';
import { type Ended, huntbook, start } from './huntbook.js';

const { facts, hosts } = demoStory();
const { victim, attackerIp } = facts;

interface Column {
  readonly name: string;
  readonly type: string;
}

interface OutcomeTable {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly rows: readonly (readonly unknown[])[];
}

interface Outcome {
  readonly explorer: string;
  readonly values: Record<string, unknown>;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly finding: string;
    readonly tables: Record<string, OutcomeTable>;
  }[];
}

let folder: string;
let demo: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-user-'));
  demo = join(folder, 'demo');
  const written = await huntbook(['demo', '--events', '8000', '--workspace', demo]);
  if (written.code !== 0) throw new Error(written.stderr);
});

afterAll(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

const text = (ended: Ended) => ended.stdout.toString();
const guesses = `SecurityEvent | where EventID == 4625 and IpAddress == "${attackerIp}"`;

/** Runs a query and reads its JSON. */
async function json(kql: string, workspace = demo): Promise<OutcomeTable & Record<string, unknown>> {
  const ended = await huntbook(['query', kql, '--format', 'json', '--workspace', workspace]);
  if (ended.code !== 0) throw new Error(ended.stderr);
  return JSON.parse(text(ended));
}

describe('huntbook demo', () => {
  it('leaves a demo that is there as it is', async () => {
    const again = await huntbook(['demo', '--events', '8000', '--workspace', demo]);
    expect(again.code).toBe(0);
    expect(text(again)).toContain(demo);
    const other = await huntbook(['demo', '--events', '9000', '--workspace', demo]);
    expect(other.code).not.toBe(0);
    expect(other.stderr).toContain('--force');
  });
});

describe('huntbook ingest', () => {
  it('reads a folder, says what it gave, and changes nothing the second time', async () => {
    const logs = await mkdtemp(join(folder, 'logs-'));
    const rows = [0, 1, 2].map((minute) => ({
      TimeGenerated: `2024-05-01T10:0${minute}:00Z`,
      Computer: 'WS01',
      EventID: 4688,
      CommandLine: `cmd ${minute}`,
    }));
    await writeFile(join(logs, 'SecurityEvent.ndjson'), rows.map((row) => JSON.stringify(row)).join('\n'));
    await writeFile(join(logs, 'Heartbeat.csv'), 'TimeGenerated,Computer,OSType\n2024-05-01T10:00:00Z,WS01,Windows\n');
    const workspace = join(folder, 'own');
    const first = await huntbook(['ingest', logs, '--workspace', workspace]);
    expect(first.code).toBe(0);
    const junk = join(folder, 'notes.bin');
    await writeFile(junk, Buffer.from([1, 2, 3, 0, 255]));
    const skipped = await huntbook(['ingest', junk, '--workspace', workspace]);
    expect(skipped.stderr + text(skipped)).toMatch(/notes\.bin.*not a log/);
    const counts =
      'union withsource=Name SecurityEvent, Heartbeat | summarize Rows = count() by Name | order by Name asc';
    const expected = [
      ['Heartbeat', 1],
      ['SecurityEvent', 3],
    ];
    expect((await json(counts, workspace)).rows).toEqual(expected);
    expect((await huntbook(['ingest', logs, '--workspace', workspace])).code).toBe(0);
    expect((await json(counts, workspace)).rows).toEqual(expected);
    const tables = await huntbook(['tables', '--workspace', workspace]);
    expect(text(tables)).toMatch(/SecurityEvent\s+3\s+2024-05-01 10:00:00\s+2024-05-01 10:02:00/);
  });

  it('fails where there is nothing of that name', async () => {
    const ended = await huntbook(['ingest', join(folder, 'no-such-logs'), '--workspace', join(folder, 'none')]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('no-such-logs');
  });
});

describe('huntbook query', () => {
  it('prints JSON with columns, rows, completeness and provenance', async () => {
    const answer = await json(`${guesses} | summarize Failures = count(), First = min(TimeGenerated)`);
    expect(answer.columns).toEqual([
      { name: 'Failures', type: 'long' },
      { name: 'First', type: 'datetime' },
    ]);
    expect(Number(answer.rows[0]![0])).toBeGreaterThanOrEqual(312);
    expect(answer.completeness).toEqual({ complete: true });
    expect(answer.provenance).toMatchObject({ engine: 'local', query: expect.stringContaining(attackerIp) });
  });

  it('gives the same rows in every format', async () => {
    const query = 'SecurityAlert | summarize Alerts = count() by AlertSeverity | order by AlertSeverity asc';
    const { columns, rows } = await json(query);
    const names = columns.map((column) => column.name);
    const run = async (format: string, ...more: string[]) => {
      const ended = await huntbook(['query', query, '--format', format, '--workspace', demo, ...more]);
      expect(ended.code, ended.stderr).toBe(0);
      return ended;
    };
    const lines = text(await run('ndjson'))
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      rows.map((row) => Object.fromEntries(row.map((cell, at) => [names[at], cell]))),
    );
    const csv = text(await run('csv'))
      .replace(/^\ufeff/, '')
      .trim()
      .split(/\r?\n/);
    expect(csv).toEqual([names.join(','), ...rows.map((row) => row.join(','))]);
    const table = text(await run('table'));
    for (const row of rows) expect(table).toMatch(new RegExp(`${row[0]}\\s+${row[1]}`));

    const xlsx = join(folder, 'alerts.xlsx');
    await run('xlsx', '--output', xlsx);
    expect((await readFile(xlsx)).subarray(0, 2).toString()).toBe('PK');
    const parquet = join(folder, 'alerts.parquet');
    await run('parquet', '--output', parquet);
    const back = join(folder, 'back');
    expect((await huntbook(['ingest', parquet, '--table', 'Alerts_CL', '--workspace', back])).code).toBe(0);
    const again = await json(`Alerts_CL | project ${names.join(', ')} | order by AlertSeverity asc`, back);
    expect(again.rows).toEqual(rows);
  });

  it('takes the query from a file and from standard input', async () => {
    const file = join(folder, 'count.kql');
    await writeFile(file, 'print Answer = 6 * 7');
    const fromFile = await huntbook(['query', '-f', file, '--format', 'csv', '--workspace', demo]);
    const piped = await huntbook(['query', '--stdin', '--format', 'csv', '--workspace', demo], 'print Answer = 6 * 7');
    expect(text(fromFile)).toMatch(/Answer\r?\n42/);
    expect(text(piped)).toBe(text(fromFile));
  });

  it('says that an answer is cut', async () => {
    const ended = await huntbook([
      'query',
      'SecurityEvent',
      '--format',
      'json',
      '--max-rows',
      '5',
      '--workspace',
      demo,
    ]);
    const answer = JSON.parse(text(ended));
    expect(answer.rows).toHaveLength(5);
    expect(answer.completeness).toMatchObject({ complete: false, reason: expect.stringContaining('5') });
  });

  it('refuses a wrong query with exit code 2, its line and column', async () => {
    const ended = await huntbook(['query', 'SecurityEvent\n| where EvntID == 1', '--workspace', demo]);
    expect(ended.code).toBe(2);
    expect(text(ended)).toBe('');
    expect(ended.stderr).toContain('EvntID');
    const [, at = '', marks = ''] = /^( *2 \| .*)\n( *\^+)$/m.exec(ended.stderr) ?? [];
    expect(at.slice(marks.indexOf('^'), marks.length)).toBe('EvntID');
  });

  it('neither runs nor hides what hostile logs hold', async () => {
    const logs = await writeHostileLogs();
    try {
      const workspace = join(folder, 'hostile');
      expect((await huntbook(['ingest', logs, '--workspace', workspace])).code).toBe(0);
      const query = 'SecurityEvent | where EventID == 4624 | project TargetUserName';
      const table = await huntbook(['query', query, '--format', 'table', '--workspace', workspace]);
      expect(table.code).toBe(0);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would obey
      const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
      expect(text(table)).toContain('gpj.evil');
      expect(obeyed.exec(text(table))?.[0]).toBeUndefined();
      const csv = text(await huntbook(['query', query, '--format', 'csv', '--workspace', workspace]));
      expect(csv).toContain("'=cmd|'/c calc'!A1");
      expect(csv).not.toMatch(/^"?[=@]/m);
      const report = join(folder, 'hostile.html');
      const hunt = await huntbook(['hunt', 'windows-host', hostileHost, '--report', report, '--workspace', workspace]);
      expect(hunt.code, hunt.stderr).toBe(0);
      expect(obeyed.exec(text(hunt))?.[0]).toBeUndefined();
      expect(existsSync(report)).toBe(true);
    } finally {
      await rm(logs, { recursive: true, force: true });
    }
  });
});

describe('huntbook hunt', () => {
  it('prints the findings and writes the report and the outcome', async () => {
    const report = join(folder, 'web01.html');
    const file = join(folder, 'web01.json');
    const ended = await huntbook([
      'hunt',
      'windows-host',
      'web01',
      '--report',
      report,
      '--json',
      file,
      '--workspace',
      demo,
    ]);
    expect(ended.code, ended.stderr).toBe(0);
    const outcome = JSON.parse(await readFile(file, 'utf8')) as Outcome;
    expect(outcome.explorer).toBe('windows-host');
    expect(outcome.values).toMatchObject({ host: 'web01' });
    expect(outcome.steps.map((step) => step.id)).toEqual(windowsHostSteps);
    for (const step of outcome.steps) {
      expect(step.state, step.id).toMatch(/^(?:ok|empty)$/);
      expect(step.title).not.toBe('');
      expect(step.finding).not.toBe('');
      expect(text(ended)).toContain(step.finding);
      if (step.state === 'ok') expect(Object.keys(step.tables)).toContain(step.id);
      for (const [name, table] of Object.entries(step.tables)) {
        expect(table.rows, `${step.id} ${name}`).toHaveLength(table.rowCount);
        expect(table.columns.length).toBeGreaterThan(0);
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
        for (const column of table.columns)
          expect(column).toMatchObject({ name: expect.any(String), type: expect.any(String) });
      }
    }
    const failed = outcome.steps.find((step) => step.id === 'failed-logons')!.tables['failed-logons']!;
    const address = failed.columns.findIndex((column) => column.name === 'IpAddress');
    expect(failed.rows.filter((row) => row[address] === attackerIp).length).toBeGreaterThanOrEqual(312);
    const html = await readFile(report, 'utf8');
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain(victim);
    expect(html).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=["']?(?:https?:)?\/\//i);
  });

  it('caps the rows of the outcome, sets inputs, and writes the outcome to standard output alone', async () => {
    const run = async (...more: string[]) => {
      const ended = await huntbook(['hunt', 'windows-host', victim, '--json', '-', '--workspace', demo, ...more]);
      expect(ended.code, ended.stderr).toBe(0);
      return JSON.parse(text(ended)) as Outcome;
    };
    const finding = (outcome: Outcome, id: string) => outcome.steps.find((step) => step.id === id)!.finding;
    const plain = await run('--rows', '2');
    for (const step of plain.steps) {
      for (const table of Object.values(step.tables)) expect(table.rows).toHaveLength(Math.min(2, table.rowCount));
    }
    const all = await run('--rows', '0', '--set', 'rare-sessions.percentile=0');
    expect(finding(all, 'rare-sessions')).toMatch(/^(\d+) sessions of \1 /);
    expect(finding(all, 'rare-sessions')).not.toBe(finding(plain, 'rare-sessions'));
  });

  it('ends with code 3 for a host that no log names', async () => {
    const ended = await huntbook(['hunt', 'windows-host', 'nosuchhost', '--workspace', demo]);
    expect(ended.code).toBe(3);
    expect(text(ended) + ended.stderr).toContain('nosuchhost');
  });

  it.each([
    [['hunt', 'no-explorer', 'web01'], 'windows-host'],
    [['hunt', 'windows-host', 'web01', '--set', 'percentile'], 'step.input'],
    [['query', 'print 1', '--format', 'yaml'], 'ndjson'],
  ])('refuses %j and says what there is', async (args, known) => {
    const ended = await huntbook([...args, '--workspace', demo]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(known);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });

  it.each(['rare-sessions.nonsense=1', 'rare-sessions.percentile=many'])(
    'fails the step that %s is no input of',
    async (set) => {
      const ended = await huntbook(['hunt', 'windows-host', 'web01', '--set', set, '--workspace', demo]);
      expect(ended.code).toBe(1);
      expect(text(ended)).toMatch(/FAILED\s+Rare sessions\s+.*(?:nonsense|many)/);
    },
  );
});

describe('huntbook queries', () => {
  it('lists, explains, prints and runs the named queries', async () => {
    const list = text(await huntbook(['queries', 'logon', '--workspace', demo]));
    expect(list).toContain('WindowsSecurity.list_host_logons');
    expect(list).not.toContain('Heartbeat.');
    const shown = text(await huntbook(['queries', 'show', 'WindowsSecurity.list_host_logons', '--workspace', demo]));
    for (const part of ['host_name', 'start', 'end', 'SecurityEvent', '4624']) expect(shown).toContain(part);
    const base = ['queries', 'run', 'WindowsSecurity.list_host_logons', '--workspace', demo];
    const parameters = ['-p', `host_name=${victim}`, '-p', 'start=2026-03-01', '-p', 'end=2026-03-15'];
    const printed = text(await huntbook([...base, ...parameters, '--print']));
    expect(printed).toContain(victim);
    const run = await huntbook([...base, ...parameters, '--format', 'ndjson']);
    expect(run.code, run.stderr).toBe(0);
    const [logons] = (await json(`SecurityEvent | where EventID == 4624 and Computer == "${victim}" | count`)).rows;
    expect(text(run).trim().split('\n')).toHaveLength(Number(logons![0]));
    expect(Number(logons![0])).toBeGreaterThan(50);
  });

  it('names the known parameters where one is not known', async () => {
    const ended = await huntbook([
      ...['queries', 'run', 'WindowsSecurity.list_host_logons', '--workspace', demo],
      ...['-p', `host_name=${victim}`, '-p', 'start=2026-03-01', '-p', 'end=2026-03-15', '-p', 'nonsense=x'],
    ]);
    expect(ended.code).not.toBe(0);
    expect(text(ended)).toBe('');
    expect(ended.stderr).toContain('nonsense');
    expect(ended.stderr).toContain('host_name');
  });

  it('suggests a query of a similar name', async () => {
    const ended = await huntbook(['queries', 'show', 'WindowsSecurity.list_host_logon', '--workspace', demo]);
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toContain('list_host_logons');
  });
});

describe('huntbook serve', () => {
  /** Starts a server and waits for the address that it prints. */
  async function served(): Promise<{ run: ReturnType<typeof start>; url: URL }> {
    const run = start(['serve', '--workspace', demo, '--port', '0', '--token', 'known', '--no-open']);
    await expect.poll(run.stdout, { timeout: 30_000 }).toMatch(/\n$/);
    return { run, url: new URL(run.stdout().trim()) };
  }

  it('prints its address with the token, answers there alone, and ends at Ctrl-C', async () => {
    const { run, url } = await served();
    expect(url.hostname).toBe('127.0.0.1');
    expect(url.searchParams.get('token')).toBe('known');
    expect((await fetch(new URL('/api/workspace', url))).status).toBe(401);
    const headers = { authorization: 'Bearer known' };
    const view = await (await fetch(new URL('/api/workspace', url), { headers })).json();
    expect(view).toMatchObject({ isDemo: true, path: demo });
    const page = await fetch(url, { redirect: 'manual' });
    expect(page.status).toBe(302);
    run.process.kill('SIGINT');
    const ended = await run.ended;
    expect(ended.code).toBe(0);
    expect(text(ended).trim().split('\n')).toHaveLength(1);
  });

  it('ends as cleanly in the middle of hunts', async () => {
    const { run, url } = await served();
    const headers = { authorization: 'Bearer known', 'content-type': 'application/json' };
    for (const { fqdn } of hosts) {
      const body = JSON.stringify({ explorer: 'windows-host', values: { host: fqdn } });
      expect((await fetch(new URL('/api/hunts', url), { method: 'POST', headers, body })).status).toBe(200);
    }
    const states = async () => {
      const answer = await fetch(new URL('/api/hunts', url), { headers });
      return ((await answer.json()) as { state: string }[]).map((hunt) => hunt.state);
    };
    // With the first at its end the others are in the midst of their steps.
    await expect.poll(states, { timeout: 60_000, interval: 20 }).toContain('settled');
    expect(await states()).toContain('running');
    run.process.kill('SIGINT');
    const ended = await run.ended;
    expect(ended.stderr).not.toMatch(/unhandled|uncaught|disconnected/i);
    expect(ended.code).toBe(0);
  });

  it('says so where the port is taken', async () => {
    const { run, url } = await served();
    const second = await huntbook(['serve', '--workspace', demo, '--port', url.port, '--no-open']);
    run.process.kill('SIGINT');
    await run.ended;
    expect(second.code).not.toBe(0);
    expect(second.stderr).toMatch(/port|another|locked/i);
    expect(second.stderr).not.toMatch(/^\s+at /m);
  });
});

describe('huntbook', () => {
  it('explains itself', async () => {
    const help = await huntbook(['--help']);
    expect(help.code).toBe(0);
    for (const command of ['serve', 'ingest', 'query', 'hunt', 'queries', 'demo', 'doctor']) {
      expect(text(help)).toContain(command);
    }
    expect(text(await huntbook(['--version']))).toMatch(/^\d+\.\d+\.\d+\n$/);
    const wrong = await huntbook(['hnt']);
    expect(wrong.code).not.toBe(0);
    expect(wrong.stderr).toContain('hunt');
  });

  it('checks what it stands on', async () => {
    const ended = await huntbook(['doctor', '--workspace', demo]);
    expect(ended.code).toBe(0);
    expect(text(ended) + ended.stderr).toContain(process.versions.node);
  });
});
