import { Button, FileButton, Skeleton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { sourcesQuery, workspaceQuery } from '../api/queries.js';
import { FailureNote } from '../app/failure-note.js';
import { FailurePage } from '../app/failure-page.js';
import page from '../app/page.module.css';
import { usePageTitle } from '../app/use-page-title.js';
import { LogText } from '../format/log-text.js';
import styles from './data-page.module.css';
import { startIngest } from './ingest-store.js';
import { SourceList } from './source-list.js';
import { TableList } from './table-list.js';

/** What the workspace holds and where it came from; logs are added here or by dropping them on any page. */
export function DataPage() {
  usePageTitle('Data');
  const workspace = useQuery(workspaceQuery);
  const sources = useQuery({ ...sourcesQuery, enabled: workspace.data?.engine === 'local' });
  if (workspace.error) return <FailurePage error={workspace.error} reset={() => void workspace.refetch()} />;
  const view = workspace.data;
  return (
    <div className={page.page}>
      <div className={styles.head}>
        <div>
          <h1 className={page.title}>Data</h1>
          <p className="hb-muted">
            {view?.path ? <LogText text={view.path} oneLine /> : (view?.engine ?? '')}
            {view?.canIngest ? ' · files dropped anywhere on the page are added' : null}
          </p>
        </div>
        {view?.canIngest ? (
          <FileButton multiple onChange={(files) => startIngest(files)}>
            {(props) => (
              <Button {...props} size="sm" leftSection={<IconUpload size={15} aria-hidden />}>
                Add logs
              </Button>
            )}
          </FileButton>
        ) : null}
      </div>
      <section className={page.section} aria-labelledby="tables">
        <h2 id="tables" className={page.sectionTitle}>
          Tables
        </h2>
        {view ? <TableList tables={view.tables} /> : <Skeleton h={240} />}
      </section>
      {view?.engine === 'local' ? (
        <section className={page.section} aria-labelledby="sources">
          <h2 id="sources" className={page.sectionTitle}>
            Sources
          </h2>
          {sources.error ? <FailureNote error={sources.error} /> : null}
          {sources.data ? <SourceList sources={sources.data} /> : sources.error ? null : <Skeleton h={240} />}
        </section>
      ) : null}
    </div>
  );
}
