import type { JsonValue } from '@huntbook/workspace';
import type { TimeUnit, TimeWindow } from '../model/field.js';
import { ExplorerError } from '../model/hunt.js';

export const unitMs: Readonly<Record<TimeUnit, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

export interface TimeWindowDefault {
  readonly unit: TimeUnit;
  readonly before: number;
  readonly after: number;
  readonly maxBefore?: number;
  readonly maxAfter?: number;
  /** ISO 8601 UTC. */
  readonly origin: string;
  /** Taken instead of origin, before and after where given: the span of the logs, or a range the person asked for. */
  readonly span?: { readonly start: string; readonly end: string };
}

/** ISO 8601 with milliseconds. Throws RangeError for an impossible instant. */
export const iso = (time: number | Date): string => new Date(time).toISOString();

export function resolveTimeWindow({ unit, before, after, origin, span }: TimeWindowDefault): TimeWindow {
  const at = Date.parse(origin);
  if (span) return fromSpan(span.start, span.end, origin, unitOf(Date.parse(span.end) - Date.parse(span.start)));
  return {
    start: iso(at - before * unitMs[unit]),
    end: iso(at + after * unitMs[unit]),
    origin: iso(at),
    unit,
    before,
    after,
  };
}

/** The unit in which a person would count a length of time. */
const unitOf = (ms: number): TimeUnit => (ms < 3 * unitMs.hour ? 'minute' : ms < 3 * unitMs.day ? 'hour' : 'day');

function fromSpan(start: string, end: string, origin: string, unit: TimeUnit): TimeWindow {
  const at = Date.parse(origin);
  const units = (from: number, to: number) => Math.max(0, Math.round(((to - from) / unitMs[unit]) * 1000) / 1000);
  return {
    start,
    end,
    origin: iso(at),
    unit,
    before: units(Date.parse(start), at),
    after: units(at, Date.parse(end)),
  };
}

function instant(label: string, value: unknown): string {
  const time = typeof value === 'string' || typeof value === 'number' ? parseInstant(String(value)) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new ExplorerError('bad-input', `${label}: ${JSON.stringify(value)} is not a date and time.`, {
      hint: 'Write it as 2024-05-31 or 2024-05-31T12:30:00Z; times without a zone are UTC.',
    });
  }
  return iso(time);
}

/** Milliseconds since 1970, NaN when it is no date. A text without a zone is UTC. */
export function parseInstant(value: string): number {
  const trimmed = value.trim();
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(trimmed) || /^\d{4}-\d{2}-\d{2}$/.test(trimmed);
  return Date.parse(zoned ? trimmed : `${trimmed.replace(' ', 'T')}Z`);
}

/** Accepts `{ start, end }`, `{ origin?, unit?, before?, after? }` or `START..END`. */
export function parseTimeWindow(label: string, given: JsonValue, base: TimeWindow): TimeWindow {
  const object = typeof given === 'string' ? splitRange(label, given) : given;
  if (object === null || typeof object !== 'object' || Array.isArray(object)) {
    throw new ExplorerError('bad-input', `${label}: expected a range of time.`, { hint: 'Write START..END.' });
  }
  const fields = object as { readonly [key: string]: JsonValue };
  const unit = fields.unit === undefined ? base.unit : fields.unit;
  if (typeof unit !== 'string' || !(unit in unitMs)) {
    throw new ExplorerError('bad-input', `${label}: unit must be minute, hour, day or week.`);
  }
  const origin = fields.origin === undefined ? base.origin : instant(label, fields.origin);
  if (fields.start !== undefined || fields.end !== undefined) {
    const start = fields.start === undefined ? base.start : instant(label, fields.start);
    const end = fields.end === undefined ? base.end : instant(label, fields.end);
    if (start > end) throw new ExplorerError('bad-input', `${label}: the start ${start} is after the end ${end}.`);
    return fromSpan(start, end, origin, unit as TimeUnit);
  }
  const count = (value: JsonValue | undefined, fallback: number) => {
    if (value === undefined) return fallback;
    if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 100_000) {
      throw new ExplorerError('bad-input', `${label}: before and after must be numbers.`);
    }
    return Math.abs(value);
  };
  return resolveTimeWindow({
    unit: unit as TimeUnit,
    origin,
    before: count(fields.before, base.before),
    after: count(fields.after, base.after),
  });
}

function splitRange(label: string, text: string): { start: string; end: string } {
  const [start, end, more] = text.split('..');
  if (!start || !end || more !== undefined) {
    throw new ExplorerError('bad-input', `${label}: ${JSON.stringify(text)} is not a range.`, {
      hint: 'Write START..END, for example 2024-05-30..2024-05-31T12:00:00Z.',
    });
  }
  return { start, end };
}
