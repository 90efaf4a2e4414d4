import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ownHost, type TestApp, testApp, testPort, testToken } from '../testing/test-app.js';

const authorization = `Bearer ${testToken}`;

describe('the trust rules', () => {
  let app: TestApp;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huntbook-web-'));
    await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
    await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>huntbook</title>');
    await writeFile(join(folder, 'dist', 'assets', 'main-1a2b.js'), 'export {};');
    await writeFile(join(folder, 'secret.txt'), 'outside');
    await symlink(join(folder, 'secret.txt'), join(folder, 'dist', 'link.txt'));
    app = await testApp([], { webRoot: join(folder, 'dist') });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  describe('token', () => {
    it.each([
      ['GET', '/api/workspace'],
      ['GET', '/api/home'],
      ['GET', '/api/no-such-route'],
      ['GET', '/v1/no-such-route'],
      ['POST', '/api/query'],
      ['POST', '/api/ingest'],
      ['POST', '/v1/rest/query'],
      ['DELETE', '/api/hunts/x'],
      ['POST', '/'],
    ])('%s %s is refused without it', async (method, path) => {
      const headers = { origin: `http://${ownHost}`, 'content-type': 'application/json' };
      const answer = await app.raw(path, { method, headers });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: { code: 'unauthorized' } });
    });

    it.each([`Bearer ${testToken}x`, 'Bearer ', `Basic ${testToken}`, testToken])(
      'is refused as "%s"',
      async (given) => {
        expect((await app.raw('/api/workspace', { headers: { authorization: given } })).status).toBe(401);
      },
    );

    it('opens the API as a bearer and as the cookie of this port', async () => {
      expect((await app.raw('/api/workspace', { headers: { authorization } })).status).toBe(200);
      const cookie = `huntbook-${testPort}=${testToken}`;
      expect((await app.raw('/api/workspace', { headers: { cookie } })).status).toBe(200);
      const other = `huntbook-${testPort + 1}=${testToken}`;
      expect((await app.raw('/api/workspace', { headers: { cookie: other } })).status).toBe(401);
    });

    it('in a link becomes a cookie that scripts and other sites cannot use, and leaves the address', async () => {
      const answer = await app.raw(`/hunt/windows-host?host=WS01&token=${testToken}`);
      expect(answer.status).toBe(302);
      expect(answer.headers.get('location')).toBe('/hunt/windows-host?host=WS01');
      const cookie = answer.headers.get('set-cookie') ?? '';
      expect(cookie).toContain(`huntbook-${testPort}=${testToken}`);
      expect(cookie).toContain('HttpOnly');
      expect(cookie).toContain('SameSite=Strict');
      expect(cookie).toContain('Path=/');
    });

    it('in a link redirects to this server only', async () => {
      const answer = await app.app.request(`http://${ownHost}//evil.example/x?token=${testToken}`, {
        headers: { host: ownHost },
      });
      expect(answer.headers.get('location')).toBe('/evil.example/x');
    });

    it('in an old link is not asked for again where the cookie is there', async () => {
      const cookie = `huntbook-${testPort}=${testToken}`;
      const answer = await app.raw('/data?token=old', { headers: { cookie } });
      expect(answer.status).toBe(302);
      expect(answer.headers.get('location')).toBe('/data');
      expect(answer.headers.get('set-cookie')).toBeNull();
    });

    it('is stood in for by a ticket once, in a link only', async () => {
      const ticket = app.issueTicket();
      expect((await app.raw('/api/workspace', { headers: { authorization: `Bearer ${ticket}` } })).status).toBe(401);
      const opened = await app.raw(`/?token=${ticket}`);
      expect(opened.headers.get('set-cookie')).toContain(testToken);
      expect((await app.raw(`/?token=${ticket}`)).status).toBe(401);
    });

    it('that is wrong in a link sets nothing', async () => {
      const answer = await app.raw('/?token=guess');
      expect(answer.status).toBe(401);
      expect(answer.headers.get('set-cookie')).toBeNull();
    });
  });

  describe('Host', () => {
    it.each(['127.0.0.1:4680', 'localhost:4680', 'LOCALHOST:4680'])('%s is this server', async (host) => {
      expect((await app.raw('/api/workspace', { headers: { host, authorization } })).status).toBe(200);
    });

    it.each([
      'evil.example:4680',
      '127.0.0.1.evil.example:4680',
      '127.0.0.1',
      '127.0.0.1:4681',
      '192.168.1.5:4680',
      'localhost:4680@evil.example',
      '',
    ])('"%s" is refused, on pages and on the API', async (host) => {
      expect((await app.raw('/api/workspace', { headers: { host, authorization } })).status).toBe(403);
      expect((await app.raw('/', { headers: { host } })).status).toBe(403);
    });

    it('may be any literal address when the server listens on all of them, never a name', async () => {
      const open = await testApp([], { host: '0.0.0.0' });
      const status = async (host: string) =>
        (await open.raw('/api/workspace', { headers: { host, authorization } })).status;
      expect(await status('192.168.1.5:4680')).toBe(200);
      expect(await status('[fe80::1]:4680')).toBe(200);
      expect(await status('evil.example:4680')).toBe(403);
      await open.close();
    });
  });

  describe('Origin', () => {
    const cookie = `huntbook-${testPort}=${testToken}`;
    const post = (headers: Record<string, string>) =>
      app.raw('/api/query', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"print 1"}',
      });

    it('of this server may change state', async () => {
      expect((await post({ cookie, origin: `http://${ownHost}` })).status).toBe(200);
      expect((await post({ cookie, origin: `http://localhost:${testPort}` })).status).toBe(200);
    });

    it.each([
      'http://evil.example',
      'http://127.0.0.1:9999',
      `https://${ownHost}`,
      'null',
      `http://${ownHost}.evil.example`,
    ])('%s may not, even with the token', async (origin) => {
      expect((await post({ cookie, origin })).status).toBe(403);
      expect((await post({ authorization, origin })).status).toBe(403);
    });

    it('must be named when the cookie is what authorises', async () => {
      expect((await post({ cookie })).status).toBe(403);
      expect((await post({ authorization })).status).toBe(200);
    });

    it('of another site is refused by what the browser says of it, too', async () => {
      expect((await post({ cookie, origin: `http://${ownHost}`, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    });

    it.each(['PUT', 'DELETE', 'PATCH'])('is checked on %s', async (method) => {
      const headers = { authorization, origin: 'http://evil.example' };
      expect((await app.raw('/api/hunts/x', { method, headers })).status).toBe(403);
    });
  });

  describe('headers', () => {
    it.each(['/', '/assets/main-1a2b.js', '/api/workspace', '/api/hunts/none', '/?token=wrong'])(
      'protect %s',
      async (path) => {
        const { headers } = await app.raw(path);
        expect(headers.get('content-security-policy')).toBe(
          "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
            "connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        );
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('referrer-policy')).toBe('no-referrer');
        expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
        expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
        expect(headers.get('access-control-allow-origin')).toBeNull();
      },
    );

    it('keep answers of the API out of caches', async () => {
      expect((await app.get('/api/workspace')).headers.get('cache-control')).toBe('no-store');
    });
  });

  it('keep secrets and log content out of the log', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const logged = await testApp([], { log: pino({ level: 'debug' }, stream) });
    await logged.raw(`/?token=${testToken}`);
    await logged.get('/api/workspace?x=in-the-address');
    await logged.send('POST', '/api/query', { query: 'print "in-the-query" | nope' });
    vi.spyOn(logged.workspace, 'tables').mockRejectedValueOnce(new Error('in-the-message'));
    expect((await logged.get('/api/workspace')).status).toBe(500);
    await logged.close();
    const text = lines.join('');
    expect(text).toContain('unexpected failure');
    for (const secret of [testToken, 'in-the-']) expect(text).not.toContain(secret);
  });

  describe('static files', () => {
    it('are served without the token, hashed ones for good, and any page is the application', async () => {
      const asset = await app.raw('/assets/main-1a2b.js');
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      const page = await app.raw('/hunt/windows-host/WS01.corp.example', { headers: { accept: 'text/html' } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<title>huntbook</title>');
      expect(page.headers.get('cache-control')).toBe('no-cache');
    });

    it.each([
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '/link.txt',
      '/%00',
      '/%E0%A4%A',
    ])('never come from outside the build: %s', async (path) => {
      const answer = await app.raw(path, { headers: { authorization } });
      expect(await answer.text()).not.toContain('outside');
    });

    it('that do not exist are not the application', async () => {
      expect((await app.raw('/assets/gone.js', { headers: { authorization } })).status).toBe(404);
    });
  });
});
