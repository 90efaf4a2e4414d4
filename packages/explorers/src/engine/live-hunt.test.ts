import { type Workspace, WorkspaceError } from '@huntbook/workspace';
import { describe, expect, it } from 'vitest';
import { ExplorerError, type HuntEvent } from '../model/hunt.js';
import { number, text } from './fields.js';
import { startHunt } from './live-hunt.js';
import { defineExplorer, defineStep, optional, type Step } from './step.js';

// The steps of these tests make no tables, so no part of a workspace is used.
const workspace = { name: 'test', engine: 'local' } as unknown as Workspace;

function explorerOf(...steps: Step<unknown>[]) {
  return defineExplorer({ id: 'test', title: 'Test', entity: 'host', hypothesis: '', steps });
}

const noted = { blocks: [] } as const;

function counter(id: string, base = 0) {
  let runs = 0;
  const step = defineStep({
    id,
    title: id,
    about: '',
    needs: {},
    inputs: () => ({ add: number({ label: 'Add', default: base, min: 0 }) }),
    run: (_needs, { add }) => {
      runs++;
      return { ...noted, result: add + 1, finding: `${add + 1}` };
    },
  });
  return { step, runs: () => runs };
}

function doubled(id: string, of: Step<number>) {
  return defineStep({
    id,
    title: id,
    about: '',
    needs: { of },
    inputs: () => ({}),
    run: ({ of: value }) => ({ ...noted, result: value * 2, finding: `${value * 2}` }),
  });
}

const findings = (hunt: ReturnType<typeof startHunt>) =>
  Object.fromEntries(hunt.view().steps.map((step) => [step.id, step.finding]));

