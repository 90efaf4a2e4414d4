import { explorers } from '@huntbook/explorers';
import { Hono } from 'hono';
import type { HuntEvent } from '../api/contract.js';
import { inputValues, openHunt } from '../api/shapes.js';
import type { ServerContext } from '../context.js';
import { answer } from '../edge/answer.js';
import { downloadHeaders, safeFileName, sendFile } from '../edge/download.js';
import { eventStream } from '../edge/event-stream.js';
import { readBody } from '../edge/read-body.js';
import { textStream } from '../edge/text-stream.js';
import { tableRoutes } from '../tables/table-routes.js';
import { huntJson } from './hunt-json.js';

function fileStem(explorer: string, values: Readonly<Record<string, unknown>>): string {
  const subject = Object.values(values).find((value) => typeof value === 'string') ?? '';
  return `${explorer}-${String(subject)}`;
}

export function huntRoutes(context: ServerContext): Hono {
  const { hunts, temp } = context;
  const app = new Hono();
  app.get('/explorers', (c) => answer(c, explorers));
  app.get('/hunts', (c) => answer(c, hunts.list()));
  app.post('/hunts', async (c) => answer(c, hunts.open(await readBody(c, openHunt)).view()));
  app.get('/hunts/:id', (c) => answer(c, hunts.get(c.req.param('id')).view()));
  app.delete('/hunts/:id', async (c) => {
    await hunts.close(c.req.param('id'));
    return c.body(null, 204);
  });
  app.get('/hunts/:id/events', (c) => {
    const id = c.req.param('id');
    const hunt = hunts.get(id);
    return eventStream<HuntEvent>(c, context.onError, (sink) => {
      const send = (event: HuntEvent) => sink.send(event, event.kind === 'step' ? `step ${event.step.id}` : 'hunt');
      const { steps, state, elapsedMs } = hunt.view();
      for (const step of steps) send({ kind: 'step', step });
      send({ kind: 'hunt', state, elapsedMs });
      const unsubscribe = hunt.subscribe(send);
      const unfollow = hunts.follow(id, () => sink.end());
      return () => {
        unsubscribe();
        unfollow();
      };
    });
  });
  app.put('/hunts/:id/steps/:step/inputs', async (c) => {
    const values = await readBody(c, inputValues);
    const hunt = hunts.get(c.req.param('id'));
    if (Object.keys(values).length === 0) hunt.reset(c.req.param('step'));
    else hunt.set(c.req.param('step'), values);
    return answer(c, hunt.view());
  });
  app.post('/hunts/:id/cancel', (c) => {
    const hunt = hunts.get(c.req.param('id'));
    hunt.cancel();
    return answer(c, hunt.view());
  });
  app.post('/hunts/:id/resume', (c) => {
    const hunt = hunts.get(c.req.param('id'));
    hunt.resume();
    return answer(c, hunt.view());
  });
  app.get('/hunts/:id/report', async (c) => {
    const hunt = hunts.get(c.req.param('id'));
    const { writeHtmlReport } = await import('@huntbook/report');
    const path = temp.file('html');
    try {
      await writeHtmlReport(hunt, path);
    } catch (error) {
      await temp.remove(path);
      throw error;
    }
    const { explorer, values } = hunt.view();
    const name = safeFileName(fileStem(explorer, values), 'html');
    return sendFile(c, path, name, 'text/html; charset=utf-8', () => temp.remove(path));
  });
  app.get('/hunts/:id/json', (c) => {
    const hunt = hunts.get(c.req.param('id'));
    const { explorer, values } = hunt.view();
    const name = safeFileName(fileStem(explorer, values), 'json');
    return c.newResponse(textStream(huntJson(hunt)), 200, downloadHeaders(name, 'application/json; charset=utf-8'));
  });
  app.route(
    '/hunts/:id/steps/:step/tables/:table',
    tableRoutes(context, (param) => hunts.get(param('id')).table(param('step'), param('table'))),
  );
  return app;
}
