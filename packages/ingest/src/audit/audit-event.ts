import type { RawCell } from '../model/batch.js';
import { type AuditValue, auditFields, auditText } from './audit-fields.js';
import type { AuditLine } from './audit-line.js';
import { createCommandLine } from './command-line.js';

const NUMBERS: ReadonlySet<string> = new Set(['pid', 'ppid', 'auid', 'uid', 'gid', 'euid', 'egid', 'ses']);
const TEXTS: ReadonlySet<string> = new Set(
  'addr exit hostname id key op res success syscall terminal tty unit'.split(' '),
);
/** Fields of untrusted content (auditd's `record-format`), hexadecimal where it needs to be. */
const UNTRUSTED: ReadonlySet<string> = new Set(['acct', 'cmd', 'comm', 'cwd', 'exe', 'proctitle']);
/** The account names that auditd adds in its enriched format, and the columns they go to. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['UID', 'acct'],
  ['AUID', 'audit_user'],
]);
const ABSENT: ReadonlySet<string> = new Set(['?', '(null)', '(none)']);
const UNSET = 4_294_967_295;

export type AuditCells = ReadonlyMap<string, RawCell>;

function numberCell(text: string): number | undefined {
  if (!/^-?\d{1,15}$/.test(text)) return undefined;
  return Number(text) === UNSET ? -1 : Number(text);
}

function cellOf(key: string, value: AuditValue): RawCell | undefined {
  if (NUMBERS.has(key)) return numberCell(value.text);
  if (UNTRUSTED.has(key)) return ABSENT.has(value.text) ? undefined : auditText(value);
  return TEXTS.has(key) && !ABSENT.has(value.text) ? value.text : undefined;
}

/**
 * What the records of one event say together, by column of AuditLog_CL: EventType, and the fields, the first that names a thing
 * being believed. A process start (SYSCALL with EXECVE) has its whole command line in `cmdline`. Unset ids are -1.
 */
export function auditEvent(records: readonly AuditLine[]): AuditCells {
  const cells = new Map<string, RawCell>();
  const names = new Map<string, string>();
  const paths: string[] = [];
  const command = createCommandLine();
  const types = new Set(records.map(({ type }) => type));
  const isStart = types.has('SYSCALL') && types.has('EXECVE');
  cells.set('EventType', isStart ? 'SYSCALL_EXECVE' : records[0]!.type);
  for (const { type, body } of records) {
    for (const [key, value] of auditFields(body)) {
      if (type === 'EXECVE') {
        if (key === 'argc') cells.set('argc', numberCell(value.text) ?? null);
        else command.add(key, value);
      } else if (type === 'PATH') {
        if (key === 'name' && !ABSENT.has(value.text)) paths.push(auditText(value));
      } else if (NAMES.has(key)) names.set(NAMES.get(key)!, value.text);
      else if (!cells.has(key)) {
        const cell = cellOf(key, value);
        if (cell !== undefined) cells.set(key, cell);
      }
    }
  }
  for (const [column, name] of names) if (!cells.has(column) && name !== 'unset') cells.set(column, name);
  if (isStart && !cells.has('acct') && cells.get('uid') === 0) cells.set('acct', 'root');
  if (types.has('EXECVE')) {
    const args = command.args();
    cells.set('cmdline', args.join(' '));
    for (let index = 0; index < 3 && index < args.length; index += 1) cells.set(`a${index}`, args[index]!);
  }
  if (paths.length > 0) cells.set('paths', JSON.stringify(paths));
  return cells;
}
