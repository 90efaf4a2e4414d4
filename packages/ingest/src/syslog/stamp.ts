import { civilMicros, parseIsoTime } from '../clock/parse-time.js';

/** When a line was written, as far as it tells. */
export type Stamp =
  | { readonly kind: 'utc'; readonly time: number }
  /** Microseconds since 1970 as if the local time were UTC. */
  | { readonly kind: 'local'; readonly time: number }
  /** Without a year: month from 1, day, and microseconds of the day. */
  | { readonly kind: 'yearless'; readonly month: number; readonly day: number; readonly ofDay: number };

export interface Stamped {
  readonly stamp: Stamp;
  /** Where the text behind the stamp and its blank begins. */
  readonly end: number;
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const TRADITIONAL = /^[A-Z][a-z]{2} {1,2}(\d{1,2}) (?:(\d{4}) )?(\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))? /;
const ISO_LENGTH = 40;

function traditional(text: string): Stamped | undefined {
  const place = MONTHS.indexOf(text.slice(0, 3));
  if (place < 0 || place % 3 !== 0) return undefined;
  const match = TRADITIONAL.exec(text);
  if (match === null) return undefined;
  const [whole, day, year, hour, minute, second, fraction] = match as unknown as [string, ...(string | undefined)[]];
  const month = place / 3 + 1;
  const micros = Number((fraction ?? '').slice(0, 6).padEnd(6, '0'));
  // A leap second is the last of its minute.
  const clock = [Number(hour), Number(minute), Math.min(Number(second), 59), micros] as const;
  if (Number(second) > 60) return undefined;
  const end = whole.length;
  if (year !== undefined) {
    const time = civilMicros(Number(year), month, Number(day), ...clock);
    return time === undefined ? undefined : { stamp: { kind: 'local', time }, end };
  }
  // 2000 is a leap year: any day there can be.
  if (civilMicros(2000, month, Number(day), ...clock) === undefined) return undefined;
  const ofDay = civilMicros(1970, 1, 1, ...clock)!;
  return { stamp: { kind: 'yearless', month, day: Number(day), ofDay }, end };
}

/** An ISO 8601 time with its `T`, up to the next blank. */
export function isoStamp(text: string): Stamped | undefined {
  if (text.charCodeAt(10) !== 84) return undefined;
  const end = text.slice(0, ISO_LENGTH).indexOf(' ');
  if (end < 0) return undefined;
  const iso = text.slice(0, end);
  const time = parseIsoTime(iso);
  if (time === undefined) return undefined;
  const zoned = /[Zz]$|[+-]\d\d:?\d{0,2}$/.test(iso.slice(16));
  return { stamp: { kind: zoned ? 'utc' : 'local', time }, end: end + 1 };
}

/** The time at the start of a line: `Jan  2 03:04:05` (with or without year and fraction), or ISO 8601. */
export function parseStamp(text: string): Stamped | undefined {
  return traditional(text) ?? isoStamp(text);
}
