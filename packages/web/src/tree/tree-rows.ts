import type { ProcessNode } from './tree-model.js';

/** A line of the outline: a process, or the children of one that are folded away. */
export type TreeRow =
  | { readonly kind: 'node'; readonly node: ProcessNode; readonly place: number; readonly siblings: number }
  | { readonly kind: 'more'; readonly parent: ProcessNode; readonly depth: number; readonly count: number };

export interface TreeView {
  readonly expanded: ReadonlySet<string>;
  /** Parents of whom all children are shown, however many. */
  readonly unfolded: ReadonlySet<string>;
  /** Nodes that must not be folded away, nor their ancestors: rare ones and what a search found. */
  readonly kept: ReadonlySet<string>;
}

/** With more children than this a parent shows those that matter and a line for the rest. */
export const foldAbove = 15;
const shownAtLeast = 4;

/** The lines of the outline from the top down. */
export function treeRows(roots: readonly ProcessNode[], view: TreeView): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const stack: TreeRow[] = [];
  const push = (children: readonly ProcessNode[], parent: ProcessNode | undefined) => {
    const shown = parent && !view.unfolded.has(parent.id) ? foldChildren(children, view.kept) : children;
    if (parent && shown.length < children.length) {
      stack.push({ kind: 'more', parent, depth: parent.depth + 1, count: children.length - shown.length });
    }
    for (let index = shown.length - 1; index >= 0; index -= 1) {
      const node = shown[index];
      if (node) stack.push({ kind: 'node', node, place: index + 1, siblings: children.length });
    }
  };
  push(roots, undefined);
  for (let row = stack.pop(); row; row = stack.pop()) {
    rows.push(row);
    if (row.kind === 'node' && row.node.children.length && view.expanded.has(row.node.id))
      push(row.node.children, row.node);
  }
  return rows;
}

function foldChildren(children: readonly ProcessNode[], kept: ReadonlySet<string>): readonly ProcessNode[] {
  if (children.length <= foldAbove) return children;
  const wanted = new Set(children.filter((child) => kept.has(child.id)));
  for (const child of children) {
    if (wanted.size >= shownAtLeast) break;
    wanted.add(child);
  }
  return children.length - wanted.size < shownAtLeast ? children : children.filter((child) => wanted.has(child));
}
