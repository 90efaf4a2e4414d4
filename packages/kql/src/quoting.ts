import { timespanText } from './lower/dynamic-literal.js';
import type { KqlLiteral } from './model/compiled-query.js';
import type { KqlType } from './model/schema.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A KQL string literal, quotes included, that means exactly this text. */
export function quoteKqlString(text: string): string {
  let quoted = '"';
  for (let index = 0; index < text.length; index++) {
    const unit = text[index]!;
    const code = text.charCodeAt(index);
    const plain = (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code !== 0x2028 && code !== 0x2029);
    quoted += escapes[unit] ?? (plain ? unit : `\\u${code.toString(16).padStart(4, '0')}`);
  }
  return `${quoted}"`;
}

/**
 * A value as a KQL literal of a type, to stand in query text: strings escaped, dates as `datetime(...)` in UTC, timespans
 * given as ticks of 100 ns, dynamics given as JSON text.
 *
 * @throws TypeError where the value is none of that type.
 */
export function formatKqlLiteral(value: KqlLiteral, type: KqlType): string {
  if (value === null) return type === 'string' ? '""' : `${type}(null)`;
  switch (type) {
    case 'string':
      return quoteKqlString(value instanceof Date ? value.toISOString() : String(value));
    case 'bool':
      if (typeof value === 'boolean') return String(value);
      break;
    case 'int':
    case 'long':
      if (/^-?\d+$/.test(String(value))) return type === 'int' ? `int(${value})` : `long(${value})`;
      break;
    case 'real':
    case 'decimal':
      return number(value, type);
    case 'datetime': {
      const date = value instanceof Date ? value : new Date(String(value));
      if (!Number.isNaN(date.getTime())) return `datetime(${date.toISOString()})`;
      break;
    }
    case 'timespan':
      if (typeof value === 'bigint' || typeof value === 'number') return `time(${timespanText(BigInt(value))})`;
      break;
    case 'guid':
      if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(String(value))) return `guid(${value})`;
      break;
    case 'dynamic':
      return `todynamic(${quoteKqlString(String(value))})`;
  }
  throw new TypeError(`${JSON.stringify(String(value))} is not a ${type}`);
}

function number(value: KqlLiteral, type: 'real' | 'decimal'): string {
  const size = Number(value);
  if (typeof value === 'boolean' || value instanceof Date || String(value).trim() === '')
    throw new TypeError(`${value} is not a ${type}`);
  if (Number.isFinite(size)) return `${type}(${size})`;
  if (type === 'real' && typeof value === 'number') {
    return Number.isNaN(value) ? 'real(nan)' : value > 0 ? 'real(+inf)' : 'real(-inf)';
  }
  throw new TypeError(`${value} is not a ${type}`);
}
