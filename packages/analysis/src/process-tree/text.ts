import { formatMicros } from '../model/time.js';
import type { ProcessTree } from './model.js';
import { descendantsOf, rootsOf } from './navigate.js';
import { formatPid } from './pid.js';

export interface TreeTextOptions {
  /** Entry whose subtree to print; everything by default. */
  readonly root?: number;
  /** Width to cut lines into; 80 by default. */
  readonly width?: number;
  readonly pidFormat?: 'hex' | 'dec';
  /** At most this many processes; all by default. */
  readonly limit?: number;
}

/** The tree as text: each process with its id, start, command line and account, indented by three spaces a level. */
export function treeText(tree: ProcessTree, options: TreeTextOptions = {}): string {
  const { width = 80, pidFormat = 'hex', limit = Number.POSITIVE_INFINITY } = options;
  const entries =
    options.root === undefined
      ? rootsOf(tree).flatMap((root) => descendantsOf(tree, root))
      : descendantsOf(tree, options.root);
  const top = options.root === undefined ? 0 : tree.depth[options.root]!;
  const lines: string[] = [];
  for (const entry of entries.slice(0, Math.min(entries.length, limit))) {
    const level = tree.depth[entry]! - top;
    const margin = '   '.repeat(level);
    const bullet = level === 0 ? '+ ' : `${margin}+-- `;
    const indent = ' '.repeat(bullet.length);
    const time = tree.time[entry]!;
    const account = [tree.user[entry], tree.userId[entry]].filter((part) => part !== '').join(' ');
    const facts = [
      `Process: ${tree.name[entry]} PID: ${formatPid(tree.pid[entry]!, pidFormat)}${tree.IsInferred[entry] ? ' (inferred)' : ''}`,
      `Time: ${Number.isNaN(time) ? 'unknown' : formatMicros(time)}`,
      tree.commandLine[entry] === '' ? '' : `Cmdline: ${tree.commandLine[entry]}`,
      account === '' ? '' : `Account: ${account}`,
      tree.logonId[entry] === '' ? '' : `LoginSess: ${tree.logonId[entry]}`,
    ].filter((fact) => fact !== '');
    facts.forEach((fact, i) => {
      const room = Math.max(20, width - indent.length);
      wrap(fact.replace(/[\r\n\t]/g, ' '), room).forEach((line, j) => {
        lines.push(`${i === 0 && j === 0 ? bullet : indent}${line}`);
      });
    });
  }
  return lines.join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > width / 2 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(space > width / 2 ? end + 1 : end);
  }
  lines.push(rest);
  return lines;
}
