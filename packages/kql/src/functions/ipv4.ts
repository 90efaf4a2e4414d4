import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { json, text, toLong } from './convert.js';
import { elementsOf, plainText } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, literalNumber, literalText, quote, typed } from './sql.js';

interface Network {
  readonly base: number;
  readonly suffix: number;
}

/** An IPv4 address with an optional prefix length; undefined where the text is none. */
export function readIpv4(source: string): { readonly address: number; readonly suffix: number } | undefined {
  const match = /^\s*(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?\s*$/.exec(source);
  if (!match) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const suffix = match[5] === undefined ? 32 : Number(match[5]);
  if (octets.some((octet) => octet > 255) || suffix > 32) return undefined;
  return { address: octets.reduce((sum, octet) => sum * 256 + octet, 0), suffix };
}

const octetPattern = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';
const suffixPattern = '(?:/(?:[12]?[0-9]|3[0-2]))?';

function networkOf(source: string): Network | undefined {
  const read = readIpv4(source);
  return read && { base: masked(read.address, read.suffix), suffix: read.suffix };
}

function masked(address: number, suffix: number): number {
  const size = 2 ** (32 - suffix);
  return Math.floor(address / size) * size;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.');
}

/** The pieces of the address: four numbers, and the prefix length where one is written. */
function pieces(source: string, body: (parts: string, source: string) => string): string {
  return bind([source], (s) =>
    bind(
      [`string_split(replace(${s}, '/', '.'), '.')`],
      (p) =>
        `CASE WHEN translate(${s}, '0123456789./', '') = '' AND len(${p}) = CASE WHEN contains(${s}, '/') THEN 5 ELSE 4 END AND kql_ipv4_suffix(${p}) IS NOT NULL THEN ${body(p, s)} END`,
    ),
  );
}

const all = '4294967296';

function mask(sql: string, suffix: string): string {
  return `(${sql} & (${all} - (1::BIGINT << (32 - ${suffix}))))`;
}

function parsed(source: string, suffix?: string): string {
  return pieces(source, (p) =>
    bind(
      [`kql_ipv4_number(${p})`, `kql_ipv4_suffix(${p})`, suffix ?? '32'],
      (n, own, given) => `CASE WHEN ${given} BETWEEN 0 AND 32 THEN ${mask(n, `least(${own}, ${given})`)} END`,
    ),
  );
}

/** Most addresses have no prefix length; those are read without taking them apart. */
const parse: ScalarFunction = ([source]) =>
  typed(
    'long',
    bind([text(source as SqlExpression)], (s) => {
      const octet = (index: number): string => `split_part(${s}, '.', ${index})::BIGINT`;
      const number = `(${octet(1)} * 16777216 + ${octet(2)} * 65536 + ${octet(3)} * 256 + ${octet(4)})`;
      return `CASE WHEN regexp_full_match(${s}, '(?:${octetPattern}\\.){3}${octetPattern}') THEN ${number} WHEN contains(${s}, '/') THEN ${parsed(s)} END`;
    }),
  );

const parseMask: ScalarFunction = ([source, suffix]) =>
  typed('long', parsed(text(source as SqlExpression), `(${suffix?.sql})`));

/** Both addresses under the shortest of their prefixes and the given one: their order, null where one is no address. */
function compared(args: readonly SqlExpression[]): string {
  const [a, b, suffix] = args;
  const given = suffix ? toLong(suffix) : '32::BIGINT';
  const parts = (arg: SqlExpression | undefined): string =>
    pieces(text(arg as SqlExpression), (p) => `{'n': kql_ipv4_number(${p}), 's': kql_ipv4_suffix(${p})}`);
  return bind(
    [parts(a), parts(b), given],
    (x, y, g) => `kql_ipv4_compare(${x}.n, ${y}.n, least(${x}.s, ${y}.s, ${g}))`,
  );
}

/** The addresses of a network as a pattern over their octets, which is far quicker than to compute with them. */
function networkPattern({ base, suffix }: Network): string {
  const octets = dotted(base).split('.').map(Number);
  return octets
    .map((octet, index) => {
      const free = 8 - Math.min(8, Math.max(0, suffix - index * 8));
      if (free === 8) return octetPattern;
      return free === 0
        ? String(octet)
        : `(?:${Array.from({ length: 2 ** free }, (_, step) => octet + step).join('|')})`;
    })
    .join('\\.');
}

/** Whether the address lies in one of the networks; null where it is no address. */
function inNetworks(source: SqlExpression, networks: readonly Network[]): string {
  const inside = `(?:${networks.map(networkPattern).join('|')})${suffixPattern}`;
  const any = `(?:${octetPattern}\\.){3}${octetPattern}${suffixPattern}`;
  return bind(
    [text(source)],
    (s) =>
      `CASE WHEN regexp_full_match(${s}, ${quote(inside)}) THEN TRUE WHEN regexp_full_match(${s}, ${quote(any)}) THEN FALSE END`,
  );
}

/** A match against a known network is a test of a pattern. */
const isMatch: ScalarFunction = (args) => {
  const [source, other, suffix] = args as [SqlExpression, SqlExpression, SqlExpression | undefined];
  const literal = literalText(other);
  const given = suffix ? literalNumber(suffix) : 32;
  const network = literal === undefined ? undefined : readIpv4(literal);
  if (!network || given === undefined || given < 0 || given > 32) return typed('bool', `(${compared(args)} = 0)`);
  const shared = Math.min(network.suffix, given);
  // A prefix written in the address would widen the network: that is left to the comparison.
  const quick = inNetworks(source, [{ base: masked(network.address, shared), suffix: shared }]);
  return typed('bool', `CASE WHEN contains(${text(source)}, '/') THEN ${compared(args)} = 0 ELSE ${quick} END`);
};

function literals(args: readonly SqlExpression[]): readonly string[] | undefined {
  const texts = args.map((arg) => {
    const literal = literalText(arg);
    return arg.type === 'dynamic' && literal !== undefined ? (elementsOf(literal) ?? []).map(plainText) : literal;
  });
  return texts.includes(undefined) ? undefined : (texts as (string | string[])[]).flat();
}

const inRange: ScalarFunction = (args) => {
  const [source, ...ranges] = args as [SqlExpression, ...SqlExpression[]];
  const known = literals(ranges)?.map(networkOf);
  if (known && known.length > 0 && !known.includes(undefined))
    return typed('bool', inNetworks(source, known as readonly Network[]));
  return typed('bool', `kql_ipv4_in_any(${text(source)}, json_array(${ranges.map(json).join(', ')})::VARCHAR)`);
};

function inAny(source: HostValue, ranges: HostValue): HostValue {
  const read = readIpv4(String(source));
  if (!read) return null;
  const networks = (elementsOf(String(ranges)) ?? [])
    .flatMap((each) => elementsOf(each) ?? [each])
    .map((each) => networkOf(plainText(each)));
  if (networks.some((network) => network && masked(read.address, network.suffix) === network.base)) return true;
  return networks.includes(undefined) ? null : false;
}

/** What RFC 1918 sets aside. A prefix shorter than the private range's own reaches beyond it. */
const isPrivate: ScalarFunction = ([source]) => {
  const rest = (count: number): string => `(?:\\.${octetPattern}){${count}}`;
  const inside = `10${rest(3)}(?:/(?:[89]|[12]\\d|3[0-2]))?|172\\.(?:1[6-9]|2\\d|3[01])${rest(2)}(?:/(?:1[2-9]|2\\d|3[0-2]))?|192\\.168${rest(2)}(?:/(?:1[6-9]|2\\d|3[0-2]))?`;
  const any = `(?:${octetPattern}\\.){3}${octetPattern}${suffixPattern}`;
  return typed(
    'bool',
    bind(
      [text(source as SqlExpression)],
      (s) =>
        `CASE WHEN regexp_full_match(${s}, ${quote(inside)}) THEN TRUE WHEN regexp_full_match(${s}, ${quote(any)}) THEN FALSE END`,
    ),
  );
};

/** Only with dots and digits beside it is an address part of a longer one. */
const before = '(?:^|[^A-Za-z0-9.])';
const after = '(?:$|[^A-Za-z0-9.]|\\.(?:$|[^A-Za-z0-9]))';
/** The pattern of addresses that begin with a prefix (`10.`, `192.168.`); undefined where no address does. */
function prefixPattern(prefix: string, whole: boolean): string | undefined {
  const octets = prefix.split('.');
  const open = octets.at(-1) === '';
  if (open) octets.pop();
  if (
    octets.length > 4 ||
    octets.length === 0 ||
    octets.some((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255)
  )
    return undefined;
  if (octets.length < 4 && (whole || !open)) return undefined;
  if (octets.length === 4 && open) return undefined;
  return before + [...octets, ...Array.from({ length: 4 - octets.length }, () => octetPattern)].join('\\.') + after;
}

function hasAny(whole: boolean): ScalarFunction {
  return (args, context) => {
    const [source, ...wanted] = args as [SqlExpression, ...SqlExpression[]];
    const known = literals(wanted);
    if (!known)
      return context.fail(
        'Addresses to look for must be literals here',
        'Write them as text or as dynamic([...]) in the call.',
        1,
      );
    const patterns = known.map((each) => prefixPattern(each, whole)).filter((pattern) => pattern !== undefined);
    if (patterns.length === 0) return typed('bool', 'FALSE');
    return typed('bool', `regexp_matches(${text(source)}, ${quote(patterns.join('|'))})`);
  };
}

/** The number and the prefix length of an address given as text or as a number. */
function addressParts(arg: SqlExpression): string {
  if (arg.type === 'string' || arg.type === 'dynamic')
    return pieces(text(arg), (p) => `{'n': kql_ipv4_number(${p}), 's': kql_ipv4_suffix(${p})}`);
  return bind([toLong(arg)], (n) => `CASE WHEN ${n} BETWEEN 0 AND 4294967295 THEN {'n': ${n}, 's': 32::BIGINT} END`);
}

function format(withMask: boolean): ScalarFunction {
  return ([address, suffix]) => {
    const given = suffix ? toLong(suffix) : '32::BIGINT';
    return typed(
      'string',
      bind([addressParts(address as SqlExpression), given], (a, g) => {
        const shown = `kql_ipv4_dotted(${mask(`${a}.n`, `least(${a}.s, ${g})`)})`;
        return `coalesce(CASE WHEN ${g} BETWEEN 0 AND 32 THEN ${withMask ? `${shown} || '/' || least(${a}.s, ${g})` : shown} END, '')`;
      }),
    );
  };
}

/** The fewest networks that cover exactly the addresses from the first to the last. */
function cidrList(first: HostValue, last: HostValue): HostValue {
  const [from, to] = [readIpv4(String(first)), readIpv4(String(last))];
  if (!from || !to || from.address > to.address) return null;
  const networks: string[] = [];
  let at = from.address;
  while (at <= to.address) {
    let suffix = 32;
    while (suffix > 0 && masked(at, suffix - 1) === at && at + 2 ** (33 - suffix) - 1 <= to.address) suffix--;
    networks.push(`${dotted(at)}/${suffix}`);
    at += 2 ** (32 - suffix);
  }
  return JSON.stringify(networks);
}

export const ipv4Family: FunctionFamily = {
  scalars: {
    parse_ipv4: parse,
    parse_ipv4_mask: parseMask,
    ipv4_netmask_suffix: ([source]) =>
      typed(
        'long',
        pieces(
          text(source as SqlExpression),
          (p) => `CASE WHEN kql_ipv4_number(${p}) IS NOT NULL THEN kql_ipv4_suffix(${p}) END`,
        ),
      ),
    ipv4_compare: (args) => typed('long', compared(args)),
    ipv4_is_match: isMatch,
    ipv4_is_in_range: inRange,
    ipv4_is_in_any_range: inRange,
    ipv4_is_private: isPrivate,
    has_ipv4: hasAny(true),
    has_any_ipv4: hasAny(true),
    has_ipv4_prefix: hasAny(false),
    has_any_ipv4_prefix: hasAny(false),
    format_ipv4: format(false),
    format_ipv4_mask: format(true),
    ipv4_range_to_cidr_list: ([first, last]) =>
      typed('dynamic', `kql_ipv4_cidrs(${text(first as SqlExpression)}, ${text(last as SqlExpression)})::JSON`),
  },
  macros: [
    `CREATE OR REPLACE MACRO kql_ipv4_number(p) AS TRY_CAST(p[1] AS UTINYINT)::BIGINT * 16777216 + TRY_CAST(p[2] AS UTINYINT)::BIGINT * 65536
       + TRY_CAST(p[3] AS UTINYINT)::BIGINT * 256 + TRY_CAST(p[4] AS UTINYINT)::BIGINT`,
    `CREATE OR REPLACE MACRO kql_ipv4_suffix(p) AS CASE WHEN len(p) = 4 THEN 32::BIGINT WHEN TRY_CAST(p[5] AS UTINYINT) <= 32 THEN p[5]::BIGINT END`,
    `CREATE OR REPLACE MACRO kql_ipv4_compare(a, b, n) AS CASE WHEN n BETWEEN 0 AND 32
       THEN sign((a & (4294967296 - (1::BIGINT << (32 - n)))) - (b & (4294967296 - (1::BIGINT << (32 - n)))))::BIGINT END`,
    `CREATE OR REPLACE MACRO kql_ipv4_dotted(n) AS (n >> 24) || '.' || (n >> 16 & 255) || '.' || (n >> 8 & 255) || '.' || (n & 255)`,
  ],
  hostFunctions: [
    { name: 'kql_ipv4_in_any', parameters: ['string', 'string'], result: 'bool', run: inAny },
    { name: 'kql_ipv4_cidrs', parameters: ['string', 'string'], result: 'string', run: cidrList },
  ],
};
