import type { Engine } from '../engine/engine.js';
import { runInterruptible } from '../engine/run-interruptible.js';
import type { PageSql } from './page-sql.js';
import { nextResultId, type StoredResult } from './result-store.js';

/** The rows of a result that pass a filter, in the order of a sort: their rowids, kept while pages of them are asked for. */
export interface ViewStore {
  /** Rowids of one page, in order, and how many rows there are in all. */
  rowids(asked: PageSql, offset: number, limit: number): Promise<{ rowids: readonly bigint[]; total: number }>;
  dispose(): Promise<void>;
}

interface View {
  readonly id: string;
  readonly total: number;
}

const mostViews = 4;
/** So many rows from the top are sought by themselves rather than by sorting everything. */
const shallow = 1000;

export function openViews(engine: Engine, stored: StoredResult): ViewStore {
  const views = new Map<string, Promise<View>>();
  const drop = async (view: Promise<View>) => {
    const made = await view.catch(() => undefined);
    if (made) await engine.read(`DROP TABLE IF EXISTS ${made.id}`);
  };
  const make = async ({ where, orderBy, values }: PageSql): Promise<View> => {
    const id = nextResultId();
    const total = await engine.use((connection) =>
      runInterruptible(connection, {}, async () => {
        const result = await connection.run(
          `CREATE TABLE ${id} AS SELECT rowid AS row FROM ${stored.id}${where}${orderBy}`,
          values,
        );
        return Number((await result.getRows())[0]?.[0] ?? 0);
      }),
    );
    return { id, total };
  };
  const viewOf = async (asked: PageSql): Promise<View> => {
    const key = JSON.stringify([asked.where, asked.orderBy, asked.values]);
    const known = views.get(key);
    views.delete(key);
    const view = known ?? make(asked);
    views.set(key, view);
    view.catch(() => views.delete(key));
    const [oldest] = views;
    if (views.size > mostViews && oldest) {
      views.delete(oldest[0]);
      await drop(oldest[1]);
    }
    return view;
  };
  const read = async (sql: string): Promise<bigint[]> =>
    (await engine.read(sql)).getRows().map(([row]) => row as bigint);
  return {
    async rowids(asked, offset, limit) {
      const key = JSON.stringify([asked.where, asked.orderBy, asked.values]);
      if (asked.where === '' && offset + limit <= shallow && !views.has(key)) {
        const sql = `SELECT rowid FROM ${stored.id}${asked.orderBy} LIMIT ${limit} OFFSET ${offset}`;
        return { rowids: await read(sql), total: stored.rowCount };
      }
      const view = await viewOf(asked);
      const sql = `SELECT row FROM ${view.id} WHERE rowid >= ${offset} AND rowid < ${offset + limit} ORDER BY rowid`;
      return { rowids: await read(sql), total: view.total };
    },
    async dispose() {
      const all = [...views.values()];
      views.clear();
      await Promise.all(all.map(drop));
    },
  };
}
