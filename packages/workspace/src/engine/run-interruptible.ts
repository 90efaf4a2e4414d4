import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { WorkspaceError } from '../model/workspace.js';

export interface RunLimits {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** Runs statements on a connection and stops them when the signal or the time says so. Throws `cancelled` or `timeout`. */
export async function runInterruptible<Result>(
  connection: DuckDBConnection,
  { signal, timeoutMs }: RunLimits,
  run: () => Promise<Result>,
): Promise<Result> {
  if (signal?.aborted) throw cancelled(signal.reason);
  let timedOut = false;
  const interrupt = () => connection.interrupt();
  // The native side forgets an interrupt that comes before the statement has begun, so it is repeated until it holds.
  let repeat: NodeJS.Timeout | undefined;
  const stop = () => {
    interrupt();
    repeat ??= setInterval(interrupt, 5);
  };
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          stop();
        }, timeoutMs);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await run();
  } catch (error) {
    if (signal?.aborted) throw cancelled(error);
    if (timedOut) {
      throw new WorkspaceError('timeout', `The query was given up after ${(timeoutMs ?? 0) / 1000} s.`, {
        cause: error,
        hint: 'Ask for a shorter time range, or allow more time.',
      });
    }
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(repeat);
    signal?.removeEventListener('abort', stop);
  }
}

function cancelled(cause: unknown): WorkspaceError {
  return new WorkspaceError('cancelled', 'The query was cancelled.', { cause });
}

/** All rows of one statement, as DuckDB gives them. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values?: DuckDBValue[],
): Promise<DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql, values)).getRows();
}
