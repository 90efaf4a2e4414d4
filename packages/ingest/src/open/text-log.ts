import { parseAuditLine } from '../audit/audit-line.js';
import { isSyslogSeparator, parseSyslogLine, type SyslogLine } from '../syslog/syslog-line.js';

/** Logs that are lines of text. */
export type TextLog = 'audit-log' | 'syslog';

const SAMPLE_LINES = 50;
const SAMPLE_CHARACTERS = 4096;
const LEVEL = /^\[?(?:trace|debug|info|notice|warn|warning|error|err|fatal|critical|verbose)\]?$/i;

/** Any program may begin its lines with an ISO time: syslog names a host, no level, and a program behind it. */
function looksLikeSyslog({ stamp, priority, host, process }: SyslogLine): boolean {
  if (priority !== undefined || stamp.kind === 'yearless') return true;
  return host !== '' && !LEVEL.test(host) && process !== '';
}

function isSyslog(sample: readonly string[]): boolean {
  const lines = sample.map(parseSyslogLine).filter((line) => line !== undefined && looksLikeSyslog(line));
  const telling = lines.some((line) => line?.priority !== undefined || line?.processId !== undefined);
  const traditional = lines.some((line) => line?.stamp.kind === 'yearless');
  return lines.length > sample.length / 2 && (telling || traditional);
}

/** The text log that most of the first lines are of; undefined when they are of none. */
export function textLog(head: string, whole: boolean): TextLog | undefined {
  const lines = head.split('\n', SAMPLE_LINES + 1);
  if (!whole && lines.length <= SAMPLE_LINES && lines.length > 1) lines.pop();
  const sample = lines
    .slice(0, SAMPLE_LINES)
    .map((line) => line.slice(0, SAMPLE_CHARACTERS).replaceAll('\0', '').trim())
    .filter((line) => !isSyslogSeparator(line));
  const audit = sample.filter((line) => parseAuditLine(line) !== undefined).length;
  if (audit > 0 && audit >= sample.length / 3) return 'audit-log';
  return isSyslog(sample) ? 'syslog' : undefined;
}
