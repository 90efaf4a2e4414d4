import type { JsonValue } from '@huntbook/workspace';

/** A process in a tree. */
export interface ProcessNode {
  readonly id: string;
  readonly depth: number;
  readonly parent: ProcessNode | undefined;
  readonly children: readonly ProcessNode[];
  readonly descendants: number;
  readonly time: string;
  readonly process: string;
  readonly path: string;
  readonly pid: number | string | null;
  readonly commandLine: string;
  readonly account: string;
  readonly logonId: string;
  /** 1 is unique on the host; null where it is not known. */
  readonly rarity: number | null;
  /** The highest rarity of the branch, itself included. */
  readonly branchRarity: number;
  readonly link: string;
  readonly inferred: boolean;
  /** What a search looks in, in lower case. */
  readonly text: string;
}

type Mutable = { -readonly [Key in keyof ProcessNode]: ProcessNode[Key] } & { children: ProcessNode[] };

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);
}

/**
 * The trees of a table of `processTreeColumns`, roots first. A row whose parent is not among the rows (cut off, or naming itself)
 * is a root.
 */
export function buildTree(
  columns: readonly { readonly name: string }[],
  rows: readonly (readonly JsonValue[])[],
): { readonly roots: readonly ProcessNode[]; readonly nodes: readonly ProcessNode[] } {
  const at = new Map(columns.map((column, index) => [column.name, index]));
  const cell = (row: readonly JsonValue[], name: string) => row[at.get(name) ?? -1];
  const byId = new Map<string, Mutable>();
  const roots: ProcessNode[] = [];
  const nodes: ProcessNode[] = [];
  for (const row of rows) {
    const id = text(cell(row, 'NodeId'));
    if (byId.has(id)) continue;
    const parent = byId.get(text(cell(row, 'ParentNodeId')));
    const rarity = cell(row, 'Rarity');
    const branch = cell(row, 'BranchRarity');
    const pid = cell(row, 'ProcessId');
    const node: Mutable = {
      id,
      depth: parent ? parent.depth + 1 : 0,
      parent,
      children: [],
      descendants: Math.max(0, Number(cell(row, 'SubtreeSize') ?? 1) - 1),
      time: text(cell(row, 'TimeGenerated')),
      process: text(cell(row, 'Process')),
      path: text(cell(row, 'ProcessPath')),
      pid: typeof pid === 'number' || typeof pid === 'string' ? pid : null,
      commandLine: text(cell(row, 'CommandLine')),
      account: text(cell(row, 'Account')),
      logonId: text(cell(row, 'LogonId')),
      rarity: typeof rarity === 'number' ? rarity : null,
      branchRarity: typeof branch === 'number' ? branch : typeof rarity === 'number' ? rarity : 0,
      link: text(cell(row, 'ParentLink')),
      inferred: cell(row, 'IsInferred') === true,
      text: '',
    };
    node.text = [node.process, node.commandLine, node.account, node.pid ?? '', node.path].join('\n').toLowerCase();
    byId.set(id, node);
    nodes.push(node);
    if (parent) parent.children.push(node);
    else roots.push(node);
  }
  return { roots, nodes };
}

/** The process id in the base asked for; hexadecimal and decimal text are both read. */
export function formatPid(pid: number | string | null, base: 'hex' | 'dec'): string {
  if (pid === null || pid === '') return '';
  const value = Number(pid);
  if (!Number.isFinite(value)) return String(pid);
  return base === 'hex' ? `0x${value.toString(16)}` : String(value);
}

/** Nodes whose ancestors are open at the start: the rarest, at most `most` of them. */
export function rarestNodes(nodes: readonly ProcessNode[], most = 150): readonly ProcessNode[] {
  const known = nodes.filter((node) => node.rarity !== null && node.rarity > 0);
  const rare = known.filter((node) => (node.rarity ?? 0) >= 0.5);
  const candidates = rare.length ? rare : known;
  return [...candidates].sort((a, b) => (b.rarity ?? 0) - (a.rarity ?? 0)).slice(0, rare.length ? most : 10);
}

/** The ids of all ancestors of the nodes. */
export function ancestorsOf(nodes: Iterable<ProcessNode>): Set<string> {
  const found = new Set<string>();
  for (const node of nodes) {
    for (let parent = node.parent; parent && !found.has(parent.id); parent = parent.parent) found.add(parent.id);
  }
  return found;
}
