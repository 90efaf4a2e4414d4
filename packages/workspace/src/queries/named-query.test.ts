import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMemoryWorkspace } from '../index.js';
import type { LocalWorkspace } from '../model/workspace.js';
import { batchOf, batchSource, columnsOf } from '../testing/batch-source.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { bindQueries, findQuery, listQueries } from './library.js';
import { parseDefinitions } from './parse-definitions.js';

const sample = `
metadata:
  version: 1
  description: Sample
  data_environments: [MSSentinel]
  data_families: [Sample, Other]
defaults:
  parameters:
    table: {description: Table, type: str, default: DemoTable}
    start: {description: From, type: datetime}
    end: {description: Until, type: datetime}
    add_query_items: {description: Extra clauses, type: str, default: ''}
sources:
  by_user:
    description: Rows for users
    query_macros:
      shown: {value: '| project Time, User'}
    args:
      query: '{table} | where Time between (datetime({start}) .. datetime({end}))
        | where User in ({users}) $<shown>$ $<unknown>$ {add_query_items}'
    parameters:
      users: {description: Users, type: list, aliases: [names]}
  echo:
    description: Says a text in every kind of quotes
    args:
      query: |
        // asked for {text}
        print a = '{text}', b = "{text}", c = @'{text}', d = @"{text}", e = pack("k", "{{{text}}}")
    parameters:
      text: {description: Text, type: str}
  bare:
    description: Takes a number, a name and a tick
    args:
      query: 'print a = {number}, b = {flag}, c = datetime({start}), d = "{text}" {op} "b"'
    parameters:
      number: {description: Number, type: int, default: 7}
      flag: {description: Flag, type: bool, default: true}
      op: {description: Operator, type: str, default: has}
      text: {description: Text, type: str, default: a b}
      start: {description: Moment}
`;

let workspace: LocalWorkspace;
const queries = () =>
  bindQueries(parseDefinitions(sample, 'sample.yaml'), {
    query: (kql, options) => workspace.query(kql, options),
    concat: () => Promise.reject(),
  });
beforeAll(async () => {
  workspace = await openMemoryWorkspace();
});
afterAll(() => workspace.close());

const range = { start: '2024-01-01', end: '2024-01-02T12:00:00+02:00' };

