import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capturedIo } from '../testing/captured-io.js';
import { demoWorkspace } from '../testing/demo-workspace.js';
import { runCommand } from '../testing/run-command.js';
import { canOpenBrowser } from './open-browser.js';

describe('serve', () => {
  let demo: Awaited<ReturnType<typeof demoWorkspace>>;
  beforeAll(async () => {
    demo = await demoWorkspace();
  }, 60_000);
  afterAll(() => demo.remove());

  it('prints one address with its token, answers there, and ends cleanly at Ctrl-C', async () => {
    const abort = new AbortController();
    let printed: (text: string) => void = () => {};
    const address = new Promise<string>((resolve) => {
      printed = resolve;
    });
    const args = ['serve', '--port', '0', '--token', 'a token', '--no-open', '--workspace', demo.workspace];
    const ended = runCommand(args, { signal: abort.signal, onOut: (text) => printed(text) });
    const url = new URL((await address).trim());
    expect(url.hostname).toBe('127.0.0.1');
    expect(url.searchParams.get('token')).toBe('a token');
    const entered = await fetch(url, { redirect: 'manual' });
    expect(entered.status).toBe(302);
    const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
    const view = await (await fetch(new URL('/api/workspace', url), { headers: { cookie } })).json();
    expect(view).toMatchObject({ isDemo: true, canIngest: true, path: demo.workspace });
    abort.abort();
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('the browser', () => {
  const io = (env: Record<string, string>, isTerminal = true) => {
    const captured = capturedIo({ env });
    return { ...captured, err: { ...captured.err, isTerminal } };
  };
  it('is opened where there is a display and somebody to see it', () => {
    expect(canOpenBrowser(io({ DISPLAY: ':0' }), 'linux')).toBe(true);
    expect(canOpenBrowser(io({}), 'darwin')).toBe(true);
    expect(canOpenBrowser(io({}), 'linux')).toBe(false);
    expect(canOpenBrowser(io({ DISPLAY: ':0', CI: 'true' }), 'linux')).toBe(false);
    expect(canOpenBrowser(io({ SSH_CONNECTION: 'x', DISPLAY: ':0' }), 'linux')).toBe(false);
    expect(canOpenBrowser(io({ DISPLAY: ':0' }, false), 'linux')).toBe(false);
  });
});
