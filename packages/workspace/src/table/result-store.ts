import type { ColumnSchema, RenderSpec } from '@huntbook/kql';
import type { Engine } from '../engine/engine.js';
import { type RunLimits, runInterruptible } from '../engine/run-interruptible.js';
import type { Completeness } from '../model/table.js';

/** Rows of an answer as they lie in the engine, in a table of its own memory whose rowids count from 0. */
export interface StoredResult {
  readonly id: string;
  readonly columns: readonly ColumnSchema[];
  /** SQL of each column: the name it is stored under, or `''` for a column of strings that are all empty. */
  readonly cells: readonly string[];
  readonly rowCount: number;
  readonly completeness: Completeness;
  readonly render?: RenderSpec;
}

export const emptyText = `''`;

let counter = 0;

/** A table name of the engine's own memory that no other has. */
export function nextResultId(): string {
  counter += 1;
  return `memory.main.r${counter}`;
}

export interface StoreOptions extends RunLimits {
  readonly maxRows?: number | undefined;
  /** Positions of columns that are known to hold nothing but empty strings; they are not stored. */
  readonly empty?: ReadonlySet<number>;
}

/** Runs a SELECT and keeps its rows. One row more than `maxRows` is asked for, to know whether there were more. */
export async function storeSelect(
  engine: Engine,
  select: string,
  columns: readonly ColumnSchema[],
  { maxRows, empty, ...limits }: StoreOptions,
): Promise<StoredResult> {
  const id = nextResultId();
  const names = columns.map((_, index) => `c${index}`);
  const cells = names.map((name, index) => (empty?.has(index) ? emptyText : name));
  const kept = names.filter((_, index) => !empty?.has(index));
  const list = kept.length > 0 ? kept.join(', ') : '0 AS nothing';
  const most = maxRows === undefined ? undefined : Math.max(0, Math.floor(maxRows));
  const limit = most === undefined ? '' : ` LIMIT ${most + 1}`;
  const found = await engine.use((connection) =>
    runInterruptible(connection, limits, async () => {
      const result = await connection.run(
        `CREATE TABLE ${id} AS SELECT ${list} FROM (${select}) AS answer(${names.join(', ')})${limit}`,
      );
      const stored = Number((await result.getRows())[0]?.[0] ?? 0);
      if (most !== undefined && stored > most) await connection.run(`DELETE FROM ${id} WHERE rowid >= ${most}`);
      return stored;
    }),
  );
  const cut = most !== undefined && found > most;
  return {
    id,
    columns,
    cells,
    rowCount: cut ? most : found,
    completeness: cut
      ? { complete: false, limit: 'rows', reason: `Only the first ${most} rows were kept.` }
      : { complete: true },
  };
}
