import { formatMicros } from '../model/time.js';
import type { ProcessTree } from './model.js';
import { formatPid } from './pid.js';

/** `name|process id|start`, the name in lower case, the start in UTC to the microsecond: a name for a process. */
export function processKey(tree: ProcessTree, entry: number): string {
  const time = tree.time[entry]!;
  const start = Number.isNaN(time) ? 'unknown' : formatMicros(time);
  return `${tree.name[entry]!.toLowerCase()}|${formatPid(tree.pid[entry]!)}|${start}`;
}
