import { WorkspaceError } from '../model/workspace.js';

const unitMs: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
const offset = /^([+-]?)(\d{1,6})(y|mon|w|d|h|m|s)?(?:@(y|mon|w|d|h|m|s))?$/;
const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * A point in time as KQL's `datetime()` takes it, in UTC with up to seven fractional digits. Takes a Date, ISO 8601 text
 * (UTC where it names no offset), a number of days from now, or an offset `[+-]N[unit][@unit]` with the units y, mon, w, d,
 * h, m, s, days where none is given. `@unit` rounds down where the text starts with a minus, up otherwise.
 */
export function datetimeArgument(name: string, value: unknown, now: Date): string {
  const text = instantText(value, now);
  if (text !== undefined) return text;
  throw new WorkspaceError('bad-parameter', `${name}: ${JSON.stringify(value)} is no point in time.`, {
    subject: name,
    hint: 'Give a Date, ISO 8601 such as 2024-01-31T12:00:00Z, a number of days, or an offset such as -1d or -6h@h.',
  });
}

function instantText(value: unknown, now: Date): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (typeof value === 'number')
    return Number.isFinite(value) ? new Date(now.getTime() + value * 86_400_000).toISOString() : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const shift = offset.exec(text);
  if (shift) return shifted(now, shift[1] === '-', Number(shift[2]), shift[3] ?? 'd', shift[4]).toISOString();
  return isoText(text);
}

function isoText(text: string): string | undefined {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const offsetText = /^[+-]/.test(zone) ? (zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`) : 'Z';
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offsetText}`);
  if (Number.isNaN(date.getTime())) return undefined;
  if (offsetText === 'Z' && date.getUTCDate() !== Number(day)) return undefined;
  const digits = fraction.slice(0, 7);
  return `${date.toISOString().slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z`;
}

function shifted(now: Date, back: boolean, count: number, unit: string, round: string | undefined): Date {
  const by = back ? -count : count;
  const date = new Date(now);
  if (unit === 'y') date.setUTCFullYear(date.getUTCFullYear() + by);
  else if (unit === 'mon') date.setUTCMonth(date.getUTCMonth() + by);
  else date.setTime(date.getTime() + by * unitMs[unit]!);
  return round === undefined ? date : rounded(date, round, back);
}

function rounded(date: Date, unit: string, down: boolean): Date {
  const start = new Date(date);
  if (unit === 's') start.setUTCMilliseconds(0);
  else if (unit === 'm') start.setUTCSeconds(0, 0);
  else if (unit === 'h') start.setUTCMinutes(0, 0, 0);
  else start.setUTCHours(0, 0, 0, 0);
  // Weeks begin on Monday, as in ISO 8601.
  if (unit === 'w') start.setUTCDate(start.getUTCDate() - ((start.getUTCDay() + 6) % 7));
  if (unit === 'mon') start.setUTCDate(1);
  if (unit === 'y') start.setUTCMonth(0, 1);
  if (down || start.getTime() === date.getTime()) return start;
  if (unit === 'mon') start.setUTCMonth(start.getUTCMonth() + 1);
  else if (unit === 'y') start.setUTCFullYear(start.getUTCFullYear() + 1);
  else start.setTime(start.getTime() + unitMs[unit]!);
  return start;
}
