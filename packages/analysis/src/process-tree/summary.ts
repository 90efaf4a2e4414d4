import type { ProcessTree } from './model.js';

/** Counts over a whole tree, under MSTICPy's names (`get_summary_info`). */
export interface ProcessTreeSummary {
  readonly Processes: number;
  readonly RootProcesses: number;
  readonly LeafProcesses: number;
  readonly BranchProcesses: number;
  /** Roots without children. */
  readonly IsolatedProcesses: number;
  /** Levels of the deepest tree. */
  readonly LargestTreeDepth: number;
  /** Processes that no record shows. */
  readonly InferredProcesses: number;
}

export function summarizeTree(tree: ProcessTree): ProcessTreeSummary {
  const count = (flags: readonly boolean[]): number => flags.reduce((sum, flag) => sum + (flag ? 1 : 0), 0);
  let deepest = -1;
  let isolated = 0;
  for (let entry = 0; entry < tree.size; entry++) {
    deepest = Math.max(deepest, tree.depth[entry]!);
    if (tree.parent[entry] === -1 && tree.childCount[entry] === 0) isolated++;
  }
  return {
    Processes: tree.size,
    RootProcesses: count(tree.IsRoot),
    LeafProcesses: count(tree.IsLeaf),
    BranchProcesses: count(tree.IsBranch),
    IsolatedProcesses: isolated,
    LargestTreeDepth: deepest + 1,
    InferredProcesses: count(tree.IsInferred),
  };
}
