import type { LinkConfidence, ProcessTreeColumns } from './model.js';
import { pairInterner } from './names.js';
import type { Keys } from './nodes.js';

export interface Links {
  /** Position in `rows` of each row's parent, -1 where no record of it was found. */
  readonly parent: Int32Array;
  readonly confidence: LinkConfidence[];
}

const MICROSECONDS = 10;
/** Some exports give a process the time at which its start was reported, up to a minute late. */
const EARLIEST = -2_000_000;
const LATEST = 60_000_000;

export const bareGuid = (guid: string | null | undefined): string => {
  const text = (guid ?? '').replace(/^\{|\}$/g, '').toLowerCase();
  return /^[0-]*$/.test(text) ? '' : text;
};

/**
 * The first three groups of a Sysmon GUID tell the machine and the second of the start; the rest comes from the process's
 * token, which Sysmon cannot always read when it reports a child.
 */
const sameStart = (a: string, b: string): boolean => a.slice(0, 18) === b.slice(0, 18);

/** Finds the recorded parent of each row. `rows` are input rows by time. */
export function findParents(columns: ProcessTreeColumns, keys: Keys, rows: readonly number[]): Links {
  const parent = new Int32Array(rows.length).fill(-1);
  const confidence = new Array<LinkConfidence>(rows.length).fill('none');
  const link = (position: number, found: number, by: LinkConfidence): void => {
    parent[position] = found;
    confidence[position] = by;
  };
  const { processGuid, parentGuid, parentCreationTime } = columns;
  if (processGuid && parentGuid) linkByGuid(columns, rows, link);
  if (parentCreationTime) linkByCreationTime(columns, keys, rows, parent, link);

  const settled = (position: number): boolean => {
    const row = rows[position]!;
    return parent[position] !== -1 || keys.parent[row] === -1;
  };
  const latest = latestProcesses(columns, keys, rows);
  for (let from = 0; from < rows.length; ) {
    const time = columns.time[rows[from]!]!;
    let to = from + 1;
    while (to < rows.length && columns.time[rows[to]!] === time) to++;
    for (let position = from; position < to; position++) {
      if (!settled(position)) latest.find(position, link);
      latest.add(position);
    }
    // Children that were written before a parent of the same instant.
    for (let position = from; to - from > 1 && position < to; position++)
      if (!settled(position)) latest.find(position, link);
    from = to;
  }
  return { parent, confidence };
}

type Link = (position: number, found: number, by: LinkConfidence) => void;

function linkByGuid(columns: ProcessTreeColumns, rows: readonly number[], link: Link): void {
  const positions = new Map<string, number>();
  rows.forEach((row, position) => {
    const guid = bareGuid(columns.processGuid?.[row]);
    if (guid !== '' && !positions.has(guid)) positions.set(guid, position);
  });
  rows.forEach((row, position) => {
    const guid = bareGuid(columns.parentGuid?.[row]);
    const found = guid === '' ? undefined : positions.get(guid);
    if (found !== undefined && found !== position) link(position, found, 'guid');
  });
}

function linkByCreationTime(
  columns: ProcessTreeColumns,
  keys: Keys,
  rows: readonly number[],
  parent: Int32Array,
  link: Link,
): void {
  const keyOf = (place: number, time: number): string => `${place}|${Math.round(time / MICROSECONDS)}`;
  const positions = new Map<string, number>();
  rows.forEach((row, position) => {
    const key = keyOf(keys.self[row]!, columns.time[row]!);
    if (!positions.has(key)) positions.set(key, position);
  });
  rows.forEach((row, position) => {
    const time = columns.parentCreationTime![row]!;
    if (parent[position] !== -1 || Number.isNaN(time) || keys.parent[row] === -1) return;
    const found = positions.get(keyOf(keys.parent[row]!, time));
    if (found !== undefined && found !== position) link(position, found, 'creation-time');
  });
}

/** The latest process of each place, and of each place and name, while rows pass in order of time. */
function latestProcesses(columns: ProcessTreeColumns, keys: Keys, rows: readonly number[]) {
  const named = pairInterner(2 * rows.length);
  // For each row the numbers of its own and its parent's place with their names; -1 where unknown.
  const numbers = (places: Int32Array, names: Int32Array): Int32Array => {
    const result = new Int32Array(places.length).fill(-1);
    for (const row of rows)
      if (places[row] !== -1 && names[row] !== -1) result[row] = named.idOf(places[row]!, names[row]!);
    return result;
  };
  const own = numbers(keys.self, keys.name);
  const ownBase = numbers(keys.self, keys.base);
  const wanted = numbers(keys.parent, keys.parentName);
  const wantedBase = numbers(keys.parent, keys.parentBase);
  const none = (size: number): Int32Array => new Int32Array(size).fill(-1);
  const byPlace = none(keys.places);
  const byName = none(named.size);
  const byBase = none(named.size);
  const bareByBase = none(named.size);
  const { processGuid, parentGuid, parentCreationTime, time } = columns;

  const accept = (position: number, found: number): boolean => {
    if (found === -1 || found === position) return false;
    if (parentCreationTime) {
      const late = time[rows[found]!]! - parentCreationTime[rows[position]!]!;
      if (late < EARLIEST || late > LATEST) return false;
    }
    if (!parentGuid || !processGuid) return true;
    // A GUID that names another parent outweighs an equal process id.
    const wantedGuid = bareGuid(parentGuid[rows[position]!]);
    const foundGuid = bareGuid(processGuid[rows[found]!]);
    return wantedGuid === '' || foundGuid === '' || sameStart(wantedGuid, foundGuid);
  };

  return {
    add(position: number): void {
      const row = rows[position]!;
      if (keys.self[row] === -1) return;
      byPlace[keys.self[row]!] = position;
      byName[own[row]!] = position;
      byBase[ownBase[row]!] = position;
      if (keys.bare[row]) bareByBase[ownBase[row]!] = position;
    },
    find(position: number, link: Link): void {
      const row = rows[position]!;
      if (keys.parentName[row] === -1) {
        const found = byPlace[keys.parent[row]!]!;
        if (accept(position, found)) link(position, found, 'pid-time');
        return;
      }
      const exact = byName[wanted[row]!]!;
      if (accept(position, exact)) {
        link(position, exact, 'pid-time-name');
        return;
      }
      if (keys.exactNames) return;
      const alike = (keys.parentBare[row] ? byBase : bareByBase)[wantedBase[row]!]!;
      if (accept(position, alike)) link(position, alike, 'pid-time-name');
    },
  };
}
