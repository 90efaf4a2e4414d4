import { parseAuditLine } from '../audit/audit-line.js';

/** Logs that are lines of text. */
export type TextLog = 'audit-log';

const SAMPLE_LINES = 50;
const SAMPLE_CHARACTERS = 4096;

/** The text log that most of the first lines are of; undefined when they are of none. */
export function textLog(head: string, whole: boolean): TextLog | undefined {
  const lines = head.split('\n', SAMPLE_LINES + 1);
  if (!whole && lines.length <= SAMPLE_LINES && lines.length > 1) lines.pop();
  const sample = lines
    .slice(0, SAMPLE_LINES)
    .map((line) => line.slice(0, SAMPLE_CHARACTERS).trim())
    .filter((line) => line !== '');
  const audit = sample.filter((line) => parseAuditLine(line) !== undefined).length;
  return audit > 0 && audit >= sample.length / 3 ? 'audit-log' : undefined;
}
