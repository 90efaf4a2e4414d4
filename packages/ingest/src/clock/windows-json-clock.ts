import { isObject, type JsonObject } from '../json/records.js';
import type { SourceReport } from '../model/source.js';
import { noteAssumption } from '../report.js';
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

function hours(offset: number): string {
  const value = Math.abs(offset) / 3600e6;
  return `${value} h ${offset < 0 ? 'behind' : 'ahead of'}`;
}

/**
 * Believes, in this order: UtcTime of Sysmon events; a true UTC field (`@timestamp`) where local time is written apart
 * (EventTime); and local TimeCreated, shifted by what Sysmon events of the same file show, or by the zone given.
 */
export function createWindowsJsonClock(
  estimate: OffsetEstimate,
  zone: LocalToUtc | undefined,
  report: SourceReport,
): WindowsJsonClock {
  let offsets = estimate.offsets();
  let lastUtc = estimate.firstUtc;

  function shift(local: number): number {
    if (zone !== undefined) {
      noteAssumption(report, 'Local times were read in the time zone given.');
      return zone(local);
    }
    if (offsets.length === 0) {
      noteAssumption(
        report,
        'TimeCreated was read as UTC: no Sysmon event shows how this clock stands. Give a time zone if it is local time.',
      );
      return local;
    }
    const shifts = offsets.map((offset) => (offset === 0 ? 'in step with UTC' : `${hours(offset)} UTC`)).join(' or ');
    noteAssumption(
      report,
      `TimeCreated is ${shifts}, as the UtcTime of Sysmon events shows; all events were shifted by that.`,
    );
    let best = local - offsets[0]!;
    if (offsets.length === 1 || lastUtc === undefined) return best;
    for (const offset of offsets) {
      if (Math.abs(local - offset - lastUtc) < Math.abs(best - lastUtc)) best = local - offset;
    }
    return best;
  }

  function localTime(record: JsonObject): number | undefined {
    const eventTime = timeText(record.EventTime);
    if (eventTime !== undefined) {
      const arrival = timeText(record['@timestamp']);
      if (arrival === undefined) return shift(eventTime);
      noteAssumption(report, 'EventTime is local time: the time of arrival in UTC (@timestamp) was used instead.');
      return arrival;
    }
    const created = timeText(record.TimeCreated);
    if (created !== undefined) return shift(created);
    return timeText(record['@timestamp']);
  }

  function sysmonOrLocal(record: JsonObject): number | undefined {
    const sysmon = sysmonTime(record);
    if (sysmon === undefined) return localTime(record);
    if (sysmon.firm) {
      const created = timeText(record.TimeCreated);
      if (created !== undefined && zone === undefined) {
        estimate.add(created, sysmon.utc);
        if (offsets.length === 0 || !offsets.some((offset) => Math.abs(created - offset - sysmon.utc) < 60e6)) {
          offsets = estimate.offsets();
        }
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
