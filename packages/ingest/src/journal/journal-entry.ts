import type { JsonObject } from '../json/records.js';
import { facilityName, severityName } from '../syslog/priority.js';
import type { SyslogEntry } from '../syslog/syslog-rows.js';
import { wholeNumber } from '../windows/json-shapes.js';

const INT_MAX = 2 ** 31 - 1;

/** Whether an object is an entry as `journalctl -o json` writes it. */
export function isJournalEntry(value: JsonObject): boolean {
  return value.__REALTIME_TIMESTAMP !== undefined && (value.MESSAGE !== undefined || value.__CURSOR !== undefined);
}

/**
 * Text of a field: a field that an entry has several times is a list, of which the first counts; one that is no UTF-8 is a list
 * of its bytes; one too long to print is null.
 */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return '';
  const isBytes = value.length > 0 && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
  return isBytes ? Buffer.from(value).toString('utf8') : typeof value[0] === 'object' ? '' : text(value[0]);
}

function number(value: unknown): number | undefined {
  return wholeNumber(text(value));
}

/** Kernel messages are of no program; everything else that a journal holds bears its facility only if syslog wrote it. */
function facilityOf(value: JsonObject): string | undefined {
  const facility = number(value.SYSLOG_FACILITY);
  if (facility !== undefined) return facilityName(facility);
  return value._TRANSPORT === 'kernel' ? 'kern' : undefined;
}

/** The entry as a line of syslog; its time is the one its sender gave, where the journal has that. Otherwise why it gives none. */
export function journalEntry(value: JsonObject): SyslogEntry | string {
  const time = number(value._SOURCE_REALTIME_TIMESTAMP) ?? number(value.__REALTIME_TIMESTAMP);
  if (time === undefined || time < 0) return 'no time';
  const severity = number(value.PRIORITY);
  const pid = number(value.SYSLOG_PID) ?? number(value._PID);
  const process = text(value.SYSLOG_IDENTIFIER) || text(value._COMM);
  return {
    time,
    host: text(value._HOSTNAME),
    process: process === '' && value._TRANSPORT === 'kernel' ? 'kernel' : process,
    processId: pid !== undefined && pid >= 0 && pid <= INT_MAX ? pid : undefined,
    message: text(value.MESSAGE),
    facility: facilityOf(value),
    severity: severity === undefined ? undefined : severityName(severity),
  };
}
