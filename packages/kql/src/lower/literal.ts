import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { text } from '../plan/quote.js';
import { nullOf, sqlTypes } from '../plan/relation.js';

/** Typed SQL literals from values and from the text of KQL literals. */

export function stringLiteral(value: string): SqlExpression {
  return { sql: text(value), type: 'string', literal: value };
}

export function boolLiteral(value: boolean): SqlExpression {
  return { sql: value ? 'true' : 'false', type: 'bool', literal: value };
}

const longRange = 1n << 63n;

export function integerLiteral(value: bigint, type: 'int' | 'long' | 'timespan'): SqlExpression {
  const wrapped = BigInt.asIntN(type === 'int' ? 32 : 64, value);
  const digits = wrapped === -longRange ? '(-9223372036854775807 - 1)' : `${wrapped}`;
  return { sql: `CAST(${digits} AS ${sqlTypes[type]})`, type, literal: wrapped };
}

export function realLiteral(value: number): SqlExpression {
  const sql = Number.isFinite(value) ? `CAST(${value} AS DOUBLE)` : `CAST('${String(value).toLowerCase()}' AS DOUBLE)`;
  return { sql, type: 'real', literal: value };
}

export function nullLiteral(type: KqlType): SqlExpression {
  return type === 'string' ? stringLiteral('') : { sql: nullOf(type), type, literal: null };
}

/** JSON text, as DuckDB holds a dynamic value. */
export function dynamicLiteral(json: string): SqlExpression {
  if (json === 'null') return nullLiteral('dynamic');
  return { sql: `CAST(${text(json)} AS JSON)`, type: 'dynamic', literal: json };
}

/** Ticks since 0001-01-01 as a TIMESTAMP literal; DuckDB keeps microseconds. */
export function datetimeLiteral(date: Date, extraMicros = 0): SqlExpression {
  const iso = date.toISOString();
  const sign = iso.startsWith('-') || iso.startsWith('+');
  if (sign) return nullLiteral('datetime');
  const micros = String(date.getUTCMilliseconds() * 1000 + extraMicros).padStart(6, '0');
  const stamp = `${iso.slice(0, 10)} ${iso.slice(11, 19)}.${micros}`;
  return { sql: `TIMESTAMP '${stamp}'`, type: 'datetime', literal: stamp };
}

