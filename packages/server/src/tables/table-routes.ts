import { timelineData } from '@huntbook/explorers';
import type { Table } from '@huntbook/workspace';
import { Hono } from 'hono';
import { exportQuery, pageOptions, timelineQuery } from '../api/shapes.js';
import type { ServerContext } from '../context.js';
import { answer } from '../edge/answer.js';
import { ServerError } from '../edge/api-failure.js';
import { exportMediaTypes, safeFileName, sendFile } from '../edge/download.js';
import { readBody } from '../edge/read-body.js';

/** What can be asked of any table, be it a step's or a query's: a page, a timeline, a file. */
export function tableRoutes({ temp }: ServerContext, find: (param: (name: string) => string) => Table): Hono {
  const app = new Hono();
  const tableOf = (c: { req: { param(name: string): string | undefined } }) =>
    find((name) => {
      const value = c.req.param(name);
      if (value === undefined) throw new ServerError('not-found', `The address lacks ${name}`);
      return value;
    });
  app.post('/page', async (c) => answer(c, await tableOf(c).page(await readBody(c, pageOptions))));
  app.post('/timeline', async (c) => {
    const { start, end, buckets, ...columns } = await readBody(c, timelineQuery);
    const request = { buckets, ...(start ? { start } : {}), ...(end ? { end } : {}) };
    return answer(c, await timelineData(tableOf(c), columns, request, c.req.raw.signal));
  });
  app.post('/export', async (c) => {
    const { format, ...view } = await readBody(c, exportQuery);
    const table = tableOf(c);
    const path = temp.file(format);
    try {
      await table.export(path, { format, ...view });
    } catch (error) {
      await temp.remove(path);
      throw error;
    }
    return sendFile(c, path, safeFileName(table.name, format), exportMediaTypes[format], () => temp.remove(path));
  });
  return app;
}
