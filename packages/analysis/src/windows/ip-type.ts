import ipaddr from 'ipaddr.js';

export type IpType =
  | 'Multicast'
  | 'Public'
  | 'Loopback'
  | 'Link Local'
  | 'Unspecified'
  | 'Private'
  | 'Reserved'
  | 'Shared';

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Not globally reachable, by IANA's special-purpose address registries for IPv4 and IPv6. */
const PRIVATE: readonly Range[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fc00::/7',
  'fec0::/10',
].map((range) => ipaddr.parseCIDR(range));

/** IANA has given out addresses of 2000::/3 only. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
const TRANSLATED = ipaddr.parseCIDR('64:ff9b::/96');

const within = (address: ipaddr.IPv4 | ipaddr.IPv6, [base, bits]: Range): boolean =>
  address.kind() === base.kind() && address.match(base, bits);

/**
 * What kind of address a text is (MSTICPy `get_ip_type`, and `Shared` for 100.64.0.0/10). Documentation ranges count as
 * Private, an IPv4-mapped address as its IPv4 address. Text that is no address is Unspecified.
 */
export function ipType(text: string): IpType {
  const address = parseAddress(text);
  if (!address) return 'Unspecified';
  const range = address.range();
  if (range === 'multicast') return 'Multicast';
  if (range === 'loopback') return 'Loopback';
  if (range === 'linkLocal') return 'Link Local';
  if (range === 'unspecified') return 'Unspecified';
  if (range === 'carrierGradeNat') return 'Shared';
  if (PRIVATE.some((private_) => within(address, private_))) return 'Private';
  if (address.kind() === 'ipv4' || within(address, GLOBAL_IPV6) || within(address, TRANSLATED)) return 'Public';
  return 'Reserved';
}

/** Whether a text is an IPv4 or IPv6 address: four decimal octets, or RFC 4291 text without a zone. */
export function isIpAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 45) return undefined;
  if (trimmed.includes(':')) {
    const bare = trimmed.replace(/%[\w.-]*$/, '');
    if (!ipaddr.IPv6.isValid(bare)) return undefined;
    const address = ipaddr.IPv6.parse(bare);
    return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
  }
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(trimmed)) return undefined;
  const octets = trimmed.split('.').map(Number);
  return octets.every((octet) => octet <= 255) ? new ipaddr.IPv4(octets) : undefined;
}
