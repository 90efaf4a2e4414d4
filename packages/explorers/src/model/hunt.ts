import type { Table } from '@huntbook/workspace';
import type { InputValues } from './field.js';
import type { HuntView, StepView } from './outcome.js';

export type HuntEvent =
  | { readonly kind: 'step'; readonly step: StepView }
  | { readonly kind: 'hunt'; readonly state: HuntView['state']; readonly elapsedMs: number };

/** A live hunt: a graph of steps that run by themselves, and again when an input changes. */
export interface Hunt {
  readonly id: string;
  view(): HuntView;
  /** Sets inputs of one step; what depends on them turns stale and runs again. Throws ExplorerError for a bad value. */
  set(step: string, values: InputValues): void;
  /** Puts a step's inputs back to their defaults. */
  reset(step: string): void;
  /** Resolves when nothing is left to run. */
  settled(): Promise<HuntView>;
  /** Stops what is running; steps that did not finish stay stale. */
  cancel(): void;
  /** Runs what is stale or failed again. */
  resume(): void;
  /** A table of a step's outcome. Throws ExplorerError where there is none. */
  table(step: string, name: string): Table;
  subscribe(listener: (event: HuntEvent) => void): () => void;
  /** Cancels and frees all tables. */
  dispose(): Promise<void>;
}

export type ExplorerErrorCode = 'unknown-explorer' | 'unknown-step' | 'unknown-input' | 'bad-input' | 'unknown-table';

export class ExplorerError extends Error {
  readonly code: ExplorerErrorCode;
  readonly hint: string | undefined;
  constructor(code: ExplorerErrorCode, message: string, options?: ErrorOptions & { hint?: string }) {
    super(message, options);
    this.name = 'ExplorerError';
    this.code = code;
    this.hint = options?.hint;
  }
}
