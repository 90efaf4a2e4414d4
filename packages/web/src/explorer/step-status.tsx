import type { StepView } from '@huntbook/explorers';
import { Loader } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconDatabaseOff,
  IconFlag,
  IconLock,
  IconRefresh,
} from '@tabler/icons-react';
import styles from './step-status.module.css';

const names: Readonly<Record<StepView['state'], string>> = {
  waiting: 'waiting',
  blocked: 'nothing to work on',
  running: 'running',
  stale: 'out of date',
  ok: 'done',
  empty: 'nothing found',
  'table-missing': 'table missing',
  'not-permitted': 'not permitted',
  failed: 'failed',
};

const tones: Readonly<Record<StepView['tone'], string>> = {
  neutral: '',
  good: ', looks good',
  notable: ', notable',
  bad: ', bad',
};

/** A step's state in words, its tone included. */
export function stepStatus(step: Pick<StepView, 'state' | 'tone'>): string {
  return `${names[step.state]}${step.state === 'ok' ? tones[step.tone] : ''}`;
}

/** A step's state and tone as an icon, said in words to those who cannot see it. */
export function StepIcon({
  step,
  size = 16,
}: {
  readonly step: Pick<StepView, 'state' | 'tone'>;
  readonly size?: number;
}) {
  return (
    <span
      className={`${styles.icon} ${iconClass(step)}`}
      style={{ width: size, height: size }}
      title={stepStatus(step)}
    >
      {glyph(step, size)}
      <span className="hb-visually-hidden">{stepStatus(step)}</span>
    </span>
  );
}

function iconClass(step: Pick<StepView, 'state' | 'tone'>): string {
  if (step.state === 'ok') return styles[step.tone] ?? '';
  if (step.state === 'failed') return styles.bad ?? '';
  if (step.state === 'stale' || step.state === 'not-permitted') return styles.notable ?? '';
  return styles.quiet ?? '';
}

function glyph(step: Pick<StepView, 'state' | 'tone'>, size: number) {
  const props = { size, stroke: 1.8, 'aria-hidden': true } as const;
  switch (step.state) {
    case 'running':
      return <Loader size={size - 2} />;
    case 'waiting':
      return <IconCircleDashed {...props} />;
    case 'blocked':
      return <IconCircleMinus {...props} />;
    case 'stale':
      return <IconRefresh {...props} />;
    case 'empty':
      return <IconCircle {...props} />;
    case 'table-missing':
      return <IconDatabaseOff {...props} />;
    case 'not-permitted':
      return <IconLock {...props} />;
    case 'failed':
      return <IconCircleX {...props} />;
    case 'ok':
      if (step.tone === 'bad') return <IconAlertTriangle {...props} />;
      return step.tone === 'notable' ? <IconFlag {...props} /> : <IconCircleCheck {...props} />;
  }
}
