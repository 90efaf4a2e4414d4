import type { QueryOptions } from '@huntbook/workspace';
import { Hono } from 'hono';
import type { QueryRequest, QueryView } from '../api/contract.js';
import { queryRequest } from '../api/shapes.js';
import type { ServerContext } from '../context.js';
import { answer } from '../edge/answer.js';
import { ServerError } from '../edge/api-failure.js';
import { readBody } from '../edge/read-body.js';
import { tableRoutes } from '../tables/table-routes.js';

/** The time range of a request; a missing end is open: 0001 or 9999. Throws ServerError when it is turned round. */
function timespanOf({ start, end }: QueryRequest): QueryOptions['timespan'] {
  if (start === undefined && end === undefined) return undefined;
  const range = { start: new Date(start ?? '0001-01-01T00:00:00Z'), end: new Date(end ?? '9999-12-31T23:59:59Z') };
  if (range.start > range.end) throw new ServerError('bad-request', 'The time range ends before it starts');
  return range;
}

export function queryRoutes(context: ServerContext): Hono {
  const { workspace, results } = context;
  const app = new Hono();
  app.post('/query', async (c) => {
    const request = await readBody(c, queryRequest);
    const timespan = timespanOf(request);
    const table = await workspace.query(request.query, {
      signal: c.req.raw.signal,
      ...(timespan ? { timespan } : {}),
      ...(request.maxRows === undefined ? {} : { maxRows: request.maxRows }),
    });
    const page = await table.page();
    const { columns, rowCount, completeness, provenance, render } = table;
    const id = results.add(table);
    return answer(c, {
      id,
      columns,
      rowCount,
      completeness,
      provenance,
      ...(render ? { render } : {}),
      page,
    } satisfies Omit<QueryView, 'page'> & { page: unknown });
  });
  app.delete('/results/:id', async (c) => {
    await results.close(c.req.param('id'));
    return c.body(null, 204);
  });
  app.route(
    '/results/:id',
    tableRoutes(context, (param) => results.get(param('id'))),
  );
  app.get('/queries', (c) => {
    const infos = Object.values(workspace.queries).flatMap((family) =>
      Object.values(family).map((query) => query.info),
    );
    return answer(c, infos);
  });
  return app;
}
