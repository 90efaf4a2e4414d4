/** Microseconds, the unit of every instant and duration here. */
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The two weeks that the demo covers. Instants are microseconds since 1970 UTC; the end is exclusive. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** How busy something is at an hour of the week, as a factor on its rate. */
export type Profile = 'flat' | 'office' | 'server' | 'night';

const HOURS: Record<Profile, readonly number[]> = {
  flat: new Array<number>(24).fill(1),
  office: [
    0, 0, 0, 0, 0, 0, 0.05, 0.35, 1.1, 1.6, 1.7, 1.5, 0.9, 1.3, 1.6, 1.5, 1.3, 0.8, 0.25, 0.12, 0.06, 0.03, 0, 0,
  ],
  server: [
    0.6, 0.5, 0.5, 0.5, 0.5, 0.6, 0.7, 0.9, 1.2, 1.4, 1.5, 1.4, 1.2, 1.3, 1.4, 1.4, 1.3, 1.1, 0.9, 0.8, 0.8, 0.7, 0.7,
    0.6,
  ],
  night: [1.8, 2.6, 2.6, 2.2, 1.6, 0.9, 0.3, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.1, 0.3, 0.5, 0.8, 1.1, 1.4],
};
const WEEKEND: Record<Profile, number> = { flat: 1, office: 0.05, server: 0.6, night: 1.2 };

/** Sunday is 0, in UTC, which is the company's local time. */
export function weekday(time: number): number {
  return (Math.floor(time / DAY) + 4) % 7;
}

export function isWeekend(time: number): boolean {
  const day = weekday(time);
  return day === 0 || day === 6;
}

export function intensity(profile: Profile, time: number): number {
  const hour = Math.floor((time % DAY) / HOUR);
  return HOURS[profile][hour]! * (isWeekend(time) ? WEEKEND[profile] : 1);
}

export function startOfDay(time: number): number {
  return time - (time % DAY);
}

export function toIso(time: number): string {
  return new Date(time / 1000).toISOString();
}

/** `2026-03-10 23:21:07.123`, as Sysmon writes UtcTime. */
export function toSysmonTime(time: number): string {
  const iso = new Date(time / 1000).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
}
