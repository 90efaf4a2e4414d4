import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { text, toLong } from './convert.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, typed } from './sql.js';

const mask = 0xffff_ffff_ffff_ffffn;
const p1 = 11400714785074694791n;
const p2 = 14029467366897019727n;
const p3 = 1609587929392839161n;
const p4 = 9650029242287828579n;
const p5 = 2870177450012600261n;

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask;
}

function round(lane: bigint, input: bigint): bigint {
  return (rotate((lane + input * p2) & mask, 31n) * p1) & mask;
}

/** XXH64 with seed 0, after the specification at github.com/Cyan4973/xxHash. */
export function xxhash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash = p5;
  if (bytes.length >= 32) {
    const lanes = [(p1 + p2) & mask, p2, 0n, (0n - p1) & mask];
    for (; at + 32 <= bytes.length; at += 32) {
      for (let lane = 0; lane < 4; lane++)
        lanes[lane] = round(lanes[lane] ?? 0n, view.getBigUint64(at + lane * 8, true));
    }
    const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
    hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & mask;
    for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * p1 + p4) & mask;
  }
  hash = (hash + BigInt(bytes.length)) & mask;
  for (; at + 8 <= bytes.length; at += 8) {
    hash = (rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * p1 + p4) & mask;
  }
  if (at + 4 <= bytes.length) {
    hash = (rotate(hash ^ ((BigInt(view.getUint32(at, true)) * p1) & mask), 23n) * p2 + p3) & mask;
    at += 4;
  }
  for (; at < bytes.length; at++) hash = (rotate(hash ^ ((BigInt(bytes[at] ?? 0) * p5) & mask), 11n) * p1) & mask;
  hash = ((hash ^ (hash >> 33n)) * p2) & mask;
  hash = ((hash ^ (hash >> 29n)) * p3) & mask;
  return hash ^ (hash >> 32n);
}

const encoder = new TextEncoder();

function hashText(source: HostValue): HostValue {
  return BigInt.asIntN(64, xxhash64(encoder.encode(String(source))));
}

function hashNumber(value: HostValue): HostValue {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value as bigint), true);
  return BigInt.asIntN(64, xxhash64(bytes));
}

/** Strings hash their UTF-8 bytes; integers, datetimes and timespans their eight bytes. */
const hash: ScalarFunction = ([arg, modulus], context) => {
  const value = arg as SqlExpression;
  const known = ['string', 'dynamic', 'long', 'datetime', 'timespan'].includes(value.type);
  if (!known)
    return context.fail(`hash of a ${value.type} is not known`, 'Convert it with tolong() or tostring() first.', 0);
  const sql =
    value.type === 'string' || value.type === 'dynamic'
      ? `kql_hash_text(${text(value)})`
      : `kql_hash_number(${toLong(value)})`;
  return typed(
    'long',
    modulus ? bind([sql, toLong(modulus)], (h, m) => `CASE WHEN ${m} > 0 THEN (${h} % ${m} + ${m}) % ${m} END`) : sql,
  );
};

/** Of what `tostring` prints, in lower-case hexadecimal. */
function digest(name: 'sha256' | 'sha1' | 'md5'): ScalarFunction {
  return ([arg]) => typed('string', `${name}(${text(arg as SqlExpression)})`);
}

export const hashFamily: FunctionFamily = {
  scalars: {
    hash,
    hash_xxhash64: hash,
    hash_sha256: digest('sha256'),
    hash_sha1: digest('sha1'),
    hash_md5: digest('md5'),
  },
  hostFunctions: [
    { name: 'kql_hash_text', parameters: ['string'], result: 'long', run: hashText },
    { name: 'kql_hash_number', parameters: ['long'], result: 'long', run: hashNumber },
  ],
};
