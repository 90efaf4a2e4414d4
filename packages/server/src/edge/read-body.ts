import type { Context } from 'hono';
import type { ZodType } from 'zod';
import { ServerError } from './api-failure.js';

/** The JSON body of a request, checked against its shape. Throws ServerError `bad-request` or ZodError. */
export async function readBody<T>(c: Context, shape: ZodType<T>): Promise<T> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ServerError('bad-request', 'The body must be JSON', { hint: 'Send Content-Type: application/json.' });
  }
  let body: unknown;
  try {
    body = await c.req.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ServerError('bad-request', 'The body is not valid JSON', { cause: error });
  }
  return shape.parse(body);
}
