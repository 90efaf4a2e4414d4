import type { Context } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import { toJson } from './json.js';

/** Answers JSON that may hold bigints. */
export function answer(c: Context, value: unknown, status = 200): Response {
  return c.newResponse(toJson(value), status as StatusCode, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
}
