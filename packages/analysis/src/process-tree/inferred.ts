import type { Links } from './links.js';
import { bareGuid } from './links.js';
import type { LinkConfidence, ProcessTreeColumns } from './model.js';
import { isUnknown, type Keys, type Nodes } from './nodes.js';
import { parsePid } from './pid.js';

/**
 * Adds the parents that processes name but no record shows, one for each host, process id, name and, where they are
 * given, GUID or start time; likewise the grandparents that Defender names.
 */
export function withInferredParents(
  columns: ProcessTreeColumns,
  keys: Keys,
  rows: readonly number[],
  links: Links,
  duplicates: number,
  unknownTime: number,
): Nodes {
  const nodes: Nodes = {
    source: [...rows],
    time: rows.map((row) => columns.time[row]!),
    pid: rows.map((row) => keys.pid[row]!),
    host: rows.map((row) => keys.host[row]!),
    name: rows.map((row) => columns.name[row] ?? ''),
    parent: Array.from(links.parent),
    confidence: links.confidence,
    hostNames: keys.hostNames,
    duplicates,
  };
  const known = new Map<string, number>();

  const infer = (key: string, row: number, pid: number, name: string, time: number): number => {
    let node = known.get(key);
    if (node === undefined) {
      node = nodes.source.length;
      known.set(key, node);
      nodes.source.push(-1);
      nodes.time.push(Number.isNaN(time) ? unknownTime : time);
      nodes.pid.push(pid);
      nodes.host.push(keys.host[row]!);
      nodes.name.push(isUnknown(name) ? 'unknown' : name);
      nodes.parent.push(-1);
      nodes.confidence.push('none');
    }
    return node;
  };
  const link = (child: number, parent: number, by: LinkConfidence): void => {
    nodes.parent[child] = parent;
    nodes.confidence[child] = by;
  };

  let recorded: Map<string, number> | undefined;
  rows.forEach((row, node) => {
    if (nodes.parent[node] !== -1) return;
    const pid = keys.parentPid[row]!;
    const name = columns.parentName?.[row] ?? '';
    if (Number.isNaN(pid) && isUnknown(name)) return;
    const guid = bareGuid(columns.parentGuid?.[row]);
    const time = columns.parentCreationTime?.[row] ?? Number.NaN;
    const named = isUnknown(name) ? '' : String(keys.parentName[row]);
    const told = guid !== '' ? guid : keyOf(hostOf(keys, row), pid, time, named);
    const before = nodes.source.length;
    const parent = infer(told, row, pid, name, time);
    link(node, parent, 'inferred');
    if (parent < before || !columns.grandparentPid) return;

    const grandPid = parsePid(columns.grandparentPid[row]);
    const grandTime = columns.grandparentCreationTime?.[row] ?? Number.NaN;
    const grandName = columns.grandparentName?.[row] ?? '';
    if (Number.isNaN(grandPid) || Number.isNaN(grandTime)) return;
    recorded ??= byCreation(columns, keys, rows);
    const host = keys.host[row]!;
    const grandKey = `${keys.placeOf(grandPid, host)}|${Math.round(grandTime / 10)}`;
    const found = recorded.get(grandKey);
    if (found !== undefined && found !== node) link(parent, found, 'creation-time');
    else {
      const grand = infer(keyOf(hostOf(keys, row), grandPid, grandTime, ''), row, grandPid, grandName, grandTime);
      if (grand !== parent) link(parent, grand, 'inferred');
    }
  });
  return nodes;
}

/** A start time and an id tell a process; without the time its name must help. */
function keyOf(host: number, pid: number, time: number, name: string): string {
  return Number.isNaN(time) ? `${host}|${pid}||${name}` : `${host}|${pid}|${Math.round(time / 10)}|`;
}

const hostOf = (keys: Keys, row: number): number => (keys.exactNames ? 0 : keys.host[row]!);

function byCreation(columns: ProcessTreeColumns, keys: Keys, rows: readonly number[]): Map<string, number> {
  const found = new Map<string, number>();
  rows.forEach((row, node) => {
    const key = `${keys.self[row]}|${Math.round(columns.time[row]! / 10)}`;
    if (!found.has(key)) found.set(key, node);
  });
  return found;
}
