import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { formatBytes, formatCount, plural } from '../format/format.js';
import { LogText } from '../format/log-text.js';
import { singleLine } from '../format/visible-text.js';
import styles from './ingest-panel.module.css';
import { type IngestFile, type IngestJob, ingestProgress } from './ingest-state.js';
import { cancelIngest, dismissIngest } from './ingest-store.js';

const headings: Readonly<Record<IngestJob['state'], string>> = {
  uploading: 'Receiving',
  running: 'Reading',
  done: 'Done with',
  failed: 'Could not read',
  cancelled: 'Stopped reading',
};

/** The drops of files and what became of each file, in the corner of the page. */
export function IngestPanel({ jobs }: { readonly jobs: readonly IngestJob[] }) {
  if (!jobs.length) return null;
  return (
    <aside className={styles.panel} aria-label="Files being added">
      {jobs.map((job) => (
        <Job key={job.key} job={job} />
      ))}
    </aside>
  );
}

function Job({ job }: { readonly job: IngestJob }) {
  const busy = job.state === 'uploading' || job.state === 'running';
  const share = Math.round(ingestProgress(job) * 100);
  return (
    <section className={styles.job}>
      <header className={styles.header}>
        <strong aria-live="polite">
          {headings[job.state]} {plural(job.files.length, 'file')}
        </strong>
        {busy ? (
          <Button size="compact-xs" variant="default" onClick={() => void cancelIngest(job)}>
            Cancel
          </Button>
        ) : (
          <ActionIcon aria-label="Dismiss" onClick={() => dismissIngest(job.key)}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </header>
      {busy ? <Progress value={share} size="sm" aria-label={`${share} % done`} /> : null}
      {job.error ? <p className="hb-bad">{job.error}</p> : null}
      <ul className={styles.files}>
        {job.files.map((file) => (
          <li key={file.path} className={styles.file}>
            <span className={styles.name} title={singleLine(file.path)}>
              <LogText text={file.path} oneLine />
            </span>
            <span className={styles[file.state] ?? styles.plain}>{outcome(file)}</span>
            {file.note ? (
              <span className={styles.note}>
                <LogText text={file.note} oneLine />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function outcome(file: IngestFile): string {
  switch (file.state) {
    case 'uploading':
      return file.size === undefined ? 'receiving' : formatBytes(file.size);
    case 'waiting':
      return 'waiting';
    case 'reading':
      return file.size
        ? `${Math.min(100, Math.floor((file.bytes / file.size) * 100))} %, ${formatCount(file.records)} records`
        : `${formatCount(file.records)} records`;
    case 'done':
      return file.rows === undefined ? 'done' : `${formatCount(file.rows)} rows`;
    default:
      return file.state;
  }
}
