import { DAY, SECOND, type Window } from './world/time.js';

export interface DemoOptions {
  /** Varies the background; the story stays as it is. 1 by default. */
  readonly seed?: number;
  /** Windows events to write, roughly (within 5 % from 30,000 up). 90,000 by default. */
  readonly events?: number;
  /** The exclusive end of the two weeks; 15 March 2026 00:00 UTC by default. Fractions of a second are dropped. */
  readonly end?: Date;
}

export interface DemoSettings {
  readonly seed: number;
  readonly events: number;
  readonly window: Window;
}

/** Raised whenever the same options begin to give different rows. */
export const GENERATOR_VERSION = 1;

const DEFAULT_END = Date.UTC(2026, 2, 15);

/** Throws RangeError for numbers that are not non-negative integers and for invalid dates. */
export function resolveOptions(options: DemoOptions = {}): DemoSettings {
  const { seed = 1, events = 90_000, end = new Date(DEFAULT_END) } = options;
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed must be a non-negative integer, not ${seed}`);
  if (!Number.isSafeInteger(events) || events < 0) {
    throw new RangeError(`events must be a non-negative integer, not ${events}`);
  }
  const milliseconds = end.getTime();
  if (!Number.isFinite(milliseconds)) throw new RangeError('end must be a valid date');
  const last = Math.floor(milliseconds / 1000) * SECOND;
  return { seed, events, window: { start: last - 14 * DAY, end: last } };
}
