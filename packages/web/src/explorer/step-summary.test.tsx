import type { StepView } from '@huntbook/explorers';
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { StepSummary } from './step-summary.js';

function summary(state: StepView['state'], finding: string, cancelled: boolean): string {
  const step: StepView = {
    id: 'logons',
    title: 'Logons',
    about: '',
    needs: [],
    state,
    tone: 'neutral',
    finding,
    inputs: {},
    blocks: [],
    tables: {},
  };
  return renderToStaticMarkup(
    <MantineProvider>
      <StepSummary step={step} steps={[step]} cancelled={cancelled} onRetry={() => undefined} />
    </MantineProvider>,
  );
}

describe('the summary of a step that has not run', () => {
  it('says that it waits while the hunt runs', () => {
    expect(summary('waiting', '', false)).toContain('Waiting for earlier steps');
  });

  it('says that the hunt was cancelled and how to go on', () => {
    const html = summary('waiting', '', true);
    expect(html).not.toContain('Waiting');
    expect(html).toContain('Not run: the hunt was cancelled. “Run what is left”');
  });

  it('keeps what an earlier run found and says that it is out of date', () => {
    const html = summary('stale', '12 logons.', true);
    expect(html).toContain('12 logons.');
    expect(html).toContain('Out of date: the hunt was cancelled.');
  });

  it('leaves what has run as it is', () => {
    expect(summary('ok', '12 logons.', true)).not.toContain('cancelled');
  });
});
