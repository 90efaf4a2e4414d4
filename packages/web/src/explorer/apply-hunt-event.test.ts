import type { HuntView, StepView } from '@huntbook/explorers';
import { describe, expect, it } from 'vitest';
import { applyHuntEvent } from './apply-hunt-event.js';

function step(id: string, state: StepView['state']): StepView {
  return {
    id,
    title: id,
    about: '',
    state,
    finding: '',
    tone: 'neutral',
    inputs: {},
    blocks: [],
    tables: {},
    needs: [],
  };
}

const view: HuntView = {
  id: 'h1',
  explorer: 'windows-host',
  title: 'Windows host',
  hypothesis: '',
  workspace: 'demo',
  values: { host: 'WS01' },
  state: 'settled',
  steps: [step('find-host', 'ok'), step('logons', 'ok')],
  elapsedMs: 10,
};

describe('a live hunt', () => {
  it('takes a step in place and leaves the others as they are', () => {
    const after = applyHuntEvent(view, { kind: 'step', step: step('logons', 'stale') });
    expect(after.steps.map(({ state }) => state)).toEqual(['ok', 'stale']);
    expect(after.steps[0]).toBe(view.steps[0]);
  });

  it('runs again when a step does, until the hunt says that it has settled', () => {
    const running = applyHuntEvent(view, { kind: 'step', step: step('logons', 'running') });
    expect(running.state).toBe('running');
    const done = applyHuntEvent(running, { kind: 'step', step: step('logons', 'ok') });
    expect(applyHuntEvent(done, { kind: 'hunt', state: 'settled', elapsedMs: 99 })).toMatchObject({
      state: 'settled',
      elapsedMs: 99,
    });
  });
});
