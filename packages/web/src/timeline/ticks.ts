import type { TimeRange } from './time-range.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 3, 7, 14].map((count) => count * day),
];

/** Months of a tick where days are too many. */
const monthSteps: readonly number[] = [1, 3, 6, 12, 24, 60, 120];

export interface Tick {
  readonly time: number;
  /** The finer part: `10:30`, `05.250`, `Nov 12`. */
  readonly label: string;
  /** The coarser part, where it begins: the day of the first tick and of each midnight. */
  readonly context?: string;
}

/** Ticks of a UTC axis at round times, at most so many; the step is chosen so that labels do not collide. */
export function utcTicks(range: TimeRange, most: number): readonly Tick[] {
  const length = range.end - range.start;
  if (!(length > 0) || most < 1) return [];
  const step = steps.find((candidate) => length / candidate <= most);
  const times = step === undefined ? monthTimes(range, most) : roundTimes(range, step);
  let lastContext = '';
  return times.map((time) => {
    const context = step !== undefined && step < day ? dayLabel(time) : step !== undefined ? yearLabel(time) : '';
    const label = step === undefined ? monthLabel(time) : step < day ? timeLabel(time, step) : shortDay(time);
    const tick: Tick = context && context !== lastContext ? { time, label, context } : { time, label };
    lastContext = context;
    return tick;
  });
}

function roundTimes(range: TimeRange, step: number): number[] {
  // Weeks begin on Monday; 1970 began on a Thursday.
  const shift = step % (7 * day) === 0 ? 4 * day : 0;
  const times: number[] = [];
  for (let time = Math.ceil((range.start - shift) / step) * step + shift; time <= range.end; time += step)
    times.push(time);
  return times;
}

function monthTimes(range: TimeRange, most: number): number[] {
  const months = (range.end - range.start) / (30.44 * day);
  const step = monthSteps.find((candidate) => months / candidate <= most) ?? Math.ceil(months / most / 120) * 120;
  const first = new Date(range.start);
  let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  const times: number[] = [];
  for (;;) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (time > range.end) return times;
    if (time >= range.start) times.push(time);
    month += step;
  }
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function timeLabel(time: number, step: number): string {
  const iso = new Date(time).toISOString();
  if (step < second) return iso.slice(14, 23);
  if (step < minute) return iso.slice(11, 19);
  return iso.slice(11, 16);
}

function shortDay(time: number): string {
  const date = new Date(time);
  return `${monthNames[date.getUTCMonth()]} ${date.getUTCDate()}`;
}

function dayLabel(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function yearLabel(time: number): string {
  return String(new Date(time).getUTCFullYear());
}

function monthLabel(time: number): string {
  const date = new Date(time);
  return date.getUTCMonth() === 0
    ? String(date.getUTCFullYear())
    : `${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
