/** A kd-tree over the rows of a matrix, in flat arrays. Nodes stand in preorder: the left child of `n` is `n + 1`. */
export interface SpatialTree {
  readonly dimensions: number;
  /** `order[i]` is the row of the matrix at tree position i. */
  readonly order: Uint32Array;
  /** Coordinates in tree order. */
  readonly points: Float64Array;
  /** Node n holds the positions from `start[n]` to `end[n]` (exclusive). */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Right child, 0 for a leaf. */
  readonly right: Uint32Array;
  /** Corner points of each node's bounding box. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const LEAF_SIZE = 8;

/** Builds the tree in O(n log n): each node splits its widest dimension at the median. */
export function buildTree(matrix: Float64Array, dimensions: number): SpatialTree {
  const count = matrix.length / dimensions;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  const capacity = Math.max(1, 4 * Math.ceil(count / LEAF_SIZE));
  const start = new Uint32Array(capacity);
  const end = new Uint32Array(capacity);
  const right = new Uint32Array(capacity);
  const low = new Float64Array(capacity * dimensions);
  const high = new Float64Array(capacity * dimensions);
  let nodes = 0;
  let seed = 0x9e3779b9;

  const boxOf = (node: number): number => {
    let widest = -1;
    let extent = 0;
    for (let d = 0; d < dimensions; d++) {
      let lo = Number.POSITIVE_INFINITY;
      let hi = Number.NEGATIVE_INFINITY;
      for (let i = start[node]!; i < end[node]!; i++) {
        const x = matrix[order[i]! * dimensions + d]!;
        if (x < lo) lo = x;
        if (x > hi) hi = x;
      }
      low[node * dimensions + d] = lo;
      high[node * dimensions + d] = hi;
      if (hi - lo > extent) {
        extent = hi - lo;
        widest = d;
      }
    }
    return widest;
  };

  // Quickselect with pivots an attacker cannot foresee from the data's order.
  const selectMedian = (from: number, to: number, middle: number, d: number): void => {
    let left = from;
    let last = to - 1;
    while (left < last) {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      const pivot = matrix[order[left + ((seed >>> 0) % (last - left + 1))]! * dimensions + d]!;
      let i = left;
      let j = last;
      while (i <= j) {
        while (matrix[order[i]! * dimensions + d]! < pivot) i++;
        while (matrix[order[j]! * dimensions + d]! > pivot) j--;
        if (i <= j) {
          const swap = order[i]!;
          order[i++] = order[j]!;
          order[j--] = swap;
        }
      }
      if (middle <= j) last = j;
      else if (middle >= i) left = i;
      else return;
    }
  };

  const build = (from: number, to: number): number => {
    const node = nodes++;
    start[node] = from;
    end[node] = to;
    const widest = boxOf(node);
    if (to - from > LEAF_SIZE && widest >= 0) {
      const middle = (from + to) >>> 1;
      selectMedian(from, to, middle, widest);
      build(from, middle);
      right[node] = build(middle, to);
    }
    return node;
  };
  build(0, count);

  const points = new Float64Array(count * dimensions);
  for (let i = 0; i < count; i++)
    for (let d = 0; d < dimensions; d++) points[i * dimensions + d] = matrix[order[i]! * dimensions + d]!;
  return { dimensions, order, points, start, end, right, low, high };
}
