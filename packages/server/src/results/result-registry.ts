import { randomUUID } from 'node:crypto';
import type { Table } from '@huntbook/workspace';
import { ServerError } from '../edge/api-failure.js';
import { lru } from '../edge/lru.js';

export interface ResultRegistry {
  add(table: Table): string;
  /** Throws ServerError `not-found`. */
  get(id: string): Table;
  close(id: string): Promise<void>;
  dispose(): Promise<void>;
}

/** The answers of queries that a page may still look at, at most `limit`; the one unused for longest is freed. */
export function resultRegistry(onError: (error: unknown) => void, limit = 40): ResultRegistry {
  const results = lru<Table>(limit, (table) => void table.dispose().catch(onError));
  const missing = (id: string) =>
    new ServerError('not-found', `No result ${id}`, { hint: 'It was freed; run the query again.' });
  return {
    add(table) {
      const id = randomUUID();
      results.add(id, table);
      return id;
    },
    get(id) {
      const table = results.get(id);
      if (!table) throw missing(id);
      return table;
    },
    async close(id) {
      const table = results.take(id);
      if (!table) throw missing(id);
      await table.dispose();
    },
    async dispose() {
      await Promise.all(results.clear().map((table) => table.dispose()));
    },
  };
}
