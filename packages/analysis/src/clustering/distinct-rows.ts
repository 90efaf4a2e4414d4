/** The distinct rows of a matrix, in order of first appearance. */
export interface DistinctRows {
  readonly matrix: Float64Array;
  /** How often each occurs. */
  readonly weights: Uint32Array;
  /** For each input row the index of its distinct row. */
  readonly of: Uint32Array;
  /** First input row of each distinct row. */
  readonly first: Uint32Array;
}

/** Rows are equal when all their numbers are; -0 equals 0. Non-finite numbers must not occur. */
export function distinctRows(matrix: Float64Array, dimensions: number): DistinctRows {
  const count = matrix.length / dimensions;
  let size = 16;
  while (size < 2 * count) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const of = new Uint32Array(count);
  const first: number[] = [];
  const weights = new Uint32Array(count);
  const number = new Float64Array(1);
  const words = new Int32Array(number.buffer);
  for (let row = 0; row < count; row++) {
    const base = row * dimensions;
    let hash = 0x811c9dc5;
    for (let d = 0; d < dimensions; d++) {
      number[0] = matrix[base + d]! + 0;
      hash = Math.imul(hash ^ words[0]!, 0x85ebca6b);
      hash = Math.imul((hash ^ (hash >>> 15)) + words[1]!, 0xc2b2ae35);
      hash ^= hash >>> 13;
    }
    let slot = hash & (size - 1);
    for (;;) {
      const candidate = slots[slot]!;
      if (candidate === -1) {
        slots[slot] = first.length;
        of[row] = first.length;
        weights[first.length] = 1;
        first.push(row);
        break;
      }
      const other = first[candidate]! * dimensions;
      let d = 0;
      while (d < dimensions && matrix[base + d] === matrix[other + d]) d++;
      if (d === dimensions) {
        of[row] = candidate;
        weights[candidate]!++;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  const distinct = new Float64Array(first.length * dimensions);
  for (let i = 0; i < first.length; i++)
    for (let d = 0; d < dimensions; d++) distinct[i * dimensions + d] = matrix[first[i]! * dimensions + d]!;
  return { matrix: distinct, weights: weights.slice(0, first.length), of, first: Uint32Array.from(first) };
}
