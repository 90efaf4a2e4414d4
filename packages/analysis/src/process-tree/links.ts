import type { LinkConfidence, ProcessTreeColumns } from './model.js';
import type { Keys } from './nodes.js';

export interface Links {
  /** Position in `rows` of each row's parent, -1 where no record of it was found. */
  readonly parent: Int32Array;
  readonly confidence: LinkConfidence[];
}

const NAMES = 2 ** 22;
const MICROSECONDS = 10;
/** Some exports give a process the time at which its start was reported, up to a minute late. */
const EARLIEST = -2_000_000;
const LATEST = 60_000_000;

/** Joins a place and a name to one key. */
function placeAndName(places: Map<number, number>, place: number, name: number): number {
  let id = places.get(place);
  if (id === undefined) {
    id = places.size;
    places.set(place, id);
  }
  return id * NAMES + name;
}

export const bareGuid = (guid: string | null | undefined): string => {
  const text = (guid ?? '').replace(/^\{|\}$/g, '').toLowerCase();
  return /^[0-]*$/.test(text) ? '' : text;
};

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

/** The latest process of each host and id, and of each host, id and name, while rows pass in order of time. */
function latestProcesses(columns: ProcessTreeColumns, keys: Keys, rows: readonly number[]) {
  const places = new Map<number, number>();
  const byPlace = new Map<number, number>();
  const byName = new Map<number, number>();
  const byBase = new Map<number, number>();
  const bareByBase = new Map<number, number>();

  const accept = (position: number, found: number | undefined): found is number => {
    if (found === undefined || found === position) return false;
    const start = columns.parentCreationTime?.[rows[position]!] ?? Number.NaN;
    const late = columns.time[rows[found]!]! - start;
    if (late < EARLIEST || late > LATEST) return false;
    // A GUID that names another parent outweighs an equal process id.
    const guid = bareGuid(columns.parentGuid?.[rows[position]!]);
    return guid === '' || bareGuid(columns.processGuid?.[rows[found]!]) === '';
  };

  return {
    add(position: number): void {
      const row = rows[position]!;
      const place = keys.self[row]!;
      if (place === -1) return;
      byPlace.set(place, position);
      byName.set(placeAndName(places, place, keys.name[row]!), position);
      const base = placeAndName(places, place, keys.base[row]!);
      byBase.set(base, position);
      if (keys.bare[row]) bareByBase.set(base, position);
    },
    find(position: number, link: Link): void {
      const row = rows[position]!;
      const place = keys.parent[row]!;
      const name = keys.parentName[row]!;
      if (name === -1) {
        const found = byPlace.get(place);
        if (accept(position, found)) link(position, found, 'pid-time');
        return;
      }
      const named = byName.get(placeAndName(places, place, name));
      if (accept(position, named)) {
        link(position, named, 'pid-time-name');
        return;
      }
      if (keys.exactNames) return;
      const base = placeAndName(places, place, keys.parentBase[row]!);
      const alike = keys.parentBare[row] ? byBase.get(base) : bareByBase.get(base);
      if (accept(position, alike)) link(position, alike, 'pid-time-name');
    },
  };
}
