import type { HuntView, StepView } from '@huntbook/explorers';
import { useEffect, useState } from 'react';
import { goToStep, stepAnchor } from '../app/steps-on-page.js';
import { formatCompact } from '../format/format.js';
import styles from './outline.module.css';
import { StepIcon } from './step-status.js';

/** The steps by name, each with its state and the size of its main table; the one in view is marked. */
export function Outline({ view }: { readonly view: HuntView }) {
  const current = useStepInView(view.steps.map(({ id }) => id).join('\n'));
  return (
    <nav className={styles.outline} aria-label="Steps">
      <ol className={styles.list}>
        {view.steps.map((step) => (
          <li key={step.id}>
            <a
              href={`#${stepAnchor(step.id)}`}
              className={styles.link}
              aria-current={step.id === current ? 'step' : undefined}
              onClick={(event) => {
                event.preventDefault();
                goToStep(step.id);
              }}
            >
              <StepIcon step={step} size={15} />
              <span className={styles.title}>{step.title}</span>
              <Count step={step} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Count({ step }: { readonly step: StepView }) {
  const table = step.tables[step.id];
  if (step.state !== 'ok' || !table) return null;
  return <span className={styles.count}>{formatCompact(table.rowCount)}</span>;
}

/** The step that stands at the top of the window. */
function useStepInView(ids: string): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      let found: string | undefined;
      const { scrollHeight } = document.documentElement;
      // At the very end the last step cannot come to the top any more.
      if (scrollY > 0 && scrollY + innerHeight >= scrollHeight - 4) {
        setCurrent(ids.split('\n').at(-1));
        return;
      }
      for (const id of ids.split('\n')) {
        const box = document.getElementById(stepAnchor(id))?.getBoundingClientRect();
        if (!box || box.top > 140) break;
        found = id;
      }
      setCurrent(found ?? ids.split('\n')[0]);
    };
    const onScroll = () => {
      if (!frame) frame = requestAnimationFrame(look);
    };
    look();
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [ids]);
  return current;
}
