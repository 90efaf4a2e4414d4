import { AnalysisError } from '../model/error.js';
import { cutCycles } from './cycles.js';
import { withInferredParents } from './inferred.js';
import { findParents } from './links.js';
import type { LinkConfidence, ProcessTree, ProcessTreeColumns, ProcessTreeOptions } from './model.js';
import { keysOf, type Nodes, rowsInOrder } from './nodes.js';

const COLUMNS = [
  ...([
    'time',
    'name',
    'pid',
    'parentPid',
    'parentName',
    'host',
    'logonId',
    'targetLogonId',
    'user',
    'userId',
  ] as const),
  ...(['commandLine', 'processGuid', 'parentGuid', 'parentCreationTime', 'rarity'] as const),
  ...(['grandparentName', 'grandparentPid', 'grandparentCreationTime'] as const),
];

/**
 * Builds the tree of processes from records of their starts (after MSTICPy's `build_process_tree`).
 *
 * A parent is sought on the same host by GUID, by process id and recorded start time, then as the latest process of that
 * id at or before the child's start that has the parent's name. Parents without a record are inferred. Cycles are cut.
 * Takes time about linear in the number of processes. Throws AnalysisError where columns differ in length.
 */
export function buildProcessTree(columns: ProcessTreeColumns, options: ProcessTreeOptions = {}): ProcessTree {
  const count = columns.name.length;
  for (const name of COLUMNS) {
    const column = columns[name];
    if (column && column.length !== count)
      throw new AnalysisError('bad-argument', `column ${name} has ${column.length} rows, name has ${count}`);
  }
  const keys = keysOf(columns, options);
  const { rows, duplicates } = rowsInOrder(columns, keys);
  const links = findParents(columns, keys, rows);
  for (const node of cutCycles(links.parent)) links.confidence[node] = 'none';
  const unknownTime = options.parity === 'msticpy' ? 0 : Number.NaN;
  const nodes = withInferredParents(columns, keys, rows, links, duplicates, unknownTime);
  for (const node of cutCycles(nodes.parent)) nodes.confidence[node] = 'none';
  return arrange(nodes, columns);
}

function arrange(nodes: Nodes, columns: ProcessTreeColumns): ProcessTree {
  const size = nodes.source.length;
  const children = childLists(nodes.parent);
  const order = new Uint32Array(size);
  const parent = new Int32Array(size).fill(-1);
  const depth = new Uint32Array(size);
  const childCount = new Uint32Array(size);
  const subtreeSize = new Uint32Array(size).fill(1);
  const subtreeMaxRarity = new Float64Array(size).fill(Number.NaN);

  const entryOf = new Int32Array(size).fill(-1);
  const stack: number[] = [];
  for (let root = size - 1; root >= 0; root--) if (nodes.parent[root] === -1) stack.push(root);
  for (let entry = 0; entry < size; entry++) {
    const node = stack.pop()!;
    order[entry] = node;
    entryOf[node] = entry;
    const above = nodes.parent[node]!;
    if (above !== -1) {
      parent[entry] = entryOf[above]!;
      depth[entry] = depth[parent[entry]!]! + 1;
    }
    childCount[entry] = children.end[node]! - children.start[node]!;
    for (let i = children.end[node]! - 1; i >= children.start[node]!; i--) stack.push(children.list[i]!);
  }
  const source = Int32Array.from(order, (node) => nodes.source[node]!);
  for (let entry = size - 1; entry >= 0; entry--) {
    const rarity = source[entry]! >= 0 ? (columns.rarity?.[source[entry]!] ?? Number.NaN) : Number.NaN;
    if (!(subtreeMaxRarity[entry]! >= rarity) && !Number.isNaN(rarity)) subtreeMaxRarity[entry] = rarity;
    const above = parent[entry]!;
    if (above === -1) continue;
    subtreeSize[above]! += subtreeSize[entry]!;
    const most = subtreeMaxRarity[entry]!;
    if (!Number.isNaN(most) && !(subtreeMaxRarity[above]! >= most)) subtreeMaxRarity[above] = most;
  }

  return {
    ...flagsOf(source, parent, childCount),
    ...recordsOf(nodes, order, source, columns),
    ...{ size, source, order, parent, depth, childCount, subtreeSize, subtreeMaxRarity },
    duplicates: nodes.duplicates,
  };
}

function flagsOf(source: Int32Array, parent: Int32Array, childCount: Uint32Array) {
  const flags = (test: (entry: number) => boolean): boolean[] => {
    const result = new Array<boolean>(source.length);
    for (let entry = 0; entry < result.length; entry++) result[entry] = test(entry);
    return result;
  };
  return {
    IsRoot: flags((entry) => parent[entry] === -1),
    IsLeaf: flags((entry) => childCount[entry] === 0),
    IsBranch: flags((entry) => parent[entry] !== -1 && childCount[entry]! > 0),
    IsInferred: flags((entry) => source[entry] === -1),
  };
}

/** What the records say, in tree order. */
function recordsOf(nodes: Nodes, order: Uint32Array, source: Int32Array, columns: ProcessTreeColumns) {
  const size = order.length;
  const records = {
    confidence: new Array<LinkConfidence>(size),
    name: new Array<string>(size),
    pid: new Float64Array(size),
    time: new Float64Array(size),
    host: new Array<string>(size),
    user: new Array<string>(size),
    userId: new Array<string>(size),
    logonId: new Array<string>(size),
    commandLine: new Array<string>(size),
  };
  for (let entry = 0; entry < size; entry++) {
    const node = order[entry]!;
    const row = source[entry]!;
    records.confidence[entry] = nodes.confidence[node]!;
    records.name[entry] = nodes.name[node]!;
    records.pid[entry] = nodes.pid[node]!;
    records.time[entry] = nodes.time[node]!;
    records.host[entry] = hostName(nodes, node, columns);
    records.user[entry] = row === -1 ? '' : (columns.user?.[row] ?? '');
    records.userId[entry] = row === -1 ? '' : (columns.userId?.[row] ?? '');
    records.logonId[entry] = row === -1 ? '' : effectiveLogonId(columns, row);
    records.commandLine[entry] = row === -1 ? '' : (columns.commandLine?.[row] ?? '');
  }
  return records;
}

function hostName(nodes: Nodes, node: number, columns: ProcessTreeColumns): string {
  const row = nodes.source[node]!;
  return row === -1 ? nodes.hostNames[nodes.host[node]!]! : (columns.host?.[row] ?? '');
}

function effectiveLogonId(columns: ProcessTreeColumns, row: number): string {
  const target = columns.targetLogonId?.[row];
  if (target !== null && target !== undefined && target !== '' && !/^0x0*$/i.test(target)) return target;
  return columns.logonId?.[row] ?? '';
}

/** Children of each node, by number, as ranges of one list. */
function childLists(parent: readonly number[]): { list: Uint32Array; start: Uint32Array; end: Uint32Array } {
  const start = new Uint32Array(parent.length);
  const count = new Uint32Array(parent.length);
  for (const above of parent) if (above !== -1) count[above]!++;
  let sum = 0;
  for (let node = 0; node < parent.length; node++) {
    start[node] = sum;
    sum += count[node]!;
  }
  const end = start.slice();
  const list = new Uint32Array(sum);
  for (let node = 0; node < parent.length; node++) {
    const above = parent[node]!;
    if (above === -1) continue;
    list[end[above]!] = node;
    end[above]!++;
  }
  return { list, start, end };
}
