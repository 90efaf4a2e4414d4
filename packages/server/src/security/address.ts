import { isIP } from 'node:net';

/** Where the server listens; the port is known once it does. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const wildcards = new Set(['0.0.0.0', '::']);

function split(authority: string): Address | undefined {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+)(?::(\d{1,5}))?$/i.exec(authority);
  if (!match) return undefined;
  return { host: match[1]!.replace(/^\[|\]$/g, '').toLowerCase(), port: Number(match[2] ?? 80) };
}

/**
 * Whether a Host header names this server: a name that an attacker's DNS could point here is turned away.
 * When it listens on all interfaces, any literal address passes, since those cannot be rebound.
 */
export function isOwnAuthority(authority: string | undefined, own: Address): boolean {
  const given = authority === undefined ? undefined : split(authority);
  if (!given || given.port !== own.port) return false;
  if (given.host === '127.0.0.1' || given.host === 'localhost' || given.host === own.host.toLowerCase()) return true;
  return wildcards.has(own.host) && isIP(given.host) !== 0;
}

/** Whether an Origin header is a page of this server. */
export function isOwnOrigin(origin: string, own: Address): boolean {
  return origin.startsWith('http://') && isOwnAuthority(origin.slice('http://'.length), own);
}
