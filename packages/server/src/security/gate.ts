import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { ServerError } from '../edge/api-failure.js';
import { type Address, isOwnAuthority, isOwnOrigin } from './address.js';
import { sameSecret } from './constant-time.js';
import type { Tickets } from './tickets.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Cookies do not tell ports apart, so two servers on one machine need two names. */
export function cookieName(port: number): string {
  return `huntbook-${port}`;
}

function bearer(c: Context): string | undefined {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
}

/** Turns away requests that reached this server under another name: DNS rebinding. */
export function hostGate(address: () => Address): MiddlewareHandler {
  return async (c, next) => {
    if (!isOwnAuthority(c.req.header('host'), address())) {
      throw new ServerError('forbidden', 'The Host header is not an address of this server', {
        hint: 'Open the address that huntbook printed when it started.',
      });
    }
    await next();
  };
}

/** Turns away state-changing requests that a page of another origin sent. */
export function originGate(address: () => Address): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const foreign =
      origin !== undefined
        ? !isOwnOrigin(origin, address())
        : // A browser always names the origin of such a request; a script names none and carries the token itself.
          bearer(c) === undefined;
    if (!safeMethods.has(c.req.method) && (foreign || (site !== undefined && site !== 'same-origin'))) {
      throw new ServerError('forbidden', 'The request comes from another origin');
    }
    await next();
  };
}

/** Lets through only who brings the token, as a bearer or in the cookie. */
export function tokenGate(token: string, address: () => Address): MiddlewareHandler {
  return async (c, next) => {
    const given = bearer(c) ?? getCookie(c, cookieName(address().port));
    if (given === undefined || !sameSecret(given, token)) {
      throw new ServerError('unauthorized', 'The token is missing or wrong', {
        hint: 'Open the address with its token that huntbook printed when it started.',
      });
    }
    await next();
  };
}

/**
 * `GET /any/page?token=TOKEN` sets the cookie and redirects to the page without the token. A ticket serves in its place,
 * once; and whoever has the cookie already needs neither, so that an old link or one opened twice still works.
 */
export function tokenLink(token: string, tickets: Tickets, address: () => Address): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.query('token');
    if (given === undefined || c.req.method !== 'GET') return next();
    const name = cookieName(address().port);
    const known = getCookie(c, name);
    const valid = sameSecret(given, token) || tickets.redeem(given);
    if (!valid && (known === undefined || !sameSecret(known, token))) {
      throw new ServerError('unauthorized', 'The token in the address is wrong', {
        hint: 'huntbook prints a new one at each start; open that address.',
      });
    }
    if (valid) setCookie(c, name, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
    const url = new URL(c.req.url);
    url.searchParams.delete('token');
    c.header('cache-control', 'no-store');
    return c.redirect(`/${url.pathname.replace(/^[/\\]+/, '')}${url.search}`, 302);
  };
}
