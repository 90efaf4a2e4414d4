import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import page from '../app/page.module.css';
import { startIngest } from '../data/ingest-store.js';
import styles from './empty-workspace.module.css';

/** The start page of a workspace without rows: how to bring logs in. */
export function EmptyWorkspace({ canIngest }: { readonly canIngest: boolean }) {
  return (
    <div className={page.page}>
      <h1 className={page.title}>This workspace holds no logs yet</h1>
      {canIngest ? (
        <div className={styles.drop}>
          <IconUpload size={28} aria-hidden />
          <p className={styles.lead}>Drop log files anywhere on this page</p>
          <p className="hb-muted">
            EVTX, Windows event JSON, csv, ndjson and parquet exports, plain or in .zip, .gz and .tar.gz
          </p>
          <FileButton multiple onChange={(files) => startIngest(files)}>
            {(props) => <Button {...props}>Choose files</Button>}
          </FileButton>
        </div>
      ) : (
        <p className={page.lead}>The workspace that huntbook is connected to answered with no tables.</p>
      )}
      <p className="hb-muted">
        From a terminal: <code>huntbook ingest PATH...</code>, or <code>huntbook demo</code> for logs to try it on.
      </p>
    </div>
  );
}
