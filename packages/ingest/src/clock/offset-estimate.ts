const QUARTER_HOUR = 900 * 1e6;
const EARLIEST = -5e6;
const LATEST = 60e6;

/**
 * Sysmon takes the times of network connections and DNS queries from event tracing, whose clock runs away while a machine
 * sleeps: in captures they are hours off while all others agree.
 */
const LOOSE_CLOCK_IDS: ReadonlySet<number> = new Set([3, 22]);

export function hasFirmClock(sysmonEventId: number): boolean {
  return !LOOSE_CLOCK_IDS.has(sysmonEventId);
}

/** Collects how far a local clock stands from Sysmon's UTC. All times in microseconds. */
export interface OffsetEstimate {
  readonly samples: number;
  /** UTC of the first sample. */
  readonly firstUtc: number | undefined;
  add(local: number, utc: number): void;
  /** Offsets (local minus UTC, whole quarter hours) that the samples bear out, the commonest first. */
  offsets(): number[];
}

export function createOffsetEstimate(): OffsetEstimate {
  const counts = new Map<number, number>();
  let samples = 0;
  let firstUtc: number | undefined;
  return {
    get samples() {
      return samples;
    },
    get firstUtc() {
      return firstUtc;
    },
    add(local, utc) {
      const difference = local - utc;
      const offset = Math.round(difference / QUARTER_HOUR) * QUARTER_HOUR;
      const delay = difference - offset;
      if (delay < EARLIEST || delay > LATEST) return;
      samples += 1;
      firstUtc ??= utc;
      counts.set(offset, (counts.get(offset) ?? 0) + 1);
    },
    offsets() {
      const enough = Math.max(1, samples / 200);
      return [...counts]
        .filter(([, count]) => count >= enough)
        .sort((a, b) => b[1] - a[1])
        .map(([offset]) => offset);
    },
  };
}
