import type { ColumnSchema } from '@huntbook/kql';
import type { Completeness, Provenance } from '@huntbook/workspace';
import type { Block, Tone } from './block.js';
import type { FieldView, InputValues } from './field.js';

/**
 * waiting: not run yet. blocked: a step it needs gave nothing to work on. stale: an input changed, it will run again.
 * empty: it ran and found nothing. table-missing: the workspace has no such data.
 */
export type StepState =
  | 'waiting'
  | 'blocked'
  | 'running'
  | 'stale'
  | 'ok'
  | 'empty'
  | 'table-missing'
  | 'not-permitted'
  | 'failed';

export interface OutcomeTable {
  readonly columns: readonly ColumnSchema[];
  readonly rowCount: number;
  readonly completeness: Completeness;
  readonly provenance: Provenance;
}

export interface StepError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly query?: string;
}

/** A step of a live hunt as anyone may see it; plain data. */
export interface StepView {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what the step answers and how. */
  readonly about: string;
  readonly state: StepState;
  /** One sentence: what it found. Empty until it has run. */
  readonly finding: string;
  readonly tone: Tone;
  readonly inputs: Readonly<Record<string, FieldView>>;
  readonly blocks: readonly Block[];
  /** The step's main table bears its id. */
  readonly tables: Readonly<Record<string, OutcomeTable>>;
  readonly needs: readonly string[];
  readonly error?: StepError;
  readonly elapsedMs?: number;
}

export interface HuntView {
  readonly id: string;
  readonly explorer: string;
  readonly title: string;
  readonly hypothesis: string;
  readonly workspace: string;
  /** What the hunt was opened with: `{ host: 'WS01', start?, end? }`. */
  readonly values: InputValues;
  /** running while any step is; settled when nothing is left to run; cancelled. */
  readonly state: 'running' | 'settled' | 'cancelled';
  readonly steps: readonly StepView[];
  readonly elapsedMs: number;
}

export interface ExplorerInfo {
  readonly id: string;
  readonly title: string;
  readonly entity: 'host' | 'account' | 'ip';
  readonly hypothesis: string;
  readonly steps: readonly { readonly id: string; readonly title: string; readonly about: string }[];
}
