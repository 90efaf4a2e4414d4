import type { LocalWorkspace, Workspace } from '@huntbook/workspace';
import type { Logger } from 'pino';
import type { HuntRegistry } from './hunts/hunt-registry.js';
import type { IngestJobs } from './ingest/ingest-jobs.js';
import type { ResultRegistry } from './results/result-registry.js';
import type { Address } from './security/address.js';
import type { Tickets } from './security/tickets.js';
import type { TempFolder } from './temp-folder.js';

/** What the routes share. */
export interface ServerContext {
  readonly workspace: Workspace;
  readonly token: string;
  readonly tickets: Tickets;
  readonly address: () => Address;
  readonly temp: TempFolder;
  readonly hunts: HuntRegistry;
  readonly results: ResultRegistry;
  readonly jobs: IngestJobs;
  readonly log: Logger;
  /** Logs a failure that nobody foresaw and no client can be told of. */
  readonly onError: (error: unknown) => void;
  readonly demo: boolean;
  readonly webRoot: string | undefined;
  readonly maxUploadBytes: number;
}

export function isLocal(workspace: Workspace): workspace is LocalWorkspace {
  return workspace.engine === 'local';
}
