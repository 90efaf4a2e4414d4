import { KqlError } from '@huntbook/kql';
import { WorkspaceError } from '@huntbook/workspace';
import { ExplorerError } from '../model/hunt.js';
import type { StepError, StepState } from '../model/outcome.js';

interface Failure {
  readonly state: Extract<StepState, 'failed' | 'table-missing' | 'not-permitted'>;
  readonly finding: string;
  readonly error: StepError;
}

/** A thrown error as the outcome of a step: the one place where errors of all packages become one shape. */
export function describeFailure(thrown: unknown): Failure {
  if (thrown instanceof WorkspaceError && thrown.code === 'table-missing') {
    return {
      state: 'table-missing',
      finding: `The workspace has no ${thrown.subject ?? 'such'} table, so this step has nothing to look at.`,
      error: stepError(thrown.code, thrown.message, thrown.hint, thrown.query),
    };
  }
  if (thrown instanceof WorkspaceError || thrown instanceof ExplorerError || thrown instanceof KqlError) {
    const query = thrown instanceof WorkspaceError ? thrown.query : undefined;
    return {
      state: 'failed',
      finding: thrown.message,
      error: stepError(thrown.code, thrown.message, thrown.hint, query),
    };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { state: 'failed', finding: `The step failed: ${message}`, error: stepError('internal', message) };
}

function stepError(code: string, message: string, hint?: string, query?: string): StepError {
  return { code, message, ...(hint === undefined ? {} : { hint }), ...(query === undefined ? {} : { query }) };
}
