import type { JsonObject } from '../json/records.js';
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

/** UtcTime of a Sysmon event; undefined for any other event. */
export function sysmonTime(record: JsonObject): SysmonTime | undefined {
  if (typeof record.UtcTime !== 'string' || !String(record.SourceName ?? record.Channel).includes('Sysmon'))
    return undefined;
  const utc = parseIsoTime(record.UtcTime);
  return utc === undefined ? undefined : { utc, firm: hasFirmClock(wholeNumber(record.EventID) ?? 0) };
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
      if (shape === 'nxlog') return sysmonOrLocal(record);
      const timestamp = timeText(record['@timestamp']);
      const data = (shape === 'winlogbeat' ? record.event_data : (record.winlog as JsonObject).event_data) as
        | JsonObject
        | undefined;
      const event = shape === 'winlogbeat' ? record : (record.winlog as JsonObject);
      if (typeof data?.UtcTime !== 'string' || !String(event.log_name ?? event.channel).includes('Sysmon'))
        return timestamp;
      const utc = parseIsoTime(data.UtcTime);
      if (utc === undefined) return timestamp;
      const firm = hasFirmClock(wholeNumber(event.event_id) ?? 0);
      return firm || timestamp === undefined || Math.abs(timestamp - utc) <= NEAR ? utc : timestamp;
    },
  };
}
