import { isIpAddress } from '../windows/ip-type.js';
import type { ScanMode } from './model.js';
import { hasPublicSuffix } from './public-suffix.js';
import { nameFrom } from './scan-dns.js';
import { type UrlPlace, urlsIn } from './scan-url.js';

/** A host or a further URL that a URL holds, as it stands there. */
export interface UrlPart {
  readonly type: 'dns' | 'ipv4' | 'ipv6' | 'url';
  readonly text: string;
}

/** Decodes percent escapes that form UTF-8 and leaves the others. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16));
    return new TextDecoder().decode(bytes);
  });
}

/** The type of a URL's host: an address, or a name with a public suffix (or any, with `ignoreTlds`). */
export function hostType(host: string, ignoreTlds: boolean): 'dns' | 'ipv4' | 'ipv6' | undefined {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (isIpAddress(bare)) return bare.includes(':') ? 'ipv6' : 'ipv4';
  const end = nameFrom(bare, 0, { defanged: true, strict: true }).end;
  return end === bare.length && (ignoreTlds || hasPublicSuffix(bare)) ? 'dns' : undefined;
}

const MAX_DEPTH = 4;
const MAX_URLS = 50;

/** The host of a URL, and the URLs in its percent-decoded text with their hosts. */
export function urlContents(text: string, url: UrlPlace, mode: ScanMode, ignoreTlds: boolean): UrlPart[] {
  const parts: UrlPart[] = [];
  addHost(parts, text.slice(url.hostStart, url.hostEnd), ignoreTlds);
  let inner = text.slice(url.hostEnd, url.end);
  for (let depth = 0; depth < MAX_DEPTH && parts.length < MAX_URLS; depth++) {
    const decoded = percentDecode(inner);
    if (depth > 0 && decoded === inner) break;
    inner = decoded;
    for (const nested of urlsIn(inner, mode)) {
      parts.push({ type: 'url', text: inner.slice(nested.start, nested.end) });
      addHost(parts, inner.slice(nested.hostStart, nested.hostEnd), ignoreTlds);
    }
    if (!inner.includes('%')) break;
  }
  return parts;
}

function addHost(parts: UrlPart[], host: string, ignoreTlds: boolean): void {
  const plain = host.includes('[.') || host.includes('.]') ? host.replace(/\[?\.\]?/g, '.') : host;
  const type = hostType(plain, ignoreTlds);
  if (type) parts.push({ type, text: type === 'ipv6' ? plain.replace(/^\[|\]$/g, '') : host });
}

/**
 * What the original finds in a URL: the URLs of the decoded text from `from` on, each with its host as a name, unchecked.
 */
export function originalUrlContents(text: string, url: UrlPlace, mode: ScanMode, from: number): UrlPart[] {
  const decoded = percentDecode(text.slice(url.start, url.end)).slice(from);
  return urlsIn(decoded, mode).flatMap((nested): UrlPart[] => [
    { type: 'url', text: decoded.slice(nested.start, nested.end) },
    { type: 'dns', text: decoded.slice(nested.hostStart, nested.hostEnd) },
  ]);
}
