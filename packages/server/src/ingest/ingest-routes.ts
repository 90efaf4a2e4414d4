import { Hono } from 'hono';
import type { IngestJobEvent } from '../api/contract.js';
import { isLocal, type ServerContext } from '../context.js';
import { answer } from '../edge/answer.js';
import { ServerError } from '../edge/api-failure.js';
import { eventStream } from '../edge/event-stream.js';
import { receiveUpload } from './receive-upload.js';

export function ingestRoutes({ workspace, jobs, temp, maxUploadBytes, onError }: ServerContext): Hono {
  const app = new Hono();
  app.get('/sources', async (c) => answer(c, isLocal(workspace) ? await workspace.sources() : []));
  app.post('/ingest', async (c) => {
    if (!isLocal(workspace)) throw new ServerError('not-available', 'Files can only be added to a local workspace');
    const folder = await temp.folder();
    try {
      const uploads = await receiveUpload(c.req.raw, folder, maxUploadBytes);
      return answer(c, { id: jobs.start(uploads, folder) }, 202);
    } catch (error) {
      await temp.remove(folder);
      throw error;
    }
  });
  app.get('/ingest/:id/events', (c) => {
    const id = c.req.param('id');
    // Found before the stream starts, so that an unknown job is a 404 and not an empty stream.
    jobs.follow(id, () => {})();
    return eventStream<IngestJobEvent>(c, onError, (sink) =>
      jobs.follow(id, (event, key) => {
        sink.send(event, key);
        if (event.kind === 'end') sink.end();
      }),
    );
  });
  app.post('/ingest/:id/cancel', (c) => {
    jobs.cancel(c.req.param('id'));
    return c.body(null, 204);
  });
  return app;
}
