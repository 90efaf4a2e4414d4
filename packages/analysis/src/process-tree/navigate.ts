import type { ProcessTree } from './model.js';
import { parsePid } from './pid.js';

export interface NavigateOptions {
  /** Whether the process itself is among the answer; true by default. */
  readonly includeSource?: boolean;
}

/** Entries without a parent. */
export function rootsOf(tree: ProcessTree): number[] {
  const roots: number[] = [];
  for (let entry = 0; entry < tree.size; entry += tree.subtreeSize[entry]!) roots.push(entry);
  return roots;
}

/** The root of the tree that an entry is in. */
export function rootOf(tree: ProcessTree, entry: number): number {
  let at = entry;
  while (tree.parent[at]! !== -1) at = tree.parent[at]!;
  return at;
}

/** Entries from the root down to the process. */
export function ancestorsOf(tree: ProcessTree, entry: number, options: NavigateOptions = {}): number[] {
  const ancestors: number[] = options.includeSource === false ? [] : [entry];
  for (let at = tree.parent[entry]!; at !== -1; at = tree.parent[at]!) ancestors.push(at);
  return ancestors.reverse();
}

export function childrenOf(tree: ProcessTree, entry: number, options: NavigateOptions = {}): number[] {
  const children: number[] = options.includeSource === false ? [] : [entry];
  const end = entry + tree.subtreeSize[entry]!;
  for (let child = entry + 1; child < end; child += tree.subtreeSize[child]!) children.push(child);
  return children;
}

/** The subtree in tree order; `maxLevels` of -1 has no bound, 1 stops at the children. */
export function descendantsOf(
  tree: ProcessTree,
  entry: number,
  options: NavigateOptions & { readonly maxLevels?: number } = {},
): number[] {
  const { maxLevels = -1 } = options;
  const deepest = maxLevels < 0 ? Number.POSITIVE_INFINITY : tree.depth[entry]! + maxLevels;
  const found: number[] = [];
  const end = entry + tree.subtreeSize[entry]!;
  for (let at = options.includeSource === false ? entry + 1 : entry; at < end; at++)
    if (tree.depth[at]! <= deepest) found.push(at);
  return found;
}

/** Entries of the same parent; of a root, the roots. */
export function siblingsOf(tree: ProcessTree, entry: number, options: NavigateOptions = {}): number[] {
  const parent = tree.parent[entry]!;
  const all = parent === -1 ? rootsOf(tree) : childrenOf(tree, parent, { includeSource: false });
  return options.includeSource === false ? all.filter((sibling) => sibling !== entry) : all;
}

/** The whole tree that an entry is in. */
export function treeOf(tree: ProcessTree, entry: number): number[] {
  return descendantsOf(tree, rootOf(tree, entry));
}

/** Levels of the tree that an entry is in; 1 for a process alone. */
export function depthOf(tree: ProcessTree, entry: number): number {
  const root = rootOf(tree, entry);
  let deepest = 0;
  for (let at = root; at < root + tree.subtreeSize[root]!; at++) deepest = Math.max(deepest, tree.depth[at]!);
  return deepest + 1;
}

/** The entry of an input row, -1 where the row repeats another. */
export function entryOfRow(tree: ProcessTree, row: number): number {
  return tree.source.indexOf(row);
}

/** Entries of a process id on a host, in tree order; all hosts where none is given. */
export function entriesOfPid(tree: ProcessTree, pid: string | number, host?: string): number[] {
  const wanted = parsePid(pid);
  const on = host?.toLowerCase();
  const found: number[] = [];
  for (let entry = 0; entry < tree.size; entry++)
    if (tree.pid[entry] === wanted && (on === undefined || tree.host[entry]!.toLowerCase() === on)) found.push(entry);
  return found;
}

const SHOWN_LEVELS = 100;

/**
 * Where a process stands, from its root down: numbers in order of time, padded to equal width, joined by `/`. Sorting
 * paths gives tree order. Beyond a hundred levels only the last hundred are given.
 */
export function pathOf(tree: ProcessTree, entry: number): string {
  const width = Math.max(5, String(tree.size - 1).length);
  const parts: string[] = [];
  let at = entry;
  for (; at !== -1 && parts.length < SHOWN_LEVELS; at = tree.parent[at]!)
    parts.push(String(tree.order[at]).padStart(width, '0'));
  if (at !== -1) parts.push('...');
  return parts.reverse().join('/');
}
