import { isObject, type JsonObject } from '../json/records.js';

/** The ways collectors write a Windows event as JSON. */
export type WindowsJsonShape = 'nxlog' | 'winlogbeat' | 'winlogbeat-ecs';

/** Tells the shape of a Windows event by its keys; undefined when the object is none. */
export function windowsJsonShape(value: JsonObject): WindowsJsonShape | undefined {
  if (isObject(value.winlog) && (value.winlog.event_id !== undefined || value.winlog.channel !== undefined)) {
    return 'winlogbeat-ecs';
  }
  if (value.event_id !== undefined && value.log_name !== undefined) return 'winlogbeat';
  if (
    value.EventID !== undefined &&
    (value.Channel !== undefined || value.SourceName !== undefined) &&
    (value.EventTime !== undefined || value.TimeCreated !== undefined || value['@timestamp'] !== undefined)
  ) {
    return 'nxlog';
  }
  return undefined;
}

/** A JSON value as the text of an event's data field. */
export function dataText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A whole number, also one written as text. */
export function wholeNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || value === '' || value.length > 18) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Keywords as 64-bit hex text from a number (NXLog writes it signed) or text. */
export function keywordsText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return `0x${BigInt.asUintN(64, BigInt(value)).toString(16)}`;
}
