/** Digits at [from, from + count) as a number, or -1 when one of them is none. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let index = from; index < from + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Days since 1970-01-01 of a proleptic Gregorian date, after Howard Hinnant's `days_from_civil`
 * (https://howardhinnant.github.io/date_algorithms.html).
 */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Microseconds since 1970 of a civil time, or undefined when it is none. */
export function civilMicros(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  micros: number,
): number | undefined {
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > DAYS_IN_MONTH[month - 1]!) return undefined;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  return (daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second) * 1e6 + micros;
}

interface Fraction {
  readonly micros: number;
  readonly end: number;
}

function fraction(text: string, from: number): Fraction {
  let end = from;
  let micros = 0;
  let scale = 100_000;
  while (end < text.length) {
    const digit = text.charCodeAt(end) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    micros += digit * scale;
    scale = scale >= 10 ? scale / 10 : 0;
    end += 1;
  }
  return { micros, end };
}

/** Offset from UTC written at `from` (`Z`, `+05:30`, `-0400`, ` UTC` or nothing), in microseconds; undefined when it is something else. */
function zoneOffset(text: string, from: number): number | undefined {
  if (from === text.length) return 0;
  const rest = text.slice(from).trim();
  if (rest === '' || rest === 'Z' || rest === 'z' || rest === 'UTC') return 0;
  const sign = rest[0] === '+' ? 1 : rest[0] === '-' ? -1 : 0;
  if (sign === 0) return undefined;
  const hours = digits(rest, 1, 2);
  const minutes = rest.length === 3 ? 0 : digits(rest, rest[3] === ':' ? 4 : 3, 2);
  const length = rest[3] === ':' ? 6 : rest.length === 3 ? 3 : 5;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || rest.length !== length) return undefined;
  return sign * (hours * 3600 + minutes * 60) * 1e6;
}

/**
 * Microseconds since 1970 UTC of an ISO 8601 time: date, `T` or a space, time with or without seconds and a fraction of
 * any length (cut to microseconds), zone `Z`, an offset or none, which is read as UTC. A date alone is its midnight.
 */
export function parseIsoTime(text: string): number | undefined {
  if (text.length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return undefined;
  if (text.length === 10) return civilMicros(year, month, day, 0, 0, 0, 0);
  const separator = text.charCodeAt(10);
  if ((separator !== 84 && separator !== 32 && separator !== 116) || text.length < 16 || text.charCodeAt(13) !== 58) {
    return undefined;
  }
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  let end = 16;
  let second = 0;
  let micros = 0;
  if (text.charCodeAt(16) === 58) {
    second = digits(text, 17, 2);
    end = 19;
    const point = text.charCodeAt(19);
    if (point === 46 || point === 44) ({ micros, end } = fraction(text, 20));
  }
  const offset = zoneOffset(text, end);
  if (offset === undefined) return undefined;
  const civil = civilMicros(year, month, day, hour, minute, second, micros);
  return civil === undefined ? undefined : civil - offset;
}
