import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IngestJobEvent, SourceInfo, WorkspaceView } from '../api/contract.js';
import { createHuntbookApp } from '../server.js';
import { tempFolderName } from '../temp-folder.js';
import { smallWorkspace } from '../testing/small-workspace.js';
import { type TestApp, testApp, testPort, testToken } from '../testing/test-app.js';
import { displayNameOf } from './receive-upload.js';

const authorization = `Bearer ${testToken}`;
const csv = 'TimeGenerated,Computer,SourceIP\n2024-05-01T08:00:00Z,WS01,198.51.100.7\n2024-05-01T09:00:00Z,WS02,-\n';

/** A multipart body as a browser writes it, its file names exactly as given. */
function multipart(files: readonly (readonly [name: string, content: string])[], field = 'file') {
  const boundary = '----huntbook-test';
  const parts = files.map(
    ([name, content]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n` +
      `content-type: text/csv\r\n\r\n${content}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
  };
}

async function events(app: TestApp, id: string): Promise<IngestJobEvent[]> {
  const text = await (await app.get(`/api/ingest/${id}/events`)).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]!) as IngestJobEvent);
}

async function upload(app: TestApp, files: readonly (readonly [string, string])[]): Promise<IngestJobEvent[]> {
  const { headers, body } = multipart(files);
  const answer = await app.raw('/api/ingest', { method: 'POST', headers: { ...headers, authorization }, body });
  expect(answer.status).toBe(202);
  return events(app, ((await answer.json()) as { id: string }).id);
}

async function leftovers(path: string): Promise<string[]> {
  const entries = await readdir(join(path, tempFolderName), { recursive: true });
  return entries.filter((entry) => entry.includes('/'));
}

describe('POST /api/ingest', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp([], { maxUploadBytes: 100_000 });
  });
  afterAll(() => app.close());

  it('loads a file under the name the client gave it, into the table that name says', async () => {
    const seen = await upload(app, [['Heartbeat_May (1).csv', csv]]);
    expect(seen.map((event) => event.kind)).toEqual(['start', 'done', 'end']);
    expect(seen[1]).toMatchObject({ source: { path: 'Heartbeat_May (1).csv', rows: { Heartbeat: 2 } } });
    const sources = (await (await app.get('/api/sources')).json()) as SourceInfo[];
    expect(sources.map((source) => source.path)).toEqual(['Heartbeat_May (1).csv']);
    const { tables } = (await (await app.get('/api/workspace')).json()) as WorkspaceView;
    expect(tables.filter((table) => table.rowCount > 0)).toMatchObject([{ name: 'Heartbeat', rowCount: 2 }]);
  });

  it('says when the same content was loaded before', async () => {
    const seen = await upload(app, [['again.csv', csv]]);
    expect(seen).toContainEqual({ kind: 'duplicate', path: 'again.csv', loadedFrom: 'Heartbeat_May (1).csv' });
  });

  it('names a table after the file where nothing else tells', async () => {
    const seen = await upload(app, [['odd things.csv', 'when,what\n2024-05-01,x\n']]);
    expect(seen).toContainEqual(
      expect.objectContaining({ kind: 'done', source: expect.objectContaining({ rows: { odd_things: 1 } }) }),
    );
  });

  it('reports a file that is no log, and loads the others', async () => {
    const seen = await upload(app, [
      ['picture.png', '\u0089PNG\u0000\u0001'],
      ['Heartbeat.csv', csv.replace('WS01', 'WS09')],
    ]);
    expect(seen).toContainEqual(expect.objectContaining({ kind: 'skipped', path: 'picture.png' }));
    expect(seen.filter((event) => event.kind === 'done')).toHaveLength(1);
  });

  it('never writes where a client name points, and leaves nothing behind', async () => {
    const before = await readdir(app.workspace.path);
    await upload(app, [
      ['../../escaped.csv', csv.replace('WS01', 'WS11')],
      ['/etc/huntbook-escaped', csv.replace('WS01', 'WS12')],
      ['..\\\\..\\\\escaped.csv', csv.replace('WS01', 'WS13')],
    ]);
    expect(existsSync(join(app.workspace.path, '..', 'escaped.csv'))).toBe(false);
    expect(existsSync('/etc/huntbook-escaped')).toBe(false);
    expect((await readdir(app.workspace.path)).sort()).toEqual(before.sort());
    expect(await leftovers(app.workspace.path)).toEqual([]);
  });

  it('refuses what is too large, by its length and by its bytes, and leaves nothing behind', async () => {
    const { headers, body } = multipart([['big.csv', 'x'.repeat(200_000)]]);
    const sized = { ...headers, authorization, 'content-length': String(body.length) };
    const declared = await app.raw('/api/ingest', { method: 'POST', headers: sized, body });
    expect(declared.status).toBe(413);
    const streamed = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < body.length; at += 10_000)
          controller.enqueue(new TextEncoder().encode(body.slice(at, at + 10_000)));
        controller.close();
      },
    });
    const init = { method: 'POST', headers: { ...headers, authorization }, body: streamed, duplex: 'half' };
    const counted = await app.raw('/api/ingest', init as RequestInit & { headers: Record<string, string> });
    expect(counted.status).toBe(413);
    expect(await counted.json()).toMatchObject({ error: { code: 'too-large' } });
    expect(await leftovers(app.workspace.path)).toEqual([]);
  });

  it.each([
    ['no multipart', { headers: { 'content-type': 'application/json' }, body: '{}' }],
    ['cut off', { ...multipart([['a.csv', csv]]), body: multipart([['a.csv', csv]]).body.slice(0, 180) }],
    ['another field', multipart([['a.csv', csv]], 'other')],
    ['no boundary', { headers: { 'content-type': 'multipart/form-data; x=y' }, body: 'x' }],
  ])('refuses a body that is %s', async (_what, { headers, body }) => {
    const answer = await app.raw('/api/ingest', { method: 'POST', headers: { ...headers, authorization }, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'bad-request' } });
    expect(await leftovers(app.workspace.path)).toEqual([]);
  });

  it('does not know a job that never was', async () => {
    expect((await app.get('/api/ingest/none/events')).status).toBe(404);
  });
});

describe('the temp folder', () => {
  it('is emptied at the next start after a crash, but for servers that still run', async () => {
    const { workspace, remove } = await smallWorkspace();
    const parent = join(workspace.path, tempFolderName);
    const crashed = join(parent, '999999999-crashed');
    const running = join(parent, `${process.ppid}-running`);
    for (const folder of [crashed, running]) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'data'), 'upload');
    }
    const server = await createHuntbookApp({ workspace, token: testToken, port: testPort });
    expect(existsSync(crashed)).toBe(false);
    expect(existsSync(running)).toBe(true);
    await server.dispose();
    expect(await readdir(parent)).toEqual([`${process.ppid}-running`]);
    await remove();
  });
});

describe('displayNameOf', () => {
  it.each([
    ['C:\\Users\\ann\\logs.csv', 'logs.csv'],
    ['../../etc/passwd', 'passwd'],
    ['\u202egnp.exe\u0000\n', 'gnp.exe'],
    ['..', 'upload'],
    ['', 'upload'],
  ])('makes %j into %j', (given, expected) => {
    expect(displayNameOf(given)).toBe(expected);
  });
});
