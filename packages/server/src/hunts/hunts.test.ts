import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExplorerInfo, HuntEvent, HuntSummary, HuntView, PageView, TimelineData } from '../api/contract.js';
import { tempFolderName } from '../temp-folder.js';
import { twoHosts } from '../testing/small-workspace.js';
import { type TestApp, testApp, testToken } from '../testing/test-app.js';

async function settled(app: TestApp, id: string): Promise<HuntView> {
  for (;;) {
    const view = (await (await app.get(`/api/hunts/${id}`)).json()) as HuntView;
    if (view.state !== 'running') return view;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function open(app: TestApp, values: unknown, inputs?: unknown): Promise<HuntView> {
  const answer = await app.send('POST', '/api/hunts', {
    explorer: 'windows-host',
    values,
    ...(inputs ? { inputs } : {}),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as HuntView;
}

describe('hunts over HTTP', () => {
  let app: TestApp;
  let id: string;
  const tablePath = () => `/api/hunts/${id}/steps/find-host/tables/find-host`;
  beforeAll(async () => {
    app = await testApp(twoHosts, { maxHunts: 3 });
    ({ id } = await open(app, { host: 'WS01' }));
    await settled(app, id);
  });
  afterAll(() => app.close());

  it('lists the explorers with their steps', async () => {
    const explorers = (await (await app.get('/api/explorers')).json()) as ExplorerInfo[];
    expect(explorers.find((explorer) => explorer.id === 'windows-host')?.steps[0]).toMatchObject({ id: 'find-host' });
  });

  it('gives the live hunt for the same explorer and values, whatever the order of the values', async () => {
    const again = await open(app, { host: 'WS01' });
    expect(again.id).toBe(id);
    const listed = (await (await app.get('/api/hunts')).json()) as HuntSummary[];
    expect(listed).toMatchObject([{ id, explorer: 'windows-host', values: { host: 'WS01' } }]);
  });

  it('finds the host', async () => {
    const view = await settled(app, id);
    expect(view.steps[0]).toMatchObject({ id: 'find-host', state: 'ok' });
  });

  it('sends the whole state first: a step event each, then the hunt', async () => {
    const answer = await app.get(`/api/hunts/${id}/events`);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const view = await settled(app, id);
    let text = '';
    while (!text.includes('"kind":"hunt"')) text += (await reader.read()).value ?? '';
    await reader.cancel();
    const events = [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]!) as HuntEvent);
    expect(events.flatMap((event) => (event.kind === 'step' ? [event.step.id] : []))).toEqual(
      view.steps.map((step) => step.id),
    );
    expect(events.at(-1)).toMatchObject({ kind: 'hunt', state: 'settled' });
  });

  it('pages a table of a step, filtered and sorted', async () => {
    const answer = await app.send('POST', `${tablePath()}/page`, { limit: 1, sort: [{ column: 'Computer' }] });
    const page = (await answer.json()) as PageView;
    expect(page.columns[0]).toEqual({ name: 'Computer', type: 'string' });
    expect(page.rows[0]?.[0]).toBe('WS01.corp.example');
    expect(page.total).toBe(1);
  });

  it('draws the timeline of a table', async () => {
    const columns = { time: 'FirstSeen', lane: 'Computer', tooltip: ['Events'] };
    const answer = await app.send('POST', `${tablePath()}/timeline`, { buckets: 100, ...columns });
    const data = (await answer.json()) as TimelineData;
    expect(data.total).toBe(1);
    expect(data.lanes).toEqual([{ label: 'WS01.corp.example', count: 1 }]);
  });

  it('exports a table as a download with a safe name', async () => {
    const answer = await app.send('POST', `${tablePath()}/export`, { format: 'csv' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="find-host.csv"');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const lines = (await answer.text()).trimEnd().split(/\r?\n/);
    expect(lines[0]).toContain('Computer');
    expect(lines).toHaveLength(2);
  });

  it('gives the outcome as JSON with rows in the order of the columns', async () => {
    const answer = await app.get(`/api/hunts/${id}/json`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="windows-host-WS01.json"');
    const outcome = (await answer.json()) as Record<string, unknown> & { steps: Record<string, unknown>[] };
    expect(outcome).toMatchObject({ explorer: 'windows-host', values: { host: 'WS01' } });
    const tables = outcome.steps[0]?.tables as Record<
      string,
      { columns: { name: string }[]; rows: unknown[][]; rowCount: number }
    >;
    const found = tables['find-host']!;
    expect(found.rowCount).toBe(1);
    expect(found.rows[0]?.[found.columns.findIndex((column) => column.name === 'Computer')]).toBe('WS01.corp.example');
  });

  it('gives the report as one HTML file to keep, never to show here', async () => {
    const answer = await app.get(`/api/hunts/${id}/report`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="windows-host-WS01.html"');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toMatch(/^<!doctype html>[\s\S]*WS01[\s\S]*<\/html>\s*$/i);
    const kept = async () => {
      const entries = await readdir(join(app.workspace.path, tempFolderName), { recursive: true });
      return entries.filter((entry) => entry.endsWith('.html'));
    };
    await expect.poll(kept).toEqual([]);
  });

  it('sets inputs of a step, and an empty object puts the defaults back', async () => {
    const path = `/api/hunts/${id}/steps/find-host/inputs`;
    expect((await app.send('PUT', path, { host: 'WS02' })).status).toBe(200);
    const changed = await settled(app, id);
    expect(changed.steps[0]?.inputs.host?.value).toBe('WS02');
    await app.send('PUT', path, {});
    expect((await settled(app, id)).steps[0]?.inputs.host?.value).toBe('WS01');
  });

  it('opens with inputs that differ from the defaults, also in a live hunt', async () => {
    await open(app, { host: 'WS01' }, { 'find-host': { host: 'ws02' } });
    expect((await settled(app, id)).steps[0]?.inputs.host?.value).toBe('ws02');
    await app.send('PUT', `/api/hunts/${id}/steps/find-host/inputs`, {});
    await settled(app, id);
  });

  it.each([
    ['POST', () => '/api/hunts', { explorer: 'no-such', values: {} }, 404, 'unknown-explorer'],
    ['POST', () => '/api/hunts', { explorer: 'windows-host' }, 400, 'bad-request'],
    ['POST', () => '/api/hunts', { explorer: 'windows-host', values: {}, extra: 1 }, 400, 'bad-request'],
    ['PUT', () => `/api/hunts/${id}/steps/nope/inputs`, { a: 1 }, 404, 'unknown-step'],
    ['PUT', () => `/api/hunts/${id}/steps/find-host/inputs`, { nope: 1 }, 400, 'unknown-input'],
    ['POST', () => `/api/hunts/${id}/steps/find-host/tables/nope/page`, {}, 404, 'unknown-table'],
    ['POST', () => `${tablePath()}/page`, { limit: -1 }, 400, 'bad-request'],
    ['POST', () => `${tablePath()}/export`, { format: 'exe' }, 400, 'bad-request'],
    ['POST', () => `${tablePath()}/timeline`, { buckets: 9e9, time: 'x', tooltip: [] }, 400, 'bad-request'],
    ['POST', () => '/api/hunts/none/cancel', {}, 404, 'not-found'],
  ])('%s of something wrong answers an ApiError (%#)', async (method, path, body, status, code) => {
    const answer = await app.send(method, path(), body);
    expect(await answer.json()).toMatchObject({ error: { code, message: expect.any(String) } });
    expect(answer.status).toBe(status);
  });

  it('keeps few hunts alive: the least recently used one that nobody follows makes room', async () => {
    const followed = await open(app, { host: 'followed' });
    const follower = await app.get(`/api/hunts/${followed.id}/events`);
    const idle = await open(app, { host: 'idle' });
    await app.get(`/api/hunts/${id}`);
    await open(app, { host: 'newest' });
    expect((await app.get(`/api/hunts/${idle.id}`)).status).toBe(404);
    expect((await app.get(`/api/hunts/${followed.id}`)).status).toBe(200);
    expect((await app.get(`/api/hunts/${id}`)).status).toBe(200);
    await follower.body!.cancel();
  });

  it('ends the event stream of a hunt that is closed', async () => {
    const { id: other } = await open(app, { host: 'newest' });
    const stream = await app.get(`/api/hunts/${other}/events`);
    const text = stream.text();
    const authorization = `Bearer ${testToken}`;
    expect((await app.raw(`/api/hunts/${other}`, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
    expect(await text).toContain('"kind":"hunt"');
    expect((await app.get(`/api/hunts/${other}`)).status).toBe(404);
  });
});
