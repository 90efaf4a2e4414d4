import { isObject, type JsonObject } from '../json/records.js';
import type { SourceReport } from '../model/source.js';
import { type WindowsJsonShape, wholeNumber } from '../windows/json-shapes.js';
import { hasFirmClock, type OffsetEstimate } from './offset-estimate.js';
import { parseIsoTime } from './parse-time.js';
import type { LocalToUtc } from './time-zone.js';

/** Furthest that a loose Sysmon clock may stand from the event's other clock to be believed. */
const NEAR = 900 * 1e6;

export interface SysmonTime {
  readonly utc: number;
  /** Whether the time may set the clock of other events. */
  readonly firm: boolean;
}

function sysmonUtc(channel: unknown, eventId: unknown, utcTime: unknown): SysmonTime | undefined {
  if (typeof utcTime !== 'string' || typeof channel !== 'string' || !channel.includes('Sysmon')) return undefined;
  const utc = parseIsoTime(utcTime);
  return utc === undefined ? undefined : { utc, firm: hasFirmClock(wholeNumber(eventId) ?? 0) };
}

/** Local time of a flat record that has no true UTC beside it. */
export function localTimeOf(record: JsonObject): number | undefined {
  if (record.EventTime === undefined) return timeText(record.TimeCreated);
  return timeText(record['@timestamp']) === undefined ? timeText(record.EventTime) : undefined;
}

/** UtcTime of a flat record of a Sysmon event; undefined for any other event. */
export function sysmonTime(record: JsonObject): SysmonTime | undefined {
  return sysmonUtc(record.Channel ?? record.SourceName, record.EventID, record.UtcTime);
}

/** Time of a winlogbeat record: Sysmon's own, unless that is of the loose kind and far from the beat's. */
function beatTime(record: JsonObject, shape: WindowsJsonShape): number | undefined {
  const timestamp = timeText(record['@timestamp']);
  const event = shape === 'winlogbeat' ? record : (record.winlog as JsonObject);
  const data = isObject(event.event_data) ? event.event_data : {};
  const sysmon = sysmonUtc(event.log_name ?? event.channel, event.event_id, data.UtcTime);
  if (sysmon === undefined) return timestamp;
  const believed = sysmon.firm || timestamp === undefined || Math.abs(timestamp - sysmon.utc) <= NEAR;
  return believed ? sysmon.utc : timestamp;
}

function timeText(value: unknown): number | undefined {
  return typeof value === 'string' ? parseIsoTime(value) : undefined;
}

export interface WindowsJsonClock {
  /** Microseconds since 1970 UTC from the most trustworthy clock of the record; undefined when it has none. */
  timeOf(record: JsonObject, shape: WindowsJsonShape): number | undefined;
}

const ARRIVAL = 'EventTime is local time: the time of arrival in UTC (@timestamp) was used instead.';

function clockText(offsets: readonly number[]): string {
  if (offsets.length === 0) {
    return 'Times were read as UTC: no Sysmon event shows how the clock of the file stands. Give a time zone if it is local time.';
  }
  const shifts = offsets.map((offset) => {
    const hours = Math.abs(offset) / 3600e6;
    return offset === 0 ? 'in step with UTC' : `${hours} h ${offset < 0 ? 'behind' : 'ahead of'} UTC`;
  });
  return `The clock of the file is ${shifts.join(' or ')}, as the UtcTime of Sysmon events shows; all events were shifted by that.`;
}

/**
 * Believes, in this order: UtcTime of Sysmon events; a true UTC field (`@timestamp`) where local time is written apart
 * (EventTime); and local time, shifted by what Sysmon events of the same file show, or by the zone given.
 */
export function createWindowsJsonClock(
  estimate: OffsetEstimate,
  zone: LocalToUtc | undefined,
  report: SourceReport,
): WindowsJsonClock {
  let offsets = estimate.offsets();
  let lastUtc = estimate.firstUtc;
  const assumed = new Map<string, { readonly basis: unknown; readonly place: number }>();

  /** Says what is assumed of one matter, in its latest version only. */
  function assume(matter: string, basis: unknown, text: () => string): void {
    const known = assumed.get(matter);
    if (known !== undefined && known.basis === basis) return;
    const place = known?.place ?? report.assumptions.length;
    report.assumptions[place] = text();
    assumed.set(matter, { basis, place });
  }

  function shift(local: number): number {
    if (zone !== undefined) {
      assume('zone', zone, () => 'Local times were read in the time zone given.');
      return zone(local);
    }
    assume('clock', offsets, () => clockText(offsets));
    if (offsets.length === 0) return local;
    let best = local - offsets[0]!;
    if (offsets.length === 1 || lastUtc === undefined) return best;
    for (const offset of offsets) {
      if (Math.abs(local - offset - lastUtc) < Math.abs(best - lastUtc)) best = local - offset;
    }
    return best;
  }

  function localTime(record: JsonObject): number | undefined {
    const local = localTimeOf(record);
    if (local !== undefined) return shift(local);
    if (record.EventTime !== undefined) {
      assume('arrival', true, () => ARRIVAL);
    }
    return timeText(record['@timestamp']);
  }

  function sysmonOrLocal(record: JsonObject): number | undefined {
    const sysmon = sysmonTime(record);
    if (sysmon === undefined) return localTime(record);
    if (sysmon.firm) {
      const local = zone === undefined ? localTimeOf(record) : undefined;
      if (local !== undefined) {
        estimate.add(local, sysmon.utc);
        if (!offsets.some((offset) => Math.abs(local - offset - sysmon.utc) < 60e6)) offsets = estimate.offsets();
      }
      lastUtc = sysmon.utc;
      return sysmon.utc;
    }
    const local = localTime(record);
    return local === undefined || Math.abs(local - sysmon.utc) <= NEAR ? sysmon.utc : local;
  }

  return {
    timeOf(record, shape) {
      return shape === 'nxlog' ? sysmonOrLocal(record) : beatTime(record, shape);
    },
  };
}
