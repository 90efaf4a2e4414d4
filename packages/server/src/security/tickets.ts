import { randomBytes } from 'node:crypto';
import { sameSecret } from './constant-time.js';

/** Stand-ins for the token that open the page once, within a minute: safe to hand to a browser on its command line. */
export interface Tickets {
  issue(): string;
  /** True once for each ticket that was issued and is not too old. */
  redeem(given: string): boolean;
}

const lifetimeMs = 60_000;

export function createTickets(now: () => number = Date.now): Tickets {
  const live = new Map<string, number>();
  const expire = () => {
    for (const [ticket, until] of live) if (until <= now()) live.delete(ticket);
  };
  return {
    issue() {
      const ticket = randomBytes(32).toString('base64url');
      live.set(ticket, now() + lifetimeMs);
      return ticket;
    },
    redeem(given) {
      expire();
      const match = [...live.keys()].find((ticket) => sameSecret(given, ticket));
      return match !== undefined && live.delete(match);
    },
  };
}
