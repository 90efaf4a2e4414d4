import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { compileWithShapes } from './compile-with-shapes.js';
import { diagnostics } from './diagnostics.js';
import { KqlError } from './model/error.js';
import type { DatabaseSchema } from './model/schema.js';
import { type KqlEngine, openEngine } from './testing/engine.js';

const schema: DatabaseSchema = {
  name: 'workspace',
  tables: [
    {
      name: 'SecurityEvent',
      columns: [
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'Computer', type: 'string' },
        { name: 'Account', type: 'string' },
        { name: 'EventID', type: 'int' },
        { name: 'EventData', type: 'dynamic' },
      ],
    },
    { name: 'Heartbeat', columns: [{ name: 'Computer', type: 'string' }] },
  ],
  functions: [
    {
      name: 'EventsOf',
      parameters: '(host: string, id: int = 4624)',
      body: 'SecurityEvent | where Computer == host and EventID == id',
    },
  ],
};

function refusal(query: string): KqlError {
  try {
    compile(query, schema);
  } catch (error) {
    if (error instanceof KqlError) return error;
    throw error;
  }
  throw new Error(`compiled: ${query}`);
}

describe('errors', () => {
  it('name the place and the nearest known name of a column', () => {
    const error = refusal('SecurityEvent\n| where Acount == "x"');
    expect(error).toMatchObject({
      code: 'unknown-column',
      subject: 'Acount',
      line: 2,
      column: 9,
      length: 6,
      hint: 'Did you mean Account?',
    });
  });

  it('name the nearest table', () => {
    expect(refusal('SecurtyEvent | count')).toMatchObject({
      code: 'unknown-table',
      line: 1,
      column: 1,
      hint: 'Did you mean SecurityEvent?',
    });
  });

  it('tell a syntax error', () => {
    expect(refusal('SecurityEvent | wher EventID == 1')).toMatchObject({ code: 'syntax', line: 1, column: 17 });
  });

  it('refuse what is not supported by its name and place', () => {
    const error = refusal('SecurityEvent\n| evaluate autocluster()');
    expect(error).toMatchObject({ code: 'unsupported', line: 2, column: 12, subject: 'The plugin autocluster' });
  });

  it('refuse a plugin whose columns the query does not name, and say how to name them', () => {
    expect(refusal('SecurityEvent | evaluate bag_unpack(EventData)')).toMatchObject({
      code: 'unsupported',
      column: 47,
    });
  });

  it('refuse regular expressions that could backtrack', () => {
    expect(refusal('SecurityEvent | where Account matches regex "(?=a)b"').hint).toContain('(?=');
  });
});

describe('compiled queries', () => {
  it('are kept by text and schema', () => {
    const query = 'SecurityEvent | summarize count() by Account';
    expect(compile(query, schema)).toBe(compile(query, schema));
    expect(compile(query, schema)).not.toBe(compile(query, { ...schema }));
    expect(compile(query, schema, { now: new Date(0) })).not.toBe(compile(query, schema));
  });

  it('tell their columns, tables, order and drawing', () => {
    const compiled = compile(
      'SecurityEvent | summarize count(), make_set(Computer) by Account | sort by count_ | render barchart with (title="x")',
      schema,
    );
    expect(compiled).toMatchObject({
      columns: [
        { name: 'Account', type: 'string' },
        { name: 'count_', type: 'long' },
        { name: 'set_Computer', type: 'dynamic' },
      ],
      tables: ['SecurityEvent'],
      ordered: true,
      render: { kind: 'barchart', properties: { title: 'x' } },
    });
    expect(compile('Heartbeat | summarize by Computer', schema).ordered).toBe(false);
  });

  it('hold text of the author only inside quotes', () => {
    const { sql } = compile(`Heartbeat | where Computer == "x'; DROP TABLE Heartbeat; --"`, schema);
    expect(sql).toContain("'x''; DROP TABLE Heartbeat; --'");
  });
});

