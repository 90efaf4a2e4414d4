import type { KqlType } from '@huntbook/kql';
import { parseIsoTime } from '../clock/parse-time.js';
import { parseUsTime } from '../clock/parse-us-time.js';
import { exactDigits, stringifyExact } from '../json/exact-numbers.js';
import type { RawCell } from '../model/batch.js';
import { pythonToJson } from './python-repr.js';

const INT_MAX = 2 ** 31;
const LONG_MAX = 2n ** 63n;
const TICKS_PER_DAY = 864_000_000_000n;
const INTEGER = /^[+-]?\d{1,19}$/;
const WHOLE_REAL = /^[+-]?\d{1,15}\.0{1,9}$/;
const REAL = /^[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,4})?$/;
const TIMESPAN = /^(-?)(?:(\d{1,8})\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/;

/** A whole number of 64 bits: a number where that is exact, else a bigint. `443.0`, as pandas writes it, is one. */
export function toLong(text: string): number | bigint | undefined {
  if (INTEGER.test(text)) {
    const number = Number(text);
    if (Number.isSafeInteger(number)) return number;
    const exact = BigInt(text.replace('+', ''));
    return exact >= -LONG_MAX && exact < LONG_MAX ? exact : undefined;
  }
  return WHOLE_REAL.test(text) ? Number(text) : undefined;
}

export function toReal(text: string): number | undefined {
  return REAL.test(text) ? Number(text) : undefined;
}

export function toBool(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      return undefined;
  }
}

export function toDatetime(text: string): number | undefined {
  const trimmed = text.trim();
  return parseIsoTime(trimmed) ?? parseUsTime(trimmed);
}

/** Ticks of 100 ns of `[-][d.]hh:mm[:ss[.fffffff]]`. */
export function toTimespan(text: string): bigint | undefined {
  const match = TIMESPAN.exec(text);
  if (match === null) return undefined;
  const [, sign, days, hours, minutes, seconds, fraction] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  const whole = BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 10_000_000n;
  const ticks = BigInt(days ?? 0) * TICKS_PER_DAY + whole + BigInt((fraction ?? '').padEnd(7, '0'));
  return sign === '-' ? -ticks : ticks;
}

/** JSON text of a list or object, also of one that Python printed; undefined when the text is neither. */
export function toJsonContainer(text: string): string | undefined {
  const first = text.trimStart()[0];
  if (first !== '[' && first !== '{' && first !== '(') return undefined;
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return pythonToJson(text);
  }
}

/** A value of JSON or a text as a cell of the type; undefined when it cannot be one. An absent value is null. */
export function toCell(value: unknown, type: KqlType): RawCell | undefined {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  const digits = exactDigits(value);
  if (digits !== undefined) return type === 'dynamic' ? digits : textCell(digits, type);
  if (type === 'string') return typeof value === 'string' ? value : asText(value);
  if (type === 'dynamic') {
    return typeof value === 'string' ? (toJsonContainer(value) ?? JSON.stringify(value)) : jsonText(value);
  }
  if (typeof value === 'object') return undefined;
  if (typeof value === 'string') return value === '' || value === 'null' ? null : textCell(value, type);
  return scalarCell(value as number | boolean, type);
}

function asText(value: unknown): string | undefined {
  return typeof value === 'object' ? jsonText(value) : String(value);
}

/** JSON of a value; undefined when it is nested deeper than can be written. */
function jsonText(value: unknown): string | undefined {
  try {
    return stringifyExact(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function scalarCell(value: number | boolean, type: KqlType): RawCell | undefined {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? value : value === 0 ? false : value === 1 ? true : undefined;
    case 'real':
      return Number(value);
    case 'decimal':
      return String(Number(value));
    case 'int':
      return Number.isInteger(Number(value)) && Math.abs(Number(value)) < INT_MAX ? Number(value) : undefined;
    case 'long':
      return Number.isInteger(Number(value)) && Math.abs(Number(value)) < 2 ** 63
        ? exactLong(Number(value))
        : undefined;
    default:
      return undefined;
  }
}

function exactLong(value: number): number | bigint {
  return Number.isSafeInteger(value) ? value : BigInt(value);
}

function textCell(text: string, type: KqlType): RawCell | undefined {
  switch (type) {
    case 'bool':
      return toBool(text);
    case 'real':
      return toReal(text);
    case 'decimal':
      return toReal(text) === undefined ? undefined : text;
    case 'int': {
      const number = toLong(text);
      return typeof number === 'number' && Math.abs(number) < INT_MAX ? number : undefined;
    }
    case 'long':
      return toLong(text);
    case 'datetime':
      return toDatetime(text);
    case 'timespan':
      return toTimespan(text);
    default:
      return text;
  }
}