/** The literal between the parentheses of `long(...)`, `datetime(...)` and so on, or undefined where the text is none. */
export function parseLiteral(type: KqlType, source: string): SqlExpression | undefined {
  const body = source.trim();
  if (body === 'null') return nullLiteral(type);
  switch (type) {
    case 'bool':
      if (/^(true|1)$/i.test(body)) return boolLiteral(true);
      return /^(false|0)$/i.test(body) ? boolLiteral(false) : undefined;
    case 'int':
    case 'long':
      return /^[+-]?(\d+|0x[\da-f]+)$/i.test(body) ? inRange(parseInteger(body), type) : undefined;
    case 'real':
      return parseReal(body);
    case 'decimal':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(body)
        ? { sql: `CAST('${body}' AS ${sqlTypes.decimal})`, type: 'decimal', literal: body }
        : undefined;
    case 'timespan': {
      const ticks = parseTimespan(unquoted(body));
      return ticks === undefined ? undefined : integerLiteral(ticks, 'timespan');
    }
    case 'datetime':
      return parseDatetime(unquoted(body));
    case 'guid': {
      const guid = unquoted(body).replace(/^\{(.*)\}$/, '$1');
      return /^[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}$/i.test(guid)
        ? { sql: `CAST('${guid}' AS UUID)`, type: 'guid', literal: guid.toLowerCase() }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** A literal beyond 64 bits is an error; an int wraps around. */
function inRange(value: bigint, type: 'int' | 'long'): SqlExpression | undefined {
  return BigInt.asIntN(64, value) === value || (value > 0n && value < 2n * longRange && type === 'int')
    ? integerLiteral(value, type)
    : undefined;
}

function unquoted(body: string): string {
  return body.replace(/^@?(["'])(.*)\1$/s, '$2');
}

function parseInteger(body: string): bigint {
  const negative = body.startsWith('-');
  const digits = BigInt(body.replace(/^[+-]/, ''));
  return negative ? -digits : digits;
}

function parseReal(body: string): SqlExpression | undefined {
  if (/^nan$/i.test(body)) return realLiteral(Number.NaN);
  const infinite = /^([+-]?)inf$/i.exec(body);
  if (infinite) return realLiteral(infinite[1] === '-' ? -Infinity : Infinity);
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(body) ? realLiteral(Number(body)) : undefined;
}

const tick = 1n;
const second = 10_000_000n;
const units: Readonly<Record<string, bigint>> = {
  tick,
  ticks: tick,
  microsecond: 10n,
  microseconds: 10n,
  micros: 10n,
  us: 10n,
  ms: 10_000n,
  milli: 10_000n,
  millis: 10_000n,
  millisec: 10_000n,
  millisecond: 10_000n,
  milliseconds: 10_000n,
  s: second,
  sec: second,
  secs: second,
  second,
  seconds: second,
  m: 60n * second,
  min: 60n * second,
  mins: 60n * second,
  minute: 60n * second,
  minutes: 60n * second,
  h: 3600n * second,
  hr: 3600n * second,
  hrs: 3600n * second,
  hour: 3600n * second,
  hours: 3600n * second,
  d: 86400n * second,
  day: 86400n * second,
  days: 86400n * second,
};

/** Ticks of `1.5h`, `5 minutes`, `1.02:03:04.5` or a bare number of days; undefined where the text is none of them. */
export function parseTimespan(source: string): bigint | undefined {
  const body = source.trim();
  const short = /^([+-]?)(\d+)(?:\.(\d+))?\s*([a-z]+)$/i.exec(body);
  if (short) {
    const [, sign, whole = '0', fraction = '', name = ''] = short;
    const unit = units[name.toLowerCase()];
    if (unit === undefined) return undefined;
    const part = fraction === '' ? 0n : (BigInt(fraction) * unit) / 10n ** BigInt(fraction.length);
    const ticks = BigInt(whole) * unit + part;
    return sign === '-' ? -ticks : ticks;
  }
  const clock = /^([+-]?)(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(body);
  if (clock) {
    const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = clock;
    const clockSeconds = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
    const ticks = clockSeconds * second + BigInt(fraction.padEnd(7, '0'));
    return sign === '-' ? -ticks : ticks;
  }
  const days = /^[+-]?\d+$/.exec(body);
  return days ? BigInt(body) * 86400n * second : undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A datetime literal as KQL writes it: ISO 8601, slashes, RFC 822 or US order; UTC unless it names an offset. */
export function parseDatetime(source: string): SqlExpression | undefined {
  const body = source.trim();
  const time =
    '(?:[T ]\\s*(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?\\s*(am|pm)?)?\\s*(z|gmt|utc|[+-]\\d{1,2}:?\\d{2})?$';
  const iso = new RegExp(`^(\\d{4})(?:[-/](\\d{1,2})(?:[-/](\\d{1,2}))?)?${time}`, 'i').exec(body);
  if (iso) return instant(iso[1]!, iso[2] ?? '1', iso[3] ?? '1', iso.slice(4));
  const us = new RegExp(`^(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4})${time}`, 'i').exec(body);
  if (us) return instant(us[3]!, us[1]!, us[2]!, us.slice(4));
  const rfc = new RegExp(`^(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[\\s-]([a-z]{3})[a-z]*[\\s-](\\d{2,4})${time}`, 'i').exec(
    body,
  );
  if (rfc) {
    const month = months.indexOf(rfc[2]!.toLowerCase()) + 1;
    const year = rfc[3]!.length === 2 ? `20${rfc[3]}` : rfc[3]!;
    return month === 0 ? undefined : instant(year, String(month), rfc[1]!, rfc.slice(4));
  }
  const parts = /^(\d{4}),\s*(\d{1,2}),\s*(\d{1,2})$/.exec(body);
  if (parts) return instant(parts[1]!, parts[2]!, parts[3]!, []);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(body);
  return compact ? instant(compact[1]!, compact[2]!, compact[3]!, []) : undefined;
}

function instant(
  year: string,
  month: string,
  day: string,
  [hour = '0', minute = '0', seconds = '0', fraction = '', half, zone]: readonly (string | undefined)[],
): SqlExpression | undefined {
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour);
  const micros = Number(fraction.padEnd(6, '0').slice(0, 6));
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1) return undefined;
  if (hours > 23 || Number(minute) > 59 || Number(seconds) > 59) return undefined;
  const offset = /^([+-])(\d{1,2}):?(\d{2})$/.exec(zone ?? '');
  const shift = offset ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1) : 0;
  date.setUTCHours(hours, Number(minute) - shift, Number(seconds), Math.floor(micros / 1000));
  return datetimeLiteral(date, micros % 1000);
}
