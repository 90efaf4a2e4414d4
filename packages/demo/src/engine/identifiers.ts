/**
 * Every activity of a host draws process and logon ids from a sequence of its own, so that one can be played without
 * the others and they never clash. `lane` tells the sequences apart and is below 64.
 */
const LANES = 64;

/** Multiples of four above the ids of the boot processes; comes round again after 509 processes of the lane. */
export function sequentialPid(lane: number, n: number): number {
  return 4 * (0x400 + ((n * 197) % 509) * LANES + lane);
}

export function sequentialLogonId(lane: number, n: number): number {
  return 0x21a30 + (n * 5 * LANES + lane) * 7;
}
