/** How evenly events follow each other. */
export interface Regularity {
  /** Mean time between events, in the unit of the times. */
  readonly mean: number;
  /** Standard deviation of the intervals over their mean: 0 is a clock, 1 is chance (a Poisson process). */
  readonly variation: number;
  readonly intervals: number;
}

/**
 * Coefficient of variation of the intervals between events, after leaving out the longest tenth: a beacon that pauses
 * overnight is still a beacon. undefined for fewer than four distinct times.
 */
export function regularity(times: Iterable<number>): Regularity | undefined {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  if (sorted.length < 4) return undefined;
  const intervals = sorted.slice(1).map((time, index) => time - sorted[index]!);
  const kept = intervals.sort((a, b) => a - b).slice(0, Math.max(3, Math.ceil(intervals.length * 0.9)));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / kept.length;
  return { mean, variation: mean === 0 ? 0 : Math.sqrt(variance) / mean, intervals: intervals.length };
}
