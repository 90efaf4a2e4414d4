import { randomUUID } from 'node:crypto';
import type { IngestEvent, LocalWorkspace } from '@huntbook/workspace';
import type { IngestJobEvent } from '../api/contract.js';
import { ServerError, toApiFailure } from '../edge/api-failure.js';
import type { TempFolder } from '../temp-folder.js';
import { loadUploads } from './load-uploads.js';
import type { Upload } from './receive-upload.js';

export interface IngestJobs {
  /** Queues the loading of files received into `folder`, which is removed afterwards. Returns the job's id. */
  start(uploads: readonly Upload[], folder: string): string;
  /** All that has happened so far, then what happens, until `end`. Throws ServerError `not-found`. */
  follow(id: string, listener: (event: IngestJobEvent, key?: string) => void): () => void;
  cancel(id: string): void;
  /** Cancels and waits for what runs. */
  dispose(): Promise<void>;
}

interface Job {
  readonly events: Map<string, IngestJobEvent>;
  readonly listeners: Set<(event: IngestJobEvent, key?: string) => void>;
  readonly abort: AbortController;
  ended: boolean;
}

const keptJobs = 50;

/** A start or progress of one path replaces the one before, so that a job's memory does not grow with its files' size. */
function keyOf(event: IngestJobEvent): string {
  if (event.kind === 'end') return 'end';
  if (event.kind === 'done') return `done ${event.source.path}`;
  return `${event.kind} ${event.path}`;
}

/** Loads uploads one job after another, since a workspace has one writer. */
export function ingestJobs(
  workspace: LocalWorkspace | undefined,
  temp: TempFolder,
  onError: (error: unknown) => void,
): IngestJobs {
  const jobs = new Map<string, Job>();
  let queue: Promise<void> = Promise.resolve();
  const emit = (job: Job, event: IngestJobEvent) => {
    const key = keyOf(event);
    job.events.set(key, event);
    for (const listener of [...job.listeners]) listener(event, key);
  };
  const find = (id: string): Job => {
    const job = jobs.get(id);
    if (!job) throw new ServerError('not-found', `No ingest ${id}`);
    return job;
  };
  const forgetOld = () => {
    for (const [id, job] of jobs) {
      if (jobs.size <= keptJobs) return;
      if (job.ended) jobs.delete(id);
    }
  };
  return {
    start(uploads, folder) {
      if (!workspace) throw new ServerError('not-available', 'Files can only be added to a local workspace');
      const job: Job = { events: new Map(), listeners: new Set(), abort: new AbortController(), ended: false };
      const id = randomUUID();
      jobs.set(id, job);
      forgetOld();
      const run = async () => {
        try {
          const onEvent = (event: IngestEvent) => emit(job, event);
          await loadUploads(workspace, uploads, { signal: job.abort.signal, onEvent });
        } catch (error) {
          const failure = toApiFailure(error);
          if (failure.unexpected) onError(error);
          emit(job, {
            kind: 'failed',
            path: uploads.map((upload) => upload.displayName).join(', '),
            reason: failure.body.error.message,
          });
        } finally {
          await temp.remove(folder).catch(onError);
          job.ended = true;
          emit(job, { kind: 'end' });
        }
      };
      queue = queue.then(run);
      return id;
    },
    follow(id, listener) {
      const job = find(id);
      for (const [key, event] of job.events) listener(event, key);
      job.listeners.add(listener);
      return () => job.listeners.delete(listener);
    },
    cancel: (id) => find(id).abort.abort(),
    async dispose() {
      for (const job of jobs.values()) job.abort.abort();
      await queue;
    },
  };
}
