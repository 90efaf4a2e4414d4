import { civilMicros } from './parse-time.js';

const US_TIME =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:[ \u202f]([AaPp])\.?[Mm]\.?)?)?$/;
const LONGEST = 40;

/**
 * Microseconds since 1970, read as UTC, of a US date: month first, with or without a time, seconds, a fraction and AM or
 * PM (`7/8/2019 16:08`, `4/19/2022, 9:57:02.487 PM`). Undefined when the text is none.
 */
export function parseUsTime(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const match = US_TIME.exec(text);
  if (match === null) return undefined;
  const [, month, day, year, hourText, minute, second, fraction, half] = match;
  let hour = Number(hourText ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const micros = Number((fraction ?? '').slice(0, 6).padEnd(6, '0'));
  return civilMicros(Number(year), Number(month), Number(day), hour, Number(minute ?? 0), Number(second ?? 0), micros);
}