describe('a named query', () => {
  it('fills in defaults, aliases, lists and macros', () => {
    const { by_user } = queries().Sample!;
    expect(by_user!.print({ ...range, names: ["o'neil", 'b', 3] })).toBe(
      "DemoTable | where Time between (datetime(2024-01-01T00:00:00Z) .. datetime(2024-01-02T10:00:00Z)) | where User in ('o\\'neil', 'b', 3) | project Time, User",
    );
    expect(by_user!.print({ ...range, users: 'a, b' })).toContain("in ('a', 'b')");
    expect(by_user!.print({ ...range, users: ['a'], add_query_items: 'take 5' })).toMatch(/\| take 5$/);
    expect(by_user!.info).toMatchObject({ family: 'Sample', table: 'DemoTable', description: 'Rows for users' });
    expect(by_user!.info.parameters.find((parameter) => parameter.name === 'users')).toMatchObject({
      required: true,
      aliases: ['names'],
    });
  });

  it('refuses unknown, missing and ill-formed parameters by name', () => {
    const { by_user, bare } = queries().Sample!;
    expect(() => by_user!.print({ ...range, userz: ['a'] })).toThrow(
      expect.objectContaining({
        code: 'unknown-parameter',
        subject: 'userz',
        message: expect.stringContaining('users'),
        hint: expect.stringContaining('add_query_items'),
      }),
    );
    expect(() => by_user!.print({ start: -1, users: ['a'] })).toThrow(
      expect.objectContaining({ code: 'missing-parameter', subject: 'end' }),
    );
    expect(() => by_user!.print({ ...range, start: 'soon', users: ['a'] })).toThrow(
      expect.objectContaining({ code: 'bad-parameter', subject: 'start' }),
    );
    expect(() => bare!.print({ start: -1, number: '1; drop' })).toThrow(
      expect.objectContaining({ code: 'bad-parameter', subject: 'number' }),
    );
    expect(() => bare!.print({ start: -1, op: '| count //' })).toThrow(
      expect.objectContaining({ code: 'bad-parameter', subject: 'op' }),
    );
    expect(() => bare!.print({ start: -1, flag: 'maybe' })).toThrow(
      expect.objectContaining({ code: 'bad-parameter', subject: 'flag' }),
    );
    expect(bare!.print({ start: '2024-01-01', op: '=~', number: '12' })).toBe(
      'print a = 12, b = true, c = datetime(2024-01-01T00:00:00Z), d = "a b" =~ "b"',
    );
  });

  it('gives text back unchanged from within every kind of quotes', async () => {
    const { echo } = queries().Sample!;
    const pieces = fc.constantFrom(
      "'",
      '"',
      '\\',
      '@',
      '//',
      ';',
      '|',
      '{',
      '}',
      '`',
      ' ',
      'é',
      '漢',
      "' or 1==1 //",
      'x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 12 }), async (parts) => {
        const text = parts.join('');
        const table = await echo!({ text });
        const [row] = (await table.page()).rows;
        await table.dispose();
        expect(row?.slice(0, 4)).toEqual([text, text, text, text]);
        expect(row?.[4]).toEqual({ k: `{${text}}` });
      }),
      { numRuns: 40 },
    );
  });

  it('takes points in time as dates, days, offsets and ISO text', () => {
    const { bare } = queries().Sample!;
    const at = (start: string | number | Date) => Date.parse(/datetime\(([^)]*)\)/.exec(bare!.print({ start }))![1]!);
    const day = 86_400_000;
    const now = Date.now();
    expect(at(new Date(5))).toBe(5);
    expect(at('2024-02-29T23:59:59.1234567Z')).toBe(Date.parse('2024-02-29T23:59:59.123Z'));
    expect(Math.abs(at(-2) - (now - 2 * day))).toBeLessThan(1000);
    expect(Math.abs(at('-2') - (now - 2 * day))).toBeLessThan(1000);
    expect(Math.abs(at('+6h') - (now + 6 * 3_600_000))).toBeLessThan(1000);
    expect(at('-1d@d') % day).toBe(0);
    expect(at('-1d@d')).toBeLessThanOrEqual(now - day);
    expect(at('1d@d')).toBeGreaterThanOrEqual(now + day - 1000);
    expect(new Date(at('-0d@w')).getUTCDay()).toBe(1);
    expect(() => bare!.print({ start: '2024-02-30' })).toThrow(/no point in time/);
  });
});

describe('a range run in pieces', () => {
  it('covers the range once, joins the answers, and says which pieces failed', async () => {
    await workspace.load(
      batchSource('s', [
        batchOf(
          'SecurityEvent',
          columnsOf('TimeGenerated:datetime', 'Computer', 'EventID:int'),
          Array.from({ length: 49 }, (_, hour) => [(Date.UTC(2024, 0, 1) + hour * 3_600_000) * 1000, 'pc1', 4624]),
        ),
      ]),
    );
    const { list_host_events } = workspace.queries.WindowsSecurity!;
    const args = { host_name: 'pc1', start: '2024-01-01', end: '2024-01-03' };
    const whole = await list_host_events!(args);
    const split = await list_host_events!(args, { split_query_by: '1d' });
    expect(whole.rowCount).toBe(49);
    expect(split).toMatchObject({ rowCount: 49, completeness: { complete: true } });
    expect(await split.column('TimeGenerated')).toEqual(await whole.column('TimeGenerated'));
    expect(list_host_events!.print(args, { split_query_by: '1d' }).match(/SecurityEvent/g)).toHaveLength(2);
    expect(() => list_host_events!.print(args, { split_query_by: 'daily' })).toThrow(
      expect.objectContaining({ code: 'bad-parameter' }),
    );

    const runner = {
      query: (kql: string) =>
        kql.includes('2024-01-02T00') ? Promise.reject(new Error('server busy')) : workspace.query(kql),
      concat: (tables: readonly unknown[], about: unknown) => Promise.resolve({ tables, about } as never),
    };
    const flaky = findQuery(
      bindQueries(
        parseDefinitions(
          sample
            .replace('DemoTable', 'SecurityEvent')
            .replaceAll('Time between', 'TimeGenerated between')
            .replaceAll('User in', 'Computer in')
            .replace('project Time, User', 'project TimeGenerated'),
          'x.yaml',
        ),
        runner,
      ),
      'Sample.by_user',
    );
    expect(await flaky({ start: args.start, end: args.end, users: ['pc1'] }, { split_query_by: '1d' })).toMatchObject({
      about: {
        completeness: { complete: false, limit: 'failed-part', reason: expect.stringContaining('server busy') },
      },
    });
  });
});

