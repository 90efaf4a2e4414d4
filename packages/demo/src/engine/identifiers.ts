import type { Window } from '../world/time.js';

/**
 * Every activity of a host draws process and logon ids from a sequence of its own, so that one can be played without
 * the others and they never clash. `lane` tells the sequences apart and is below 64.
 */
const LANES = 64;

/** Multiples of four above the ids of the boot processes; comes round again after 509 processes of the lane. */
export function sequentialPid(lane: number, n: number): number {
  const block = (n * 197) % 509;
  // Within a block the lanes change places, so that the low bits of an id do not give its activity away.
  return 4 * (0x400 + block * LANES + ((lane * 37 + block * 29) & (LANES - 1)));
}

const TICK = 20_000;

/** Grows with the time since the restart, as the ids that Windows gives do; one per lane and 20 milliseconds. */
export function logonIdAt(lane: number, window: Window, time: number): number {
  return 0x2_0000 + Math.floor((time - window.start) / TICK) * LANES + ((lane * 37) & (LANES - 1));
}

/** The id at a time, or the next one that is free after `last`. */
export function nextLogonId(lane: number, window: Window, time: number, last: number): number {
  return Math.max(logonIdAt(lane, window, time), last + LANES);
}
