import { Skeleton } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { homeQuery } from '../api/queries.js';
import { FailurePage } from '../app/failure-page.js';
import page from '../app/page.module.css';
import { usePageTitle } from '../app/use-page-title.js';
import { formatCompact, formatCount, formatSpan, plural } from '../format/format.js';
import { AlertList } from './alert-list.js';
import { EmptyWorkspace } from './empty-workspace.js';
import { EntityList } from './entity-list.js';
import styles from './home-page.module.css';
import { HuntSearch } from './hunt-search.js';
import { TableStrip } from './table-strip.js';

/** Where a hunt begins: what there is, what looks conspicuous, and a box to name a host. */
export function HomePage() {
  usePageTitle('');
  const home = useQuery(homeQuery);
  if (home.error) return <FailurePage error={home.error} reset={() => void home.refetch()} />;
  const view = home.data;
  if (view?.workspace.tables.every((table) => table.rowCount === 0)) {
    return <EmptyWorkspace canIngest={view.workspace.canIngest} />;
  }
  return (
    <div className={page.page}>
      {view?.workspace.isDemo ? (
        <p className={styles.demo}>
          <IconInfoCircle size={16} aria-hidden />
          <span>
            These are demo logs of an invented company. Drop your own logs anywhere on the page, or run{' '}
            <code>huntbook serve --data PATH</code>.
          </span>
        </p>
      ) : null}
      <section className={styles.hero} aria-labelledby="hunt-title">
        <h1 id="hunt-title" className={styles.heading}>
          Hunt a host
        </h1>
        <HuntSearch entities={view?.entities ?? []} />
        <p className={styles.figures} aria-live="polite">
          {view ? (
            <>
              <strong>{formatCompact(view.eventCount)}</strong> events in{' '}
              <Link to="/data">{plural(view.workspace.tables.length, 'table')}</Link>
              {view.start && view.end ? <span>, {formatSpan(view.start, view.end)}</span> : null}
              {', '}
              <strong>{formatCount(view.alertCount)}</strong> alerts
            </>
          ) : (
            <Skeleton h={14} w={320} mt={4} />
          )}
        </p>
      </section>
      <div className={styles.columns}>
        <section aria-labelledby="entities-title">
          <h2 id="entities-title" className={page.sectionTitle}>
            Worth a look
          </h2>
          {view ? <EntityList entities={view.entities} /> : <Skeleton h={320} />}
        </section>
        <section aria-labelledby="alerts-title">
          <h2 id="alerts-title" className={page.sectionTitle}>
            Recent alerts
          </h2>
          {view ? (
            <AlertList alerts={view.alerts} total={view.alertCount} entities={view.entities} />
          ) : (
            <Skeleton h={320} />
          )}
        </section>
      </div>
      <section className={page.section} aria-labelledby="tables-title">
        <h2 id="tables-title" className={page.sectionTitle}>
          Tables
        </h2>
        {view ? <TableStrip tables={view.workspace.tables} /> : <Skeleton h={96} />}
      </section>
    </div>
  );
}