describe('definition files', () => {
  const refused = (text: string) => {
    try {
      parseDefinitions(text, 'my.yaml');
    } catch (error) {
      return String((error as Error).message);
    }
    throw new Error('nothing was refused');
  };

  it('are refused with file, line and column', () => {
    expect(refused('metadata: [')).toMatch(/^my\.yaml:\d+:\d+: /);
    expect(refused('metadata: {data_environments: [MSSentinel]}\nsources: {}')).toMatch(
      /^my\.yaml:1:\d+: metadata\.data_families/,
    );
    const undeclared = sample.replace('{{{text}}}', '{nothing}');
    expect(refused(undeclared)).toMatch(new RegExp(`^my\\.yaml:${line(undeclared, 'query: |')}:\\d+: .*\\{nothing\\}`));
    expect(refused(sample.replace('type: bool', 'type: tick'))).toMatch(
      new RegExp(`^my\\.yaml:${line(sample, 'flag:')}:\\d+: .*tick`),
    );
    expect(refused(sample.replace('{{{text}}}', '{"x": 1}'))).toMatch(/write \{\{/);
    expect(refused(sample.replace('description: Flag, type: bool', 'description: Flag'))).toMatch(/flag has no type/);
  });

  it('for other kinds of data are left alone', () => {
    expect(parseDefinitions(sample.replace('[MSSentinel]', '[Splunk]'), 'my.yaml')).toEqual([]);
  });

  it('of one’s own come after the library and replace what they name', async () => {
    const folder = join(temporaryFolder(), 'nested');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'own.yaml'),
      sample.replace('[Sample, Other]', '[WindowsSecurity]').replace('by_user:', 'list_host_logons:'),
    );
    const own = await openMemoryWorkspace({ queryPaths: [folder] });
    expect(own.queries.WindowsSecurity!.list_host_logons!.info.description).toBe('Rows for users');
    expect(own.queries.WindowsSecurity!.list_host_processes).toBeDefined();
    await own.close();
    writeFileSync(join(folder, 'own.yaml'), 'metadata: 1');
    await expect(openMemoryWorkspace({ queryPaths: [folder] })).rejects.toMatchObject({ code: 'bad-definition' });
    await expect(openMemoryWorkspace({ queryPaths: ['/nowhere'] })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the library', () => {
  it('finds queries by words, and suggests a name for one that is not there', () => {
    const found = listQueries(workspace.queries, 'logon FAILURES').map(({ info }) => `${info.family}.${info.name}`);
    expect(found).toContain('WindowsSecurity.list_host_logon_failures');
    expect(found).not.toContain('WindowsSecurity.list_host_processes');
    expect(() => findQuery(workspace.queries, 'WindowsSecurity.list_host_logins')).toThrow(
      expect.objectContaining({ code: 'unknown-query', message: expect.stringContaining('list_host_logons') }),
    );
  });
});

function line(text: string, wanted: string): number {
  return text.slice(0, text.lastIndexOf(wanted)).split('\n').length;
}
