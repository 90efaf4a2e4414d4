import type { StepView } from '@huntbook/explorers';
import { Button, Skeleton } from '@mantine/core';
import { LogText } from '../format/log-text.js';
import styles from './step.module.css';

interface SummaryProps {
  readonly step: StepView;
  readonly steps: readonly StepView[];
  readonly cancelled: boolean;
  readonly onRetry: () => void;
}

/** The sentence that says what a step found, or why it did not run. It keeps its place while the step runs. */
export function StepSummary({ step, steps, cancelled, onRetry }: SummaryProps) {
  if (cancelled && (step.state === 'waiting' || step.state === 'stale')) {
    return (
      <div className={styles.summary}>
        {step.finding ? <LogText text={step.finding} /> : null}
        <p className="hb-muted">
          {step.finding ? 'Out of date' : 'Not run'}: the hunt was cancelled. “Run what is left”, at the top of the
          page, goes on from here.
        </p>
      </div>
    );
  }
  switch (step.state) {
    case 'waiting':
    case 'running':
      if (step.finding) return <Sentence step={step} />;
      return (
        <div className={styles.summary}>
          <Skeleton h={10} mt={5} w={step.state === 'running' ? 360 : 180} animate={step.state === 'running'} />
          <span className="hb-visually-hidden">
            {step.state === 'running' ? 'Running' : 'Waiting for earlier steps'}
          </span>
        </div>
      );
    case 'blocked':
      return (
        <div className={styles.summary}>
          {step.finding || `Nothing to work on: ${namesOf(step, steps)} gave no rows.`}
        </div>
      );
    case 'failed':
    case 'not-permitted':
    case 'table-missing':
      return (
        <div className={styles.summary} data-tone={step.state === 'failed' ? 'bad' : undefined}>
          <LogText text={step.error?.message || step.finding || 'The step failed.'} />
          {step.error?.hint ? (
            <div className={styles.hint}>
              <LogText text={step.error.hint} />
            </div>
          ) : null}
          {step.error?.query ? (
            <pre className={styles.code}>
              <LogText text={step.error.query} />
            </pre>
          ) : null}
          {step.state === 'failed' ? (
            <Button className={styles.retry ?? ''} size="compact-xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
          ) : null}
        </div>
      );
    default:
      return <Sentence step={step} />;
  }
}

function Sentence({ step }: { readonly step: StepView }) {
  return (
    <p className={styles.summary} data-tone={step.state === 'ok' ? step.tone : undefined} aria-live="polite">
      <LogText text={step.finding || 'Nothing found.'} />
    </p>
  );
}

function namesOf(step: StepView, steps: readonly StepView[]): string {
  const names = step.needs
    .map((id) => steps.find((other) => other.id === id))
    .filter((other) => other !== undefined && other.state !== 'ok')
    .map((other) => `“${other?.title}”`);
  return names.length ? names.join(' and ') : 'an earlier step';
}
