import { buildTree, type SpatialTree } from './spatial-tree.js';

// Boxes decide only when rounding cannot matter; single pairs decide the rest exactly.
const SURELY_INSIDE = 1 - 1e-9;
const SURELY_OUTSIDE = 1 + 1e-9;

/**
 * Connected components of the graph that joins points at most `eps` apart.
 * Returns for each row the smallest row of its component.
 *
 * Dual-tree single linkage: pairs of boxes wholly inside or outside eps are settled at once, and boxes already in one
 * component are skipped, so that neither dense nor scattered data costs more than about O(n log n).
 */
export function connectedComponents(matrix: Float64Array, dimensions: number, eps: number): Uint32Array {
  const count = matrix.length / dimensions;
  if (count === 0) return new Uint32Array(0);
  const tree = buildTree(matrix, dimensions);
  const join = joiner(tree, count, eps * eps);
  join.within(0);
  const smallest = new Uint32Array(count).fill(count);
  for (let i = 0; i < count; i++) {
    const root = join.find(i);
    if (tree.order[i]! < smallest[root]!) smallest[root] = tree.order[i]!;
  }
  const result = new Uint32Array(count);
  for (let i = 0; i < count; i++) result[tree.order[i]!] = smallest[join.find(i)]!;
  return result;
}

function joiner(tree: SpatialTree, count: number, eps2: number) {
  const { dimensions, points, start, end, right, low, high } = tree;
  const parent = new Uint32Array(count);
  for (let i = 0; i < count; i++) parent[i] = i;
  const uniform = new Uint8Array(start.length);
  const inside = eps2 * SURELY_INSIDE;
  const outside = eps2 * SURELY_OUTSIDE;

  const find = (i: number): number => {
    let x = i;
    while (parent[x] !== x) {
      parent[x] = parent[parent[x]!]!;
      x = parent[x]!;
    }
    return x;
  };

  const unite = (a: number, b: number): void => {
    const x = find(a);
    const y = find(b);
    if (x < y) parent[y] = x;
    else parent[x] = y;
  };

  const uniteAll = (node: number): void => {
    if (uniform[node]) return;
    const first = start[node]!;
    for (let i = first + 1; i < end[node]!; i++) unite(first, i);
    uniform[node] = 1;
  };

  const near = (i: number, j: number): boolean => {
    let sum = 0;
    for (let a = i * dimensions, b = j * dimensions, stop = a + dimensions; a < stop; a++, b++) {
      const difference = points[a]! - points[b]!;
      sum += difference * difference;
    }
    return sum <= eps2;
  };

  const isUniform = (node: number): boolean => {
    if (uniform[node]) return true;
    if (right[node]) {
      const l = node + 1;
      const r = right[node]!;
      if (!uniform[l] || !uniform[r] || find(start[l]!) !== find(start[r]!)) return false;
    } else {
      const root = find(start[node]!);
      for (let i = start[node]! + 1; i < end[node]!; i++) if (find(i) !== root) return false;
    }
    uniform[node] = 1;
    return true;
  };

  const between = (a: number, b: number): void => {
    let least = 0;
    let most = 0;
    for (let d = 0, i = a * dimensions, j = b * dimensions; d < dimensions; d++, i++, j++) {
      const gap = Math.max(0, low[i]! - high[j]!, low[j]! - high[i]!);
      const span = Math.max(high[i]! - low[j]!, high[j]! - low[i]!);
      least += gap * gap;
      most += span * span;
    }
    if (least > outside) return;
    if (isUniform(a) && isUniform(b) && find(start[a]!) === find(start[b]!)) return;
    if (most <= inside) {
      uniteAll(a);
      uniteAll(b);
      unite(start[a]!, start[b]!);
    } else if (!right[a] && !right[b]) {
      for (let i = start[a]!; i < end[a]!; i++) for (let j = start[b]!; j < end[b]!; j++) if (near(i, j)) unite(i, j);
    } else if (right[a] && (!right[b] || end[a]! - start[a]! >= end[b]! - start[b]!)) {
      between(a + 1, b);
      between(right[a]!, b);
    } else {
      between(a, b + 1);
      between(a, right[b]!);
    }
  };

  const within = (node: number): void => {
    let most = 0;
    for (let d = 0, i = node * dimensions; d < dimensions; d++, i++) {
      const span = high[i]! - low[i]!;
      most += span * span;
    }
    if (most <= inside) {
      uniteAll(node);
    } else if (right[node]) {
      within(node + 1);
      within(right[node]!);
      between(node + 1, right[node]!);
      isUniform(node);
    } else {
      for (let i = start[node]!; i < end[node]!; i++)
        for (let j = i + 1; j < end[node]!; j++) if (near(i, j)) unite(i, j);
    }
  };
  return { within, find };
}
