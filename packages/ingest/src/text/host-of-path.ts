import type { IngestOptions, SourceReport } from '../model/source.js';
import { noteAssumption } from '../report.js';
import { logName } from './log-name.js';

/** Names of folders that collections put a host's files in, which are no host's name. */
const NO_HOST: ReadonlySet<string> = new Set(
  '. .. root rootfs fs uploads files logs log data case evidence collection export tmp home mnt media auto file'.split(
    ' ',
  ),
);
const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?$/;

/**
 * A name for the host whose log does not tell it: the folder that its `/var/log` was copied to (`web01/var/log/audit/audit.log`),
 * else the name of the file.
 */
function hostOfPath(path: string): { readonly host: string; readonly from: 'folder' | 'file' } {
  const parts = path.split(/[/\\!]/);
  for (let index = parts.length - 2; index > 1; index -= 1) {
    const folder = parts[index - 2]!;
    if (parts[index] === 'log' && parts[index - 1] === 'var' && HOST.test(folder) && !NO_HOST.has(folder.toLowerCase()))
      return { host: folder, from: 'folder' };
  }
  return { host: logName(path), from: 'file' };
}

/** The host of a log that does not name it: as told, or made of its path, which the report then says. */
export function unnamedHost(path: string, options: IngestOptions, report: SourceReport): string {
  if (options.host !== undefined) return options.host;
  const { host, from } = hostOfPath(path);
  noteAssumption(report, `The log does not name its host: Computer is ${host}, after the ${from}.`);
  return host;
}
