import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiError, NamedQueryInfo, PageView, QueryView } from '../api/contract.js';
import { twoHosts } from '../testing/small-workspace.js';
import { type TestApp, testApp, testToken } from '../testing/test-app.js';

describe('POST /api/query', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp(twoHosts);
  });
  afterAll(() => app.close());
  const ask = async (body: unknown) => (await (await app.send('POST', '/api/query', body)).json()) as QueryView;

  it('answers columns, rows, completeness and provenance', async () => {
    const view = await ask({ query: 'SecurityEvent | summarize n = count() by EventID | sort by EventID asc' });
    expect(view.columns).toEqual([
      { name: 'EventID', type: 'int' },
      { name: 'n', type: 'long' },
    ]);
    expect(view.page.rows).toEqual([
      [4624, 2],
      [4625, 1],
    ]);
    expect(view).toMatchObject({ rowCount: 2, completeness: { complete: true }, provenance: { engine: 'local' } });
  });

  it('restricts every table to the time range', async () => {
    const range = { start: '2024-05-01T08:01:00Z', end: '2024-05-01T08:30:00Z' };
    expect((await ask({ query: 'SecurityEvent | count', ...range })).page.rows).toEqual([[1]]);
    const answer = await app.send('POST', '/api/query', { query: 'print 1', start: range.end, end: range.start });
    expect(answer.status).toBe(400);
  });

  it('says when it was cut', async () => {
    const view = await ask({ query: 'range n from 1 to 10 step 1', maxRows: 3 });
    expect(view.rowCount).toBe(3);
    expect(view.completeness).toMatchObject({ complete: false, limit: 'rows' });
  });

  it('keeps whole numbers beyond 2^53 and numbers that JSON lacks', async () => {
    const view = await ask({
      query: 'print a = 9007199254740993, b = 9007199254740991, c = real(nan), d = real(-inf)',
    });
    expect(view.page.rows).toEqual([['9007199254740993', 9007199254740991, 'NaN', '-Infinity']]);
  });

  it('gives the place and a code for a query that is wrong', async () => {
    const answer = await app.send('POST', '/api/query', { query: 'SecurityEvent\n| where Nope == 1' });
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as ApiError;
    expect(error).toMatchObject({ code: 'unknown-column', line: 2, column: 9, length: 4 });
  });

  it('gives the place of a table that is missing', async () => {
    const answer = await app.send('POST', '/api/query', { query: 'Nope | count' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'table-missing', line: 1, column: 1, length: 4 } });
  });

  it('keeps the answer for more pages and for files, until it is freed', async () => {
    const { id } = await ask({ query: 'range n from 1 to 250 step 1 | sort by n asc' });
    const page = (await (await app.send('POST', `/api/results/${id}/page`, { offset: 200 })).json()) as PageView;
    expect(page.rows[0]).toEqual([201]);
    expect(page.total).toBe(250);
    const file = await app.send('POST', `/api/results/${id}/export`, { format: 'ndjson' });
    expect((await file.text()).trimEnd().split('\n')).toHaveLength(250);
    const authorization = `Bearer ${testToken}`;
    const freed = await app.raw(`/api/results/${id}`, { method: 'DELETE', headers: { authorization } });
    expect(freed.status).toBe(204);
    expect((await app.send('POST', `/api/results/${id}/page`, {})).status).toBe(404);
  });

  it('neutralises formulas in a spreadsheet text file', async () => {
    const { id } = await ask({ query: 'print command = \'=HYPERLINK("http://evil.example")\'' });
    const file = await app.send('POST', `/api/results/${id}/export`, { format: 'csv' });
    expect(await file.text()).not.toMatch(/^"?=/m);
  });

  it('refuses a body that is too large or no JSON', async () => {
    expect((await app.send('POST', '/api/query', { query: 'x'.repeat(5_000_000) })).status).toBe(413);
    const headers = { authorization: `Bearer ${testToken}` };
    const form = { ...headers, 'content-type': 'text/plain' };
    expect((await app.raw('/api/query', { method: 'POST', headers: form, body: '{"query":"print 1"}' })).status).toBe(
      400,
    );
    const broken = { ...headers, 'content-type': 'application/json' };
    expect((await app.raw('/api/query', { method: 'POST', headers: broken, body: '{"query":' })).status).toBe(400);
  });

  it('lists the named queries', async () => {
    const infos = (await (await app.get('/api/queries')).json()) as NamedQueryInfo[];
    for (const info of infos) expect(info).toMatchObject({ family: expect.any(String), template: expect.any(String) });
  });
});
