import { CliError } from '../console/cli-error.js';
import { exitCodes } from '../console/exit-codes.js';

const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A point in time that a person typed: ISO 8601, in UTC where it names no zone. Throws CliError. */
export function parseTime(text: string, option: string): Date {
  const match = iso.exec(text.trim());
  const zoned =
    match?.[1] === undefined
      ? `${text.trim().replace(' ', 'T')}${text.includes(':') ? 'Z' : ''}`
      : text.trim().replace(' ', 'T');
  const time = match ? new Date(zoned) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) {
    throw new CliError(`${option}: "${text}" is not a time`, {
      hint: 'Write it as 2024-05-01, 2024-05-01T08:30 or 2024-05-01T08:30:00Z.',
      exitCode: exitCodes.badQuery,
    });
  }
  return time;
}

/** The range of `--start` and `--end`; a missing end is open. Throws CliError. */
export function timespanOf(options: {
  readonly start?: string;
  readonly end?: string;
}): { start: Date; end: Date } | undefined {
  if (options.start === undefined && options.end === undefined) return undefined;
  const start = options.start === undefined ? new Date('0001-01-01T00:00:00Z') : parseTime(options.start, '--start');
  const end = options.end === undefined ? new Date('9999-12-31T23:59:59Z') : parseTime(options.end, '--end');
  if (start > end) {
    throw new CliError('--start is later than --end', { exitCode: exitCodes.badQuery });
  }
  return { start, end };
}
