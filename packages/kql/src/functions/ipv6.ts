import type { HostValue } from '../model/compiled-query.js';
import { json, text } from './convert.js';
import { hostScalars } from './host.js';
import { readIpv4 } from './ipv4.js';
import { elementsOf, plainText } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { typed } from './sql.js';

interface Address {
  readonly bits: bigint;
  readonly suffix: number;
  /** Written `::1.2.3.4`. */
  readonly dotted?: boolean;
}

const mapped = 0xffff_0000_0000n;

/** An IPv6 address, or an IPv4 address in the range ::ffff:0:0/96, with an optional prefix length. */
function readIpv6(source: string): Address | undefined {
  const [, body = '', written] = /^\s*([^/\s]+)(?:\/(\d{1,3}))?\s*$/.exec(source) ?? [];
  const v4 = /^(.*?)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(body);
  const tail = v4 ? readIpv4(v4[2] ?? '') : undefined;
  if (v4 && !tail) return undefined;
  // The prefix of an address that ends in dotted numbers counts their bits.
  const suffix = written === undefined ? 128 : v4 ? 96 + Number(written) : Number(written);
  if (suffix > 128) return undefined;
  if (tail && (v4?.[1] === '' || v4?.[1] === '::')) {
    return v4[1] === ''
      ? { bits: mapped + BigInt(tail.address), suffix }
      : { bits: BigInt(tail.address), suffix, dotted: true };
  }
  const hex = tail ? `${v4?.[1]}${(tail.address >>> 16).toString(16)}:${(tail.address & 0xffff).toString(16)}` : body;
  const halves = hex.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - groups.flat().length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const full =
    halves.length === 1
      ? groups.flat()
      : [...(groups[0] ?? []), ...Array.from({ length: missing }, () => '0'), ...(groups[1] ?? [])];
  if (full.some((group) => !/^[\da-fA-F]{1,4}$/.test(group))) return undefined;
  return { bits: full.reduce((sum, group) => sum * 65536n + BigInt(Number.parseInt(group, 16)), 0n), suffix };
}

function masked(bits: bigint, suffix: number): bigint {
  const free = BigInt(128 - suffix);
  return (bits >> free) << free;
}

function canonical(bits: bigint): string {
  return bits
    .toString(16)
    .padStart(32, '0')
    .replace(/.{4}(?=.)/g, '$&:');
}

/** Comparisons take `::1.2.3.4` for the IPv4 address, though parse_ipv6 keeps it apart. */
function comparable(source: string): Address | undefined {
  const address = readIpv6(source);
  return address?.dotted ? { ...address, bits: address.bits + mapped } : address;
}

function compare(first: string, second: string, suffix: bigint): HostValue {
  const [a, b] = [comparable(first), comparable(second)];
  if (!a || !b || suffix < 0n || suffix > 128n) return null;
  const shared = Math.min(a.suffix, b.suffix, Number(suffix));
  const [x, y] = [masked(a.bits, shared), masked(b.bits, shared)];
  return x < y ? -1n : x > y ? 1n : 0n;
}

function inAny(source: string, ranges: string): HostValue {
  const address = comparable(source);
  if (!address) return null;
  const networks = (elementsOf(ranges) ?? [])
    .flatMap((each) => elementsOf(each) ?? [each])
    .map((each) => comparable(plainText(each)));
  if (
    networks.some((network) => network && masked(address.bits, network.suffix) === masked(network.bits, network.suffix))
  )
    return true;
  return networks.includes(undefined) ? null : false;
}

function parse(source: string, suffix: bigint): HostValue {
  const address = readIpv6(source);
  if (!address || suffix < 0n || suffix > 128n) return null;
  return canonical(masked(address.bits, Math.min(address.suffix, Number(suffix))));
}

const host = hostScalars({
  parse_ipv6: { parameters: ['string'], result: 'string', run: (source: string) => parse(source, 128n) },
  parse_ipv6_mask: { parameters: ['string', 'long'], result: 'string', run: parse },
  ipv6_compare: { parameters: ['string', 'string', 'long'], defaults: ['128'], result: 'long', run: compare },
});

const inRange: ScalarFunction = ([source, ...ranges]) =>
  typed(
    'bool',
    `kql_ipv6_in_any(${source ? text(source) : "''"}, json_array(${ranges.map(json).join(', ')})::VARCHAR)`,
  );

export const ipv6Family: FunctionFamily = {
  scalars: {
    ...host.scalars,
    ipv6_is_match: (args, context) => typed('bool', `(${host.scalars.ipv6_compare?.(args, context).sql} = 0)`),
    ipv6_is_in_range: inRange,
    ipv6_is_in_any_range: inRange,
  },
  hostFunctions: [
    ...host.hostFunctions,
    {
      name: 'kql_ipv6_in_any',
      parameters: ['string', 'string'],
      result: 'bool',
      run: (source, ranges) => inAny(String(source), String(ranges)),
    },
  ],
};
