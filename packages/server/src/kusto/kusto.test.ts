import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../testing/test-app.js';

describe('POST /v1/rest/query', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());
  const ask = (csl: string) => app.send('POST', '/v1/rest/query', { db: 'default', csl, properties: null });

  it("answers in the shape and the cell formats of Kusto's version 1", async () => {
    const answer = await ask(
      "print b = true, i = int(1), l = 2, r = 1.5, d = decimal(1.25), s = 'x', t = datetime(2024-05-01 08:00:00.5), " +
        "span = 1d + 2h, g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642), o = dynamic({'a': [1]}), n = real(nan), none = int(null)",
    );
    expect(answer.status).toBe(200);
    const { Tables } = (await answer.json()) as { Tables: { Columns: unknown[]; Rows: unknown[][] }[] };
    expect(Tables[0]?.Columns.slice(0, 3)).toEqual([
      { ColumnName: 'b', DataType: 'SByte', ColumnType: 'bool' },
      { ColumnName: 'i', DataType: 'Int32', ColumnType: 'int' },
      { ColumnName: 'l', DataType: 'Int64', ColumnType: 'long' },
    ]);
    const [row] = Tables[0]!.Rows;
    expect(row?.slice(0, 4)).toEqual([true, 1, 2, 1.5]);
    expect(Number(row?.[4])).toBe(1.25);
    expect(row?.[4]).toBeTypeOf('string');
    expect(row?.slice(5, 9)).toEqual([
      'x',
      '2024-05-01T08:00:00.5000000Z',
      '1.02:00:00',
      '74be27de-1e4e-49d9-b579-fe0b331d3642',
    ]);
    expect(JSON.parse(String(row?.[9]))).toEqual({ a: [1] });
    expect(row?.slice(10)).toEqual(['NaN', null]);
  });

  it('refuses a wrong query as Kusto does', async () => {
    const answer = await ask('print nope(1)');
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: Record<string, unknown> };
    expect(error.code).toMatch(/^BadRequest/);
    expect(error['@message']).toContain('line 1, column 7');
    expect(error).toMatchObject({ message: expect.any(String), '@permanent': true });
  });

  it('refuses a body without a query', async () => {
    expect((await app.send('POST', '/v1/rest/query', { db: 'x' })).status).toBe(400);
  });
});
