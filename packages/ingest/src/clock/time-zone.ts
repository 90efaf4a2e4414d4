import { IngestError } from '../model/source.js';
import { civilMicros } from './parse-time.js';

const QUARTER_HOUR = 900 * 1e6;
const OFFSET = /^([+-])(\d{1,2}):?(\d{2})$/;

/** Turns a local civil time (microseconds as if it were UTC) into UTC. */
export type LocalToUtc = (local: number) => number;

/**
 * A converter for an IANA zone or an offset such as `-05:00`. A local time that a zone has twice (end of summer time) is
 * read as the earlier one. Throws IngestError for a zone that is neither.
 */
export function localToUtc(zone: string): LocalToUtc {
  if (/^(utc|gmt|z)$/i.test(zone)) return (local) => local;
  const fixed = OFFSET.exec(zone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    if (Number(fixed[2]) > 23 || Number(fixed[3]) > 59) throw unknownZone(zone);
    const offset = (fixed[1] === '-' ? -1 : 1) * minutes * 60 * 1e6;
    return (local) => local - offset;
  }
  const offsetAt = zoneOffsets(zone);
  return (local) => {
    const first = local - offsetAt(local);
    return local - offsetAt(first);
  };
}

function unknownZone(zone: string, cause?: unknown): IngestError {
  return new IngestError('unreadable', `unknown time zone: ${zone}`, {
    cause,
    hint: 'Use an IANA name such as Europe/Berlin, or an offset such as -05:00.',
  });
}

function zoneOffsets(zone: string): (utc: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    throw unknownZone(zone, error);
  }
  const known = new Map<number, number>();
  return (utc) => {
    const quarter = Math.floor(utc / QUARTER_HOUR);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const at = quarter * QUARTER_HOUR;
      const parts = Object.fromEntries(format.formatToParts(at / 1000).map((part) => [part.type, Number(part.value)]));
      const { year, month, day, hour, minute, second } = parts;
      offset = (civilMicros(year!, month!, day!, hour!, minute!, second!, 0) ?? at) - at;
      known.set(quarter, offset);
    }
    return offset;
  };
}
