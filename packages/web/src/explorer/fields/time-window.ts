import type { TimeUnit, TimeWindow } from '@huntbook/explorers';

export const timeUnits: readonly TimeUnit[] = ['minute', 'hour', 'day', 'week'];

const unitMs: Readonly<Record<TimeUnit, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** ISO 8601 in UTC without a fraction of zero: `2026-11-20T10:00:00Z`. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The window `before` units before to `after` units after an origin. */
export function windowRound(origin: string, unit: TimeUnit, before: number, after: number): TimeWindow {
  const at = Date.parse(origin);
  return {
    start: isoTime(at - before * unitMs[unit]),
    end: isoTime(at + after * unitMs[unit]),
    origin,
    unit,
    before,
    after,
  };
}

/** The window with some of its parts changed and its ends worked out again. */
export function changeWindow(
  window: TimeWindow,
  change: Partial<Pick<TimeWindow, 'origin' | 'unit' | 'before' | 'after'>>,
): TimeWindow {
  const { origin, unit, before, after } = { ...window, ...change };
  return windowRound(origin, unit, before, after);
}

/** How far the slider goes for a unit: what the field allows for its own, else the usual reach of the unit. */
export function sliderReach(
  unit: TimeUnit,
  own: { readonly unit: TimeUnit; readonly max: number },
  value: number,
): number {
  const usual = { minute: 240, hour: 72, day: 28, week: 20 } as const;
  return Math.max(unit === own.unit ? own.max : usual[unit], Math.ceil(value), 1);
}

/** Date and time of an instant as form fields hold them, in UTC. */
export function splitTime(iso: string): { readonly date: string; readonly time: string } {
  return { date: iso.slice(0, 10), time: iso.slice(11, 19) };
}

/** The instant of a UTC date and time; undefined while either is no such thing. */
export function joinTime(date: string, time: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d(:\d\d)?$/.test(time)) return undefined;
  const ms = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  return Number.isNaN(ms) ? undefined : isoTime(ms);
}

/** `5 days before, 1 day after`. */
export function describeWindow({ unit, before, after }: TimeWindow): string {
  const count = (value: number) => {
    const rounded = Number.isInteger(value) ? value : Number(value.toFixed(1));
    return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
  };
  return `${count(before)} before, ${count(after)} after`;
}
