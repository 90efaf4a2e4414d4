import type { IngestEvent } from '@huntbook/workspace';
import { useSyncExternalStore } from 'react';
import { sendJson } from '../api/client.js';
import { applyIngestEvent, endIngest, type IngestJob } from './ingest-state.js';
import { uploadFiles } from './upload.js';

let jobs: readonly IngestJob[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();
const running = new Map<number, { cancelled: boolean; abort: AbortController; close?: () => void }>();

function change(key: number, step: (job: IngestJob) => IngestJob): void {
  jobs = jobs.map((job) => (job.key === key ? step(job) : job));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Drops of files since the page was opened, newest first. They go on when the page changes. */
export function useIngestJobs(): readonly IngestJob[] {
  return useSyncExternalStore(subscribe, () => jobs);
}

/** Uploads files and has them ingested; progress is in `useIngestJobs`. */
export function startIngest(files: readonly File[]): void {
  if (!files.length) return;
  const key = nextKey++;
  const control = { cancelled: false, abort: new AbortController() };
  running.set(key, control);
  const job: IngestJob = {
    key,
    state: 'uploading',
    uploaded: 0,
    total: files.reduce((sum, file) => sum + file.size, 0),
    files: files.map((file) => ({ path: file.name, state: 'uploading', size: file.size, bytes: 0, records: 0 })),
  };
  jobs = [job, ...jobs];
  change(key, (same) => same);
  uploadFiles(files, (uploaded) => change(key, (before) => ({ ...before, uploaded })), control.abort.signal).then(
    (id) => follow(key, id),
    (error: unknown) => {
      running.delete(key);
      const message = error instanceof Error ? error.message : String(error);
      change(key, (before) =>
        control.cancelled
          ? endIngest(before, true)
          : {
              ...before,
              state: 'failed',
              error: message,
              files: before.files.map((file) => ({ ...file, state: 'failed' })),
            },
      );
    },
  );
}

function follow(key: number, id: string): void {
  change(key, (job) => ({
    ...job,
    id,
    state: 'running',
    files: job.files.map((file) => ({ ...file, state: 'waiting' })),
  }));
  const source = new EventSource(`/api/ingest/${encodeURIComponent(id)}/events`);
  const finish = (step: (job: IngestJob) => IngestJob) => {
    source.close();
    running.delete(key);
    change(key, step);
  };
  const receive = (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as IngestEvent | { readonly kind: 'end' };
    if (event.kind === 'end') finish((job) => endIngest(job, running.get(key)?.cancelled ?? false));
    else change(key, (job) => applyIngestEvent(job, event));
  };
  source.onmessage = receive;
  for (const name of ['start', 'progress', 'done', 'duplicate', 'skipped', 'failed', 'end']) {
    source.addEventListener(name, receive);
  }
  source.onerror = () => {
    // While the browser connects again by itself nothing is lost: the server sends the events from the first one.
    if (source.readyState === EventSource.CLOSED) {
      finish((job) => ({
        ...job,
        state: 'failed',
        error: 'The connection to huntbook was lost; the data page shows what was loaded.',
      }));
    }
  };
}

/** Stops an upload or ingest; files that were loaded wholly stay. */
export async function cancelIngest(job: IngestJob): Promise<void> {
  const control = running.get(job.key);
  if (!control) return;
  control.cancelled = true;
  if (job.id) await sendJson('POST', `/api/ingest/${encodeURIComponent(job.id)}/cancel`);
  else control.abort.abort();
}

/** Takes a finished job off the list. */
export function dismissIngest(key: number): void {
  jobs = jobs.filter((job) => job.key !== key || running.has(key));
  for (const listener of listeners) listener();
}
