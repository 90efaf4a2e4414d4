import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ServerContext } from './context.js';
import { answer } from './edge/answer.js';
import { ServerError, toApiFailure } from './edge/api-failure.js';
import { homeRoutes } from './home/home-routes.js';
import { huntRoutes } from './hunts/hunt-routes.js';
import { ingestRoutes } from './ingest/ingest-routes.js';
import { kustoRoutes } from './kusto/kusto-routes.js';
import { errorTrace } from './log.js';
import { queryRoutes } from './results/query-routes.js';
import { hostGate, originGate, tokenGate, tokenLink } from './security/gate.js';
import { securityHeaders } from './security/headers.js';
import { webFiles } from './web/web-files.js';

const maxJsonBytes = 4 * 1_048_576;

/** The whole HTTP application over its context; answers `app.request()` without a socket. */
export function createApp(context: ServerContext): Hono {
  const { log, address, token, webRoot } = context;
  const app = new Hono();
  app.onError((error, c) => {
    const { status, body, unexpected } = toApiFailure(error);
    if (unexpected) log.error({ ...errorTrace(error), method: c.req.method }, 'unexpected failure');
    return answer(c, body, status);
  });
  app.use(securityHeaders);
  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    log.debug({ method: c.req.method, status: c.res.status, ms: Math.round(performance.now() - started) }, 'request');
  });
  app.use(hostGate(address));
  app.use(originGate(address));

  const apiGate = tokenGate(token, address);
  const limit = bodyLimit({
    maxSize: maxJsonBytes,
    onError: () => {
      throw new ServerError('too-large', 'The request is too large');
    },
  });
  for (const prefix of ['/api/*', '/v1/*']) {
    app.use(prefix, apiGate);
    app.use(prefix, (c, next) => (c.req.path === '/api/ingest' ? next() : limit(c, next)));
  }
  app.route('/api', homeRoutes(context));
  app.route('/api', huntRoutes(context));
  app.route('/api', queryRoutes(context));
  app.route('/api', ingestRoutes(context));
  app.route('/', kustoRoutes(context));
  app.all('/api/*', () => {
    throw new ServerError('not-found', 'No such address in the API');
  });
  app.all('/v1/*', () => {
    throw new ServerError('not-found', 'No such address in the API');
  });
  app.use(tokenLink(token, context.tickets, address));
  if (webRoot !== undefined) app.use(webFiles(webRoot));
  app.use(apiGate);
  app.notFound((c) => answer(c, { error: { code: 'not-found', message: 'No such page' } }, 404));
  return app;
}
