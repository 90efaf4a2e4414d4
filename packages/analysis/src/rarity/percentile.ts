import { AnalysisError } from '../model/error.js';

/** Percentile with linear interpolation between neighbours (numpy's default). NaN values are left out; NaN of nothing. */
export function percentile(values: ArrayLike<number>, percent: number): number {
  if (!(percent >= 0 && percent <= 100))
    throw new AnalysisError('bad-argument', `a percentile lies between 0 and 100, not at ${percent}`);
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (sorted.length === 0) return Number.NaN;
  const position = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

export interface PercentileFilterOptions {
  /** 75 by default: the highest quarter. */
  readonly percent?: number;
  /** Leave out values equal to the percentile, as the original notebook does; nothing remains when all values tie. */
  readonly strict?: boolean;
}

/** Indices of the values at or above a percentile of all of them. */
export function abovePercentile(values: ArrayLike<number>, options: PercentileFilterOptions = {}): number[] {
  const threshold = percentile(values, options.percent ?? 75);
  const indices: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (options.strict ? value > threshold : value >= threshold) indices.push(i);
  }
  return indices;
}