describe('a hunt', () => {
  it('runs each step when the steps it needs have run', async () => {
    const first = counter('first');
    const hunt = startHunt(explorerOf(first.step, doubled('second', first.step)), { workspace, values: {} });
    const view = await hunt.settled();
    expect(view.state).toBe('settled');
    expect(findings(hunt)).toEqual({ first: '1', second: '2' });
  });

  it('runs what depends on a changed input again, and nothing else', async () => {
    const first = counter('first');
    const other = counter('other');
    const hunt = startHunt(explorerOf(first.step, other.step, doubled('second', first.step)), {
      workspace,
      values: {},
    });
    await hunt.settled();
    hunt.set('first', { add: 4 });
    expect(hunt.view().steps.find((step) => step.id === 'second')?.state).toBe('stale');
    await hunt.settled();
    expect(findings(hunt)).toEqual({ first: '5', other: '1', second: '10' });
    expect([first.runs(), other.runs()]).toEqual([2, 1]);
    hunt.reset('first');
    await hunt.settled();
    expect(findings(hunt)).toMatchObject({ first: '1', second: '2' });
  });

  it('takes inputs from the start, and says which one is wrong', async () => {
    const first = counter('first');
    const good = startHunt(explorerOf(first.step), { workspace, values: {}, inputs: { first: { add: '7' } } });
    await good.settled();
    expect(findings(good)).toEqual({ first: '8' });
    const bad = startHunt(explorerOf(first.step), { workspace, values: {}, inputs: { first: { plus: 7 } } });
    const [step] = (await bad.settled()).steps;
    expect(step).toMatchObject({ state: 'failed', error: { code: 'unknown-input', hint: 'Its inputs are add.' } });
  });

  it('refuses a bad value at once and keeps the old one', async () => {
    const first = counter('first');
    const hunt = startHunt(explorerOf(first.step), { workspace, values: {} });
    await hunt.settled();
    expect(() => hunt.set('first', { add: -1 })).toThrow(ExplorerError);
    expect(() => hunt.set('first', { add: 'many' })).toThrow(/expected a number/);
    expect(() => hunt.set('nowhere', {})).toThrow(/has no step/);
    expect(findings(hunt)).toEqual({ first: '1' });
  });

  it('turns a failure into an outcome, blocks what needs it and spares what only wants it', async () => {
    const broken = defineStep({
      id: 'broken',
      title: 'Broken',
      about: '',
      needs: {},
      inputs: () => ({}),
      run: (): never => {
        throw new Error('the disk is on fire');
      },
    });
    const wants = defineStep({
      id: 'wants',
      title: 'Wants',
      about: '',
      needs: { maybe: optional(broken as Step<number>) },
      inputs: () => ({}),
      run: ({ maybe }) => ({ ...noted, result: 1, finding: maybe === undefined ? 'without' : 'with' }),
    });
    const hunt = startHunt(explorerOf(broken, doubled('needs', broken as Step<number>), wants), {
      workspace,
      values: {},
    });
    const { steps } = await hunt.settled();
    expect(steps.map((step) => step.state)).toEqual(['failed', 'blocked', 'ok']);
    expect(steps[0]?.error?.message).toBe('the disk is on fire');
    expect(steps[1]?.finding).toContain('“Broken” gave no result');
    expect(steps[2]?.finding).toBe('without');
  });

  it('tells a missing table from a failure', async () => {
    const missing = defineStep({
      id: 'missing',
      title: 'Missing',
      about: '',
      needs: {},
      inputs: () => ({}),
      run: (): never => {
        throw new WorkspaceError('table-missing', 'no such table', { subject: 'SecurityEvent' });
      },
    });
    const hunt = startHunt(explorerOf(missing), { workspace, values: {} });
    const [step] = (await hunt.settled()).steps;
    expect(step?.state).toBe('table-missing');
    expect(step?.finding).toContain('no SecurityEvent table');
  });

  it('drops the outcome of a run that was overtaken', async () => {
    const releases: (() => void)[] = [];
    const slow = defineStep({
      id: 'slow',
      title: 'Slow',
      about: '',
      needs: {},
      inputs: () => ({ name: text({ label: 'Name', default: 'a' }) }),
      run: (_needs, { name }) =>
        new Promise<{ result: string; finding: string; blocks: [] }>((resolve) => {
          releases.push(() => resolve({ result: name, finding: name, blocks: [] }));
        }),
    });
    const hunt = startHunt(explorerOf(slow), { workspace, values: {} });
    await until(() => releases.length === 1);
    hunt.set('slow', { name: 'b' });
    await until(() => releases.length === 2);
    releases[1]?.();
    releases[0]?.();
    await hunt.settled();
    expect(findings(hunt)).toEqual({ slow: 'b' });
  });

  it('can be cancelled and resumed', async () => {
    let calls = 0;
    const waits = defineStep({
      id: 'waits',
      title: 'Waits',
      about: '',
      needs: {},
      inputs: () => ({}),
      run: (_needs, _inputs, { signal }) =>
        ++calls > 1
          ? { ...noted, result: 1, finding: 'done' }
          : new Promise<never>((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new Error('stopped')));
            }),
    });
    const hunt = startHunt(explorerOf(waits, doubled('after', waits)), { workspace, values: {} });
    await until(() => calls === 1);
    hunt.cancel();
    expect((await hunt.settled()).state).toBe('cancelled');
    hunt.resume();
    expect((await hunt.settled()).steps.map((step) => step.state)).toEqual(['ok', 'ok']);
  });

  it('is disposed of only when nothing of it runs any more', async () => {
    let running = false;
    const slow = defineStep({
      id: 'slow',
      title: 'Slow',
      about: '',
      needs: {},
      inputs: () => ({}),
      run: async (_needs, _inputs, { signal }) => {
        running = true;
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => setTimeout(resolve, 20));
        });
        running = false;
        return { ...noted, result: 1, finding: '' };
      },
    });
    const hunt = startHunt(explorerOf(slow), { workspace, values: {} });
    await until(() => running);
    await hunt.dispose();
    expect(running).toBe(false);
  });

  it('tells subscribers of every change of state', async () => {
    const first = counter('first');
    const hunt = startHunt(explorerOf(first.step, doubled('second', first.step)), { workspace, values: {} });
    const seen: string[] = [];
    hunt.subscribe((event: HuntEvent) => {
      seen.push(event.kind === 'step' ? `${event.step.id} ${event.step.state}` : event.state);
    });
    await hunt.settled();
    expect(seen).toContain('second running');
    expect(seen.at(-1)).toBe('settled');
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