describe('diagnostics', () => {
  it('tell every error of a query', () => {
    const found = diagnostics('SecurityEvent | where Acount == 1 | project Computr', schema);
    expect(found.map(({ code, offset, hint }) => [code, offset, hint])).toEqual([
      ['unknown-column', 22, 'Did you mean Account?'],
      ['unknown-column', 44, 'Did you mean Computer?'],
    ]);
  });

  it('tell what is correct but not supported', () => {
    expect(diagnostics('SecurityEvent | evaluate autocluster()', schema)).toMatchObject([
      { severity: 'error', code: 'unsupported', offset: 25 },
    ]);
    expect(diagnostics('SecurityEvent | count', schema)).toEqual([]);
  });
});

describe('on a database', () => {
  let engine: KqlEngine;
  beforeAll(async () => {
    engine = await openEngine();
    await engine.createTables(schema);
    await engine.connection.run(`INSERT INTO "SecurityEvent" VALUES
      ('2024-05-01 10:00:00', 'HOST1', 'alice', 4624, '{"LogonType": 3, "Ip": "10.0.0.1"}'),
      ('2024-05-01 11:00:00', 'HOST1', 'bob', 4625, '{"LogonType": 10}'),
      ('2024-05-02 10:00:00', 'HOST2', 'alice', 4624, NULL)`);
  });
  afterAll(() => engine.close());

  const rows = async (query: string, options = {}) => (await engine.answer(query, schema, options)).rows;

  it('saved functions take arguments and defaults', async () => {
    expect(await rows('EventsOf("HOST1") | project Account')).toEqual([['alice']]);
    expect(await rows('EventsOf(host="HOST1", id=4625) | project Account')).toEqual([['bob']]);
  });

  it('query parameters are values, never text of the query', async () => {
    const query =
      'declare query_parameters(host: string, since: datetime = datetime(2024-05-01)); SecurityEvent | where Computer == host and TimeGenerated > since | count';
    expect(await rows(query, { parameters: { host: 'HOST1' } })).toEqual([[2]]);
    expect(await rows(query, { parameters: { host: '" or true or "' } })).toEqual([[0]]);
    expect(await rows(query, { parameters: { host: 'HOST1', since: new Date('2024-05-01T10:30:00Z') } })).toEqual([
      [1],
    ]);
  });

  it('now() is one instant that the caller may set', async () => {
    const query = 'SecurityEvent | where TimeGenerated > ago(1d) | project Computer, n = now()';
    expect(await rows(query, { now: new Date('2024-05-03T00:00:00Z') })).toEqual([
      ['HOST2', '2024-05-03T00:00:00.0000000Z'],
    ]);
  });

  it('names that differ only in case are two columns', async () => {
    expect(
      await rows(
        'SecurityEvent | extend account = 1, ACCOUNT = 2 | where account == 1 | project Account, account, ACCOUNT | take 1',
      ),
    ).toEqual([['alice', 1, 2]]);
  });

  it('plugins find their columns in the data', async () => {
    const answer = await engine.answer(
      'SecurityEvent | evaluate bag_unpack(EventData) | where LogonType == 3 | project Account, Ip',
      schema,
    );
    expect(answer).toEqual({
      columns: [
        { name: 'Account', type: 'string' },
        { name: 'Ip', type: 'string' },
      ],
      rows: [['alice', '10.0.0.1']],
    });
    expect(await rows('SecurityEvent | evaluate pivot(Computer, count(), Account) | sort by Account asc')).toEqual([
      ['alice', 1, 1],
      ['bob', 1, 0],
    ]);
  });

  it('errors behind a plugin keep the place that the author knows', async () => {
    const probe = async (sql: string) => (await engine.connection.runAndReadAll(sql)).getRows();
    const query = 'SecurityEvent | evaluate bag_unpack(EventData) | where Nothing == 3';
    await expect(compileWithShapes(query, schema, probe)).rejects.toMatchObject({
      code: 'unknown-column',
      line: 1,
      column: 56,
    });
  });
});
