const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Microseconds since 1970 UTC of an ISO 8601 text (with `T` or a space, any fraction; UTC where no offset is written),
 * a Date, or milliseconds since 1970. NaN for null and for anything else.
 */
export function parseMicros(value: string | number | Date | null | undefined): number {
  if (typeof value === 'string') return parseIso(value);
  if (typeof value === 'number') return value * 1000;
  return value instanceof Date ? value.getTime() * 1000 : Number.NaN;
}

function parseIso(text: string): number {
  const match = text.length <= 40 ? ISO.exec(text.trim()) : null;
  if (!match) return Number.NaN;
  const [, date, time, fraction = '', zone = 'Z'] = match;
  const seconds = Date.parse(`${date}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`);
  return seconds * 1000 + Math.round(Number(fraction.padEnd(9, '0')) / 1000);
}

/** `2019-01-15 05:24:24.010000`, UTC. */
export function formatMicros(micros: number): string {
  const milliseconds = Math.floor(micros / 1000);
  const iso = new Date(milliseconds).toISOString();
  const rest = Math.floor(micros - milliseconds * 1000);
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${String(rest).padStart(3, '0')}`;
}
