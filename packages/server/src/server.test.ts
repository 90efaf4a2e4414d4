import { request } from 'node:http';
import { expect, it, vi } from 'vitest';
import { createLog } from './log.js';
import { createServer } from './server.js';
import { smallWorkspace, twoHosts } from './testing/small-workspace.js';

/** A plain request, with a Host header of one's choice. */
function get(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once('error', reject).end();
  });
}

it('listens on this machine only, streams, and closes with a stream open', async () => {
  const { workspace, remove } = await smallWorkspace(twoHosts);
  const server = await createServer({ workspace, port: 0, log: createLog('silent') });
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(server.token.length).toBeGreaterThanOrEqual(43);

  const authorization = `Bearer ${server.token}`;
  expect(await get(`${server.url}/api/workspace`, { authorization })).toBe(200);
  expect(await get(`${server.url}/api/workspace`, {})).toBe(401);
  expect(await get(`${server.url}/api/workspace`, { authorization, host: 'evil.example' })).toBe(403);

  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ explorer: 'windows-host', values: { host: 'WS01' } });
  const opened = await fetch(`${server.url}/api/hunts`, { method: 'POST', headers, body });
  const { id } = (await opened.json()) as { id: string };
  const stream = await fetch(`${server.url}/api/hunts/${id}/events`, { headers });
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('"state":"settled"')) text += (await reader.read()).value ?? '';

  await expect(createServer({ workspace, port: Number(new URL(server.url).port) })).rejects.toMatchObject({
    code: 'not-available',
    hint: expect.stringContaining('--port'),
  });

  const drain = async () => {
    while (!(await reader.read()).done);
  };
  const cut = expect(drain()).rejects.toThrow();
  await server.close();
  await cut;
  await expect(fetch(`${server.url}/`)).rejects.toThrow();
  await remove();
});

it('stops a query whose client has gone', async () => {
  const { workspace, remove } = await smallWorkspace();
  const asked = vi.spyOn(workspace, 'query');
  const server = await createServer({ workspace, port: 0, log: createLog('silent') });
  const many = 'range n from 1 to 100000 step 1 | extend k = 1';
  const query = `${many} | join kind=inner (${many}) on k | summarize max(n * n1)`;
  const gone = new AbortController();
  const answer = fetch(`${server.url}/api/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: gone.signal,
  });
  const place = () => asked.mock.calls.findIndex(([text]) => text === query);
  await expect.poll(place, { timeout: 20_000 }).toBeGreaterThanOrEqual(0);
  gone.abort();
  await expect(answer).rejects.toThrow();
  await expect(asked.mock.results[place()]?.value).rejects.toMatchObject({ code: 'cancelled' });
  await server.close();
  await remove();
});
