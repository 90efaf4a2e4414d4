import type { LinkConfidence, ProcessTreeColumns, ProcessTreeOptions } from './model.js';
import { baseName, comparablePath, interner, pairInterner } from './names.js';
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

/** Numbers that tell processes apart, for each input row; equal numbers mean equal, -1 unknown. */
export interface Keys {
  /** Of host and process id together. */
  readonly self: Int32Array;
  readonly parent: Int32Array;
  /** How many pairs of host and process id there are. */
  readonly places: number;
  /** Of the process name, and of the parent's. */
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
  readonly host: Int32Array;
  readonly hostNames: readonly string[];
  /** Names must be equal as written; hosts are not told apart. */
  readonly exactNames: boolean;
  /** The number of a host and a process id, -1 where no row has them. */
  placeOf(pid: number, host: number): number;
}

/** Remembers what a function said of each text. */
function remembered<Result>(work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) {
      result = work(text);
      known.set(text, result);
    }
    return result;
  };
}

export function keysOf(columns: ProcessTreeColumns, { parity }: ProcessTreeOptions): Keys {
  const count = columns.name.length;
  const exactNames = parity === 'msticpy';
  const hosts = interner();
  const names = interner();
  const pids = new Map<number, number>();
  const places = pairInterner(count);
  const hostOf = remembered((host) => hosts.idOf(host.toLowerCase()));
  const idOfName = (name: string): number => names.idOf(exactNames ? name.toLowerCase() : comparablePath(name));
  const nameOf = remembered((name) => {
    const base = baseName(name);
    return { id: idOfName(name), base: idOfName(base), bare: base === name ? 1 : 0 };
  });
  const pidOfText = remembered(parsePid);
  const pidOf = (value: string | number | null | undefined): number =>
    typeof value === 'string' ? pidOfText(value) : parsePid(value);
  const placeOf = (pid: number, host: number): number => {
    if (Number.isNaN(pid)) return -1;
    let id = pids.get(pid);
    if (id === undefined) {
      id = pids.size;
      pids.set(pid, id);
    }
    return places.idOf(id, exactNames ? 0 : host);
  };
  const numbers = (): Int32Array => new Int32Array(count).fill(-1);
  const keys = {
    self: numbers(),
    parent: numbers(),
    name: numbers(),
    parentName: numbers(),
    base: numbers(),
    parentBase: numbers(),
    host: numbers(),
    bare: new Uint8Array(count),
    parentBare: new Uint8Array(count),
    pid: new Float64Array(count),
    parentPid: new Float64Array(count),
  };
  for (let row = 0; row < count; row++) {
    const host = hostOf(columns.host?.[row] ?? '');
    keys.host[row] = host;
    keys.pid[row] = pidOf(columns.pid[row]);
    keys.parentPid[row] = pidOf(columns.parentPid[row]);
    keys.self[row] = placeOf(keys.pid[row]!, host);
    keys.parent[row] = placeOf(keys.parentPid[row]!, host);
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
  return { ...keys, places: places.size, hostNames: hosts.texts, exactNames, placeOf };
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
    if (to - from === 1) rows.push(sorted[from]!);
    else {
      const seen = new Set<string>();
      for (let i = from; i < to; i++) {
        const key = contentOf(columns, keys, sorted[i]!);
        if (!seen.has(key)) rows.push(sorted[i]!);
        seen.add(key);
      }
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
