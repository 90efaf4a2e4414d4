import { AnalysisError } from '../model/error.js';

/** One feature, a value a row. Booleans count as 0 and 1, numeric text as its number. */
export type FeatureColumn = ArrayLike<number | boolean | string | bigint>;

/**
 * Row-major matrix of features, in their order; with `normalise` each row is scaled to length 1 (a zero row stays zero).
 * Throws AnalysisError where columns differ in length or a value is no finite number.
 */
export function featureMatrix(features: readonly FeatureColumn[], normalise: boolean): Float64Array {
  const dimensions = features.length;
  if (dimensions === 0) throw new AnalysisError('bad-argument', 'clustering needs at least one feature');
  const count = features[0]!.length;
  const matrix = new Float64Array(count * dimensions);
  for (let d = 0; d < dimensions; d++) {
    const feature = features[d]!;
    if (feature.length !== count)
      throw new AnalysisError('bad-argument', `feature ${d} has ${feature.length} rows, feature 0 has ${count}`);
    for (let row = 0; row < count; row++) {
      const value = feature[row];
      const x = typeof value === 'number' ? value : toNumber(value);
      if (!Number.isFinite(x))
        throw new AnalysisError('bad-argument', `feature ${d}, row ${row}: ${String(value)} is no finite number`);
      matrix[row * dimensions + d] = x;
    }
  }
  if (normalise) {
    for (let base = 0; base < matrix.length; base += dimensions) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += matrix[base + d]! * matrix[base + d]!;
      if (sum === 0) continue;
      const length = Math.sqrt(sum);
      for (let d = 0; d < dimensions; d++) matrix[base + d]! /= length;
    }
  }
  return matrix;
}

function toNumber(value: boolean | string | bigint | undefined): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return value.trim() === '' ? Number.NaN : Number(value);
  return typeof value === 'bigint' ? Number(value) : Number.NaN;
}
