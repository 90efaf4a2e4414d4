import type { PageView } from '@huntbook/server';
import type { JsonValue } from '@huntbook/workspace';
import { useQuery } from '@tanstack/react-query';
import { sendJson } from '../api/client.js';
import type { RowSource } from '../grid/row-source.js';
import { buildTree } from './tree-model.js';

/** An outline of more processes than this is read by nobody; the table behind it holds them all. */
export const mostProcesses = 20_000;
const pageSize = 5_000;

/** All processes of a table, up to `mostProcesses`, as trees. */
export function useTree(source: RowSource | undefined) {
  return useQuery({
    queryKey: ['tree', source?.path, source?.version],
    queryFn: async ({ signal }) => {
      const rows: (readonly JsonValue[])[] = [];
      let columns: PageView['columns'] = [];
      let total = 0;
      do {
        const page = await sendJson<PageView>(
          'POST',
          `${source?.path}/page`,
          { offset: rows.length, limit: pageSize },
          signal,
        );
        if (!page.rows.length) break;
        rows.push(...page.rows);
        ({ columns, total } = page);
      } while (rows.length < Math.min(total, mostProcesses));
      return { ...buildTree(columns, rows), total };
    },
    enabled: source !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
