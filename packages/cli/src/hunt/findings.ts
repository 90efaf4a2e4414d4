import type { HuntView, StepState, StepView } from '@huntbook/explorers';
import type { Io } from '../console/io.js';
import { duration } from '../text/amounts.js';
import { plain } from '../text/plain.js';

const words: Readonly<Record<StepState, string>> = {
  ok: 'ok',
  empty: 'nothing',
  blocked: 'blocked',
  failed: 'FAILED',
  'table-missing': 'no data',
  'not-permitted': 'denied',
  waiting: 'not run',
  running: 'stopped',
  stale: 'stopped',
};

function paint({ state, tone }: StepView, { green, red, yellow, dim }: Io['out']['colors']): (text: string) => string {
  if (state === 'failed' || tone === 'bad') return red;
  if (tone === 'notable') return yellow;
  return state === 'ok' ? green : dim;
}

/** What a hunt found, a line or two a step. */
export function findingsText(view: HuntView, io: Io): string {
  const { bold, dim } = io.out.colors;
  const titleWidth = Math.max(...view.steps.map((step) => step.title.length));
  const lines = [
    bold(
      `${view.title}: ${Object.values(view.values)
        .map((value) => plain(String(value)))
        .join(', ')}`,
    ),
  ];
  for (const step of view.steps) {
    const word = paint(step, io.out.colors)(words[step.state].padEnd(8));
    lines.push(`${word}  ${step.title.padEnd(titleWidth)}  ${plain(step.finding)}`);
    if (step.error?.hint) lines.push(`${' '.repeat(titleWidth + 12)}${dim(plain(step.error.hint))}`);
  }
  lines.push(
    dim(`${view.steps.length} steps in ${duration(view.elapsedMs)}${view.state === 'cancelled' ? ', cancelled' : ''}`),
  );
  return `${lines.join('\n')}\n`;
}
