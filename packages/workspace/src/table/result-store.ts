import type { ColumnSchema, RenderSpec } from '@huntbook/kql';
import type { Engine } from '../engine/engine.js';
import { type RunLimits, runInterruptible } from '../engine/run-interruptible.js';
import type { Completeness } from '../model/table.js';

/** Rows of an answer as they lie in the engine: columns `c0`, `c1` ... in a table of the engine's own memory. */
export interface StoredResult {
  readonly id: string;
  readonly columns: readonly ColumnSchema[];
  readonly rowCount: number;
  readonly completeness: Completeness;
  readonly render?: RenderSpec;
}

let counter = 0;

export function nextResultId(): string {
  counter += 1;
  return `memory.main.r${counter}`;
}

/** Runs a SELECT and keeps its rows. One row more than `maxRows` is asked for, to know whether there were more. */
export async function storeSelect(
  engine: Engine,
  select: string,
  columns: readonly ColumnSchema[],
  limits: RunLimits & { readonly maxRows?: number | undefined },
): Promise<StoredResult> {
  const id = nextResultId();
  const names = columns.map((_, index) => `c${index}`).join(', ');
  const limit = limits.maxRows === undefined ? '' : ` LIMIT ${Math.max(0, Math.floor(limits.maxRows)) + 1}`;
  const rowCount = await engine.use((connection) =>
    runInterruptible(connection, limits, async () => {
      const result = await connection.run(
        `CREATE TABLE ${id} AS SELECT * FROM (${select}) AS answer(${names})${limit}`,
      );
      const stored = Number((await result.getRows())[0]?.[0] ?? 0);
      if (limits.maxRows === undefined || stored <= limits.maxRows) return stored;
      await connection.run(`DELETE FROM ${id} WHERE rowid >= ${limits.maxRows}`);
      return limits.maxRows + 1;
    }),
  );
  const cut = limits.maxRows !== undefined && rowCount > limits.maxRows;
  return {
    id,
    columns,
    rowCount: cut ? (limits.maxRows ?? rowCount) : rowCount,
    completeness: cut
      ? { complete: false, limit: 'rows', reason: `Only the first ${limits.maxRows} rows were kept.` }
      : { complete: true },
  };
}
