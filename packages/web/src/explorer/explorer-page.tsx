import { Skeleton } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { FailureNote } from '../app/failure-note.js';
import { FailurePage } from '../app/failure-page.js';
import { setStepsOnPage } from '../app/steps-on-page.js';
import { usePageTitle } from '../app/use-page-title.js';
import { visibleText } from '../format/visible-text.js';
import styles from './explorer-page.module.css';
import { HuntActions } from './hunt-context.js';
import { HuntHeader } from './hunt-header.js';
import { Outline } from './outline.js';
import { Step } from './step.js';
import { type ChangedInputs, changeInput, readHuntSearch, writeHuntSearch } from './url-state.js';
import { useHunt } from './use-hunt.js';

/** A hunt: its steps in one column, an outline beside them. The address holds all that was chosen. */
export function ExplorerPage() {
  const { explorer } = useParams({ from: '/hunt/$explorer' });
  const search = useSearch({ from: '/hunt/$explorer' });
  const navigate = useNavigate();
  const { values, inputs } = useMemo(() => readHuntSearch(search), [search]);
  const setInputs = useCallback(
    (next: ChangedInputs) =>
      void navigate({
        to: '/hunt/$explorer',
        params: { explorer },
        search: writeHuntSearch(values, next),
        replace: true,
        resetScroll: false,
      }),
    [navigate, explorer, values],
  );
  const hunt = useHunt(explorer, values, inputs, setInputs);
  const { view } = hunt;

  const outline = view?.steps.map(({ id, title }) => `${id}\n${title}`).join('\n\n');
  useEffect(() => {
    setStepsOnPage(
      (outline ? outline.split('\n\n') : []).map((line) => {
        const [id = '', title = ''] = line.split('\n');
        return { id, title };
      }),
    );
    return () => setStepsOnPage([]);
  }, [outline]);

  const entityName = String(values.host ?? values.account ?? values.ip ?? '');
  usePageTitle(visibleText(entityName));

  const actions = useMemo(
    () => ({
      change: (step: string, input: string, value: Parameters<typeof changeInput>[3]) =>
        setInputs(changeInput(inputs, step, input, value)),
    }),
    [inputs, setInputs],
  );

  if (hunt.error && !view) return <FailurePage error={hunt.error} reset={hunt.resume} />;
  if (!view) {
    return (
      <div className={styles.page} role="status" aria-busy="true" aria-label="Opening the hunt">
        <div className={styles.column}>
          <Skeleton h={28} w={320} mb={16} />
          <Skeleton h={160} mb={16} />
          <Skeleton h={320} />
        </div>
      </div>
    );
  }
  return (
    <HuntActions.Provider value={actions}>
      <div className={styles.page}>
        <Outline view={view} />
        <div className={styles.column}>
          <HuntHeader hunt={hunt} view={view} name={entityName} />
          {hunt.error ? <FailureNote error={hunt.error} /> : null}
          {view.steps.map((step) => (
            <Step
              key={step.id}
              huntId={view.id}
              step={step}
              steps={view.steps}
              cancelled={view.state === 'cancelled'}
              onRetry={hunt.resume}
            />
          ))}
        </div>
      </div>
    </HuntActions.Provider>
  );
}
