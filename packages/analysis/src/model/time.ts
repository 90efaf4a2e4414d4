/**
 * Microseconds since 1970 UTC of an ISO 8601 text (with `T` or a space, any fraction; UTC where no offset is written),
 * a Date, or milliseconds since 1970. NaN for null and for anything else.
 */
export function parseMicros(value: string | number | Date | null | undefined): number {
  if (typeof value === 'string') return parseIso(value);
  if (typeof value === 'number') return value * 1000;
  return value instanceof Date ? value.getTime() * 1000 : Number.NaN;
}

/** The number that `length` digits from `start` on form; NaN where one of them is none. */
function digits(text: string, start: number, length: number): number {
  let value = 0;
  for (let i = start; i < start + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function parseIso(text: string): number {
  const separated = text[4] === '-' && text[7] === '-' && text[13] === ':' && text[16] === ':';
  if (!separated || (text[10] !== 'T' && text[10] !== ' ')) return Number.NaN;
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (!(month >= 1 && day >= 1 && day <= (DAYS[month - 1] ?? 0) && hour < 24 && minute < 60 && second < 60))
    return Number.NaN;
  const whole = Date.UTC(digits(text, 0, 4), month - 1, day, hour, minute, second) * 1000;
  let at = 19;
  let micros = 0;
  if (text[at] === '.') {
    let scale = 100_000;
    for (at++; digits(text, at, 1) >= 0 && at < 30; at++, scale /= 10) micros += digits(text, at, 1) * scale;
    if (at === 20) return Number.NaN;
  }
  return whole + Math.round(micros) - zoneOffset(text, at);
}

/** Microseconds that the zone at the end of a text is ahead of UTC; NaN where it is no zone. */
function zoneOffset(text: string, start: number): number {
  const zone = text.slice(start).trim();
  if (zone === '' || zone === 'Z') return 0;
  const sign = zone[0] === '+' ? 1 : zone[0] === '-' ? -1 : Number.NaN;
  const minutes = digits(zone, zone[3] === ':' ? 4 : 3, 2);
  const expected = zone[3] === ':' ? 6 : 5;
  return zone.length === expected ? sign * (digits(zone, 1, 2) * 60 + minutes) * 60_000_000 : Number.NaN;
}

/** `2019-01-15 05:24:24.010000`, UTC. */
export function formatMicros(micros: number): string {
  const milliseconds = Math.floor(micros / 1000);
  const iso = new Date(milliseconds).toISOString();
  const rest = Math.floor(micros - milliseconds * 1000);
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${String(rest).padStart(3, '0')}`;
}
