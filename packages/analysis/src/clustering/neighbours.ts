import { buildTree, type SpatialTree } from './spatial-tree.js';

const SURELY_INSIDE = 1 - 1e-9;
const SURELY_OUTSIDE = 1 + 1e-9;

/** For each row whether at least `minimum` points, weighted and itself included, lie within `eps`. */
export function densePoints(
  matrix: Float64Array,
  dimensions: number,
  weights: Uint32Array,
  eps: number,
  minimum: number,
): Uint8Array {
  const count = weights.length;
  const dense = new Uint8Array(count);
  if (count === 0) return dense;
  const tree = buildTree(matrix, dimensions);
  const cumulated = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) cumulated[i + 1] = cumulated[i]! + weights[tree.order[i]!]!;
  for (let i = 0; i < count; i++) {
    let found = 0;
    visitNeighbours(tree, tree.points, i, eps, (from, to) => {
      found += cumulated[to]! - cumulated[from]!;
      return found < minimum;
    });
    dense[tree.order[i]!] = found >= minimum ? 1 : 0;
  }
  return dense;
}

/** For each point of `queries` the smallest value that a point of `matrix` within `eps` has, or -1. */
export function smallestNear(
  queries: Float64Array,
  matrix: Float64Array,
  dimensions: number,
  values: Int32Array,
  eps: number,
): Int32Array {
  const count = queries.length / dimensions;
  const result = new Int32Array(count).fill(-1);
  if (values.length === 0) return result;
  const tree = buildTree(matrix, dimensions);
  for (let i = 0; i < count; i++) {
    let smallest = -1;
    visitNeighbours(tree, queries, i, eps, (from, to) => {
      for (let j = from; j < to; j++) {
        const value = values[tree.order[j]!]!;
        if (smallest === -1 || value < smallest) smallest = value;
      }
      return true;
    });
    result[i] = smallest;
  }
  return result;
}

/** Calls `visit` with ranges of tree positions within `eps` of query i until it returns false. */
function visitNeighbours(
  tree: SpatialTree,
  queries: Float64Array,
  i: number,
  eps: number,
  visit: (from: number, to: number) => boolean,
): void {
  const { dimensions, points, start, end, right, low, high } = tree;
  const eps2 = eps * eps;
  const base = i * dimensions;
  const search = (node: number): boolean => {
    let least = 0;
    let most = 0;
    for (let d = 0, j = node * dimensions; d < dimensions; d++, j++) {
      const x = queries[base + d]!;
      const below = low[j]! - x;
      const above = x - high[j]!;
      const gap = Math.max(0, below, above);
      const span = Math.max(x - low[j]!, high[j]! - x);
      least += gap * gap;
      most += span * span;
    }
    if (least > eps2 * SURELY_OUTSIDE) return true;
    if (most <= eps2 * SURELY_INSIDE) return visit(start[node]!, end[node]!);
    if (right[node]) return search(node + 1) && search(right[node]!);
    for (let j = start[node]!; j < end[node]!; j++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) {
        const difference = points[j * dimensions + d]! - queries[base + d]!;
        sum += difference * difference;
      }
      if (sum <= eps2 && !visit(j, j + 1)) return false;
    }
    return true;
  };
  search(0);
}
