import { AnalysisError } from '../model/error.js';
import type { LinkConfidence, ProcessTreeColumns, ProcessTreeOptions } from './model.js';
import { baseName, comparablePath, interner } from './names.js';
import { parsePid } from './pid.js';

/** Processes while the tree is built: first the recorded ones by time, then the inferred ones. */
export interface Nodes {
  /** Input row, -1 for inferred. */
  readonly source: number[];
  readonly time: number[];
  readonly pid: number[];
  readonly host: number[];
  readonly name: string[];
  /** Node of the parent, -1 for none. */
  readonly parent: number[];
  readonly confidence: LinkConfidence[];
  readonly hostNames: readonly string[];
  readonly duplicates: number;
}

/** Numbers that tell processes apart; equal numbers mean equal. */
export interface Keys {
  /** Of host and process id, for each input row. */
  readonly self: Float64Array;
  readonly parent: Float64Array;
  /** Of the process name, and of the parent's; -1 where unknown. */
  readonly name: Int32Array;
  readonly parentName: Int32Array;
  /** Of the bare file names. */
  readonly base: Int32Array;
  readonly parentBase: Int32Array;
  /** Whether a name comes without a folder. */
  readonly bare: Uint8Array;
  readonly parentBare: Uint8Array;
  readonly pid: Float64Array;
  readonly parentPid: Float64Array;
  readonly host: Uint32Array;
  readonly hostNames: readonly string[];
  /** Names must be equal as written; hosts are not told apart. */
  readonly exactNames: boolean;
  idOfName(name: string): number;
}

const HOSTS = 2 ** 20;

export function processPlace(pid: number, host: number): number {
  return Number.isNaN(pid) ? -1 : (pid % 2 ** 33) * HOSTS + host;
}

export function keysOf(columns: ProcessTreeColumns, { parity }: ProcessTreeOptions): Keys {
  const count = columns.name.length;
  const hosts = interner();
  const names = interner();
  const idOfName = (name: string): number =>
    names.idOf(parity === 'msticpy' ? name.toLowerCase() : comparablePath(name));
  const known = new Map<string, { id: number; base: number; bare: number }>();
  const nameOf = (name: string) => {
    let entry = known.get(name);
    if (!entry) {
      const base = baseName(name);
      entry = { id: idOfName(name), base: idOfName(base), bare: base === name ? 1 : 0 };
      known.set(name, entry);
    }
    return entry;
  };
  const keys = {
    self: new Float64Array(count),
    parent: new Float64Array(count),
    name: new Int32Array(count).fill(-1),
    parentName: new Int32Array(count).fill(-1),
    base: new Int32Array(count).fill(-1),
    parentBase: new Int32Array(count).fill(-1),
    bare: new Uint8Array(count),
    parentBare: new Uint8Array(count),
    pid: new Float64Array(count),
    parentPid: new Float64Array(count),
    host: new Uint32Array(count),
    hostNames: hosts.texts,
    exactNames: parity === 'msticpy',
    idOfName,
  };
  for (let row = 0; row < count; row++) {
    const host = hosts.idOf((columns.host?.[row] ?? '').toLowerCase());
    if (host >= HOSTS) throw new AnalysisError('limit', `a process tree spans at most ${HOSTS} hosts`);
    const told = parity === 'msticpy' ? 0 : host;
    keys.host[row] = host;
    keys.pid[row] = parsePid(columns.pid[row]);
    keys.parentPid[row] = parsePid(columns.parentPid[row]);
    keys.self[row] = processPlace(keys.pid[row]!, told);
    keys.parent[row] = processPlace(keys.parentPid[row]!, told);
    const name = nameOf(columns.name[row] ?? '');
    keys.name[row] = name.id;
    keys.base[row] = name.base;
    keys.bare[row] = name.bare;
    const parentName = columns.parentName?.[row] ?? '';
    if (isUnknown(parentName)) continue;
    const parent = nameOf(parentName);
    keys.parentName[row] = parent.id;
    keys.parentBase[row] = parent.base;
    keys.parentBare[row] = parent.bare;
  }
  return keys;
}

export function isUnknown(name: string): boolean {
  return name === '' || name === '-' || name === 'unknown';
}

/** Input rows by time, in input order where times are equal, without rows that repeat an earlier one. */
export function rowsInOrder(columns: ProcessTreeColumns, keys: Keys): { rows: number[]; duplicates: number } {
  const { time } = columns;
  const at = (row: number): number => (Number.isNaN(time[row]!) ? Number.NEGATIVE_INFINITY : time[row]!);
  const sorted = Array.from({ length: columns.name.length }, (_, row) => row);
  let ordered = true;
  for (let row = 1; row < sorted.length && ordered; row++) ordered = at(row - 1) <= at(row);
  if (!ordered) sorted.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a - b));

  const rows: number[] = [];
  // Rows that repeat each other have equal times, so stand in one group.
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && at(sorted[to]!) === at(sorted[from]!)) to++;
    const group = sorted.slice(from, to);
    const seen = new Set<string>();
    for (const row of group) {
      if (to - from > 1) {
        const key = contentOf(columns, keys, row);
        if (seen.has(key)) continue;
        seen.add(key);
      }
      rows.push(row);
    }
    from = to;
  }
  return { rows, duplicates: sorted.length - rows.length };
}

function contentOf(columns: ProcessTreeColumns, keys: Keys, row: number): string {
  const key = `${keys.self[row]}|${keys.name[row]}`;
  if (keys.exactNames) return key;
  const { processGuid, logonId, commandLine } = columns;
  return `${key}|${keys.parent[row]}|${processGuid?.[row]}|${logonId?.[row]}|${commandLine?.[row]}`;
}
