import { describe, expect, it } from 'vitest';
import { ancestorsOf, buildTree, formatPid, rarestNodes } from './tree-model.js';
import { type TreeRow, treeRows } from './tree-rows.js';

const processTreeColumns = [
  'NodeId',
  'ParentNodeId',
  'Process',
  'ProcessId',
  'CommandLine',
  'Rarity',
  'BranchRarity',
  'SubtreeSize',
  'IsInferred',
].map((name) => ({ name }));

function row(id: string, parent: string, process: string, rarity: number | null): (string | number | boolean | null)[] {
  const cells: Record<string, string | number | boolean | null> = {
    NodeId: id,
    ParentNodeId: parent,
    Process: process,
    ProcessId: 4660,
    CommandLine: `${process} /x`,
    Rarity: rarity,
    BranchRarity: rarity,
    SubtreeSize: 1,
    IsInferred: false,
  };
  return processTreeColumns.map(({ name }) => cells[name] ?? '');
}

const rows = [
  row('services', '', 'services.exe', 0.5),
  ...Array.from({ length: 30 }, (_, index) => row(`svchost${index}`, 'services', 'svchost.exe', 0.03)),
  row('powershell', 'svchost17', 'powershell.exe', 1),
  row('whoami', 'powershell', 'whoami.exe', 1),
  row('orphan', 'cut-off', 'orphan.exe', 0.2),
];
const { roots, nodes } = buildTree(processTreeColumns, rows);
const none = { expanded: new Set<string>(), unfolded: new Set<string>(), kept: new Set<string>() };
const names = (list: readonly TreeRow[]) =>
  list.map((line) => (line.kind === 'node' ? line.node.id : `+${line.count}`));

describe('the process tree', () => {
  it('hangs processes under their parents, and makes roots of those whose parent is not there', () => {
    expect(roots.map(({ id }) => id)).toEqual(['services', 'orphan']);
    expect(nodes.find(({ id }) => id === 'whoami')?.depth).toBe(3);
  });

  it('does not hang on a process that names itself or comes twice', () => {
    const odd = buildTree(processTreeColumns, [row('a', 'a', 'a.exe', 1), row('a', '', 'a.exe', 1)]);
    expect(odd.roots).toHaveLength(1);
    expect(treeRows(odd.roots, { ...none, expanded: new Set(['a']) })).toHaveLength(1);
  });

  it('shows the roots alone while nothing is open', () => {
    expect(names(treeRows(roots, none))).toEqual(['services', 'orphan']);
  });

  it('opens to the rare branches and folds the many common siblings', () => {
    const rare = rarestNodes(nodes);
    expect(rare.map(({ id }) => id)).toEqual(['powershell', 'whoami', 'services']);
    const expanded = ancestorsOf(rare);
    const kept = new Set([...expanded, ...rare.map(({ id }) => id)]);
    expect(names(treeRows(roots, { ...none, expanded, kept }))).toEqual([
      'services',
      'svchost0',
      'svchost1',
      'svchost2',
      'svchost17',
      'powershell',
      'whoami',
      '+26',
      'orphan',
    ]);
  });

  it('shows all children where asked', () => {
    const open = { ...none, expanded: new Set(['services']), unfolded: new Set(['services']) };
    expect(treeRows(roots, open)).toHaveLength(32);
  });

  it('writes process ids in both bases, whichever they came in', () => {
    expect([
      formatPid(4660, 'hex'),
      formatPid('0x1234', 'dec'),
      formatPid('4660', 'hex'),
      formatPid(null, 'hex'),
    ]).toEqual(['0x1234', '4660', '0x1234', '']);
    expect(formatPid('?', 'dec')).toBe('?');
  });
});
