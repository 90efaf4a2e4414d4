import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import styles from './drop-zone.module.css';
import { IngestPanel } from './ingest-panel.js';
import { startIngest, useIngestJobs } from './ingest-store.js';

/** Takes files dropped anywhere on the page, and shows what becomes of them. */
export function DropZone() {
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const jobs = useIngestJobs();
  const queryClient = useQueryClient();
  const finishedCount = jobs.filter((job) => job.state !== 'uploading' && job.state !== 'running').length;

  useEffect(() => {
    if (finishedCount === 0) return;
    for (const key of ['home', 'workspace', 'sources']) void queryClient.invalidateQueries({ queryKey: [key] });
  }, [finishedCount, queryClient]);

  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      startIngest([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', move);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', move);
      removeEventListener('drop', drop);
    };
  }, []);

  return (
    <>
      {over ? (
        <div className={styles.over}>
          <div className={styles.message}>
            <IconUpload size={28} aria-hidden />
            <span>Drop to add these logs to the workspace</span>
          </div>
        </div>
      ) : null}
      <IngestPanel jobs={jobs} />
    </>
  );
}
