import type { StepView } from '@huntbook/explorers';
import { memo } from 'react';
import { stepAnchor } from '../app/steps-on-page.js';
import { BlockList } from './blocks/block-list.js';
import { StepForm } from './fields/step-form.js';
import styles from './step.module.css';
import { StepDetails } from './step-details.js';
import { StepIcon } from './step-status.js';
import { StepSummary } from './step-summary.js';

interface StepProps {
  readonly huntId: string;
  readonly step: StepView;
  readonly steps: readonly StepView[];
  /** The hunt was cancelled: what has not run does not wait for anything. */
  readonly cancelled: boolean;
  readonly onRetry: () => void;
}

/** One step: what it asks, its inputs, what it found, and how it came to that. */
export const Step = memo(
  function Step({ huntId, step, steps, cancelled, onRetry }: StepProps) {
    const heading = `${stepAnchor(step.id)}-title`;
    const stale = step.state === 'running' || step.state === 'stale';
    const busy = step.state === 'running' || (step.state === 'stale' && !cancelled);
    return (
      <section id={stepAnchor(step.id)} className={styles.step} aria-labelledby={heading} aria-busy={busy}>
        <header className={styles.head}>
          <StepIcon step={step} size={18} />
          <h2 id={heading} className={styles.title} tabIndex={-1}>
            {step.title}
          </h2>
        </header>
        <p className={styles.about}>{step.about}</p>
        <StepForm step={step} />
        <StepSummary step={step} steps={steps} cancelled={cancelled} onRetry={onRetry} />
        {step.blocks.length ? (
          <div className={styles.blocks} data-stale={stale || undefined}>
            <BlockList huntId={huntId} step={step} steps={steps} />
          </div>
        ) : null}
        <StepDetails step={step} />
      </section>
    );
  },
  // A step is drawn again when it changed itself; the others matter to it only for what can be chosen from its rows.
  (before, after) =>
    before.step === after.step &&
    before.huntId === after.huntId &&
    before.cancelled === after.cancelled &&
    before.onRetry === after.onRetry &&
    chosenIn(before) === chosenIn(after),
);

/** The inputs that rows of this step's tables set, as text, so that a change of them draws the step again. */
function chosenIn({ step, steps }: StepProps): string {
  const waitsFor = step.state === 'blocked' ? steps.map(({ id, state }) => `${id}${state}`).join() : '';
  return (
    waitsFor +
    step.blocks
      .map((block) => {
        if (block.kind !== 'table' || !block.select) return '';
        const { select } = block;
        return JSON.stringify(steps.find(({ id }) => id === select.step)?.inputs[select.input]?.value);
      })
      .join()
  );
}
