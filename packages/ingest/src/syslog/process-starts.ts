import { auditEvent } from '../audit/audit-event.js';
import { auditFields } from '../audit/audit-fields.js';
import { parseIsoTime } from '../clock/parse-time.js';
import type { RawCell, RecordBatch } from '../model/batch.js';
import type { SourceReport } from '../model/source.js';
import { noteAssumption } from '../report.js';
import { findTableSchema } from '../schemas/index.js';
import { createBatchBuilder } from '../tables/batch-builder.js';
import { eventDataPairs } from '../windows/parse-event-data.js';

const columns = findTableSchema('AuditLog_CL')!.columns;
const at = new Map(columns.map((column, index) => [column.name, index]));
const AUOMS = /^type=(AUOMS_EXECVE) audit\((\d{1,11})\.(\d{1,6}):(\d{1,20})\): /;
const COMMAND = ' cmdline="';
const COMMAND_END = '" redactors=';
const SYSMON = '<Event><System><Provider Name="Linux-Sysmon"';
const PROCESS_CREATE = '<EventID>1</EventID>';
const UNSET = 4_294_967_295;
const NOTE = 'Process starts that auoms and Sysmon for Linux wrote into messages are rows of AuditLog_CL, too.';

type Cells = Map<string, RawCell>;

/** A process start as the auoms agent writes it, all in one line; the command line stands unescaped in quotes near its end. */
function auomsStart(message: string): Cells | undefined {
  const header = AUOMS.exec(message);
  const command = header === null ? -1 : message.indexOf(COMMAND);
  if (header === null || command < 0) return undefined;
  const [whole, type, seconds, fraction, serial] = header as unknown as [string, string, string, string, string];
  const id = `${seconds}.${fraction}:${serial}`;
  const time = Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0'));
  const body = message.slice(whole.length, command);
  const cells: Cells = new Map(auditEvent([{ node: '', type, id, time, body }]));
  for (const [key, { text }] of auditFields(body)) {
    if (key === 'user') cells.set('acct', text);
    else if (key === 'audit_user' && text !== 'unset') cells.set('audit_user', text);
    else if (key === 'argc' && /^\d{1,9}$/.test(text)) cells.set('argc', Number(text));
  }
  const from = command + COMMAND.length;
  const marked = message.lastIndexOf(COMMAND_END);
  const end = marked >= from ? marked : message.endsWith('"') ? message.length - 1 : message.length;
  cells.set('cmdline', message.slice(from, Math.max(from, end)));
  cells.set('EventType', 'SYSCALL_EXECVE');
  cells.set('RecordType', type);
  cells.set('TimeGenerated', time);
  cells.set('mssg_id', id);
  return cells;
}

/** Columns of AuditLog_CL for the fields of Sysmon's event 1. */
const SYSMON_TEXTS: ReadonlyMap<string, string> = new Map([
  ['Image', 'exe'],
  ['CommandLine', 'cmdline'],
  ['CurrentDirectory', 'cwd'],
  ['User', 'acct'],
]);
/** On Linux, LogonId is the id of the user. */
const SYSMON_NUMBERS: ReadonlyMap<string, string> = new Map([
  ['ProcessId', 'pid'],
  ['ParentProcessId', 'ppid'],
  ['LogonId', 'uid'],
  ['TerminalSessionId', 'ses'],
]);

function sysmonStart(message: string): Cells | undefined {
  if (!message.startsWith(SYSMON) || !message.slice(0, 512).includes(PROCESS_CREATE)) return undefined;
  const cells: Cells = new Map([
    ['EventType', 'SYSMON_PROCESS_CREATE'],
    ['RecordType', 'SYSMON_1'],
  ]);
  for (const [name, value] of eventDataPairs(message)) {
    const textColumn = SYSMON_TEXTS.get(name);
    const numberColumn = SYSMON_NUMBERS.get(name);
    if (name === 'UtcTime') cells.set('TimeGenerated', parseIsoTime(value) ?? null);
    else if (textColumn !== undefined && value !== '-') cells.set(textColumn, value);
    else if (numberColumn !== undefined && /^\d{1,15}$/.test(value))
      cells.set(numberColumn, Number(value) === UNSET ? -1 : Number(value));
  }
  return cells;
}

/**
 * The process starts that messages of a batch of Syslog hold, as rows of AuditLog_CL: of auoms with the EventType of auditd's own,
 * of Sysmon for Linux with `SYSMON_PROCESS_CREATE`, since both may watch the same host. Undefined when there are none.
 */
export function processStarts(batch: RecordBatch, report: SourceReport): RecordBatch | undefined {
  if (batch.table !== 'Syslog') return undefined;
  const valuesOf = (name: string) => batch.values[batch.columns.findIndex((column) => column.name === name)];
  const messages = valuesOf('SyslogMessage') ?? [];
  const builder = createBatchBuilder('AuditLog_CL', columns, (column) => column.name === 'TimeGenerated');
  for (let row = 0; row < messages.length; row += 1) {
    const message = messages[row];
    if (typeof message !== 'string') continue;
    const cells = auomsStart(message) ?? sysmonStart(message);
    if (cells === undefined) continue;
    for (const [name, cell] of cells) if (at.has(name)) builder.set(at.get(name)!, cell);
    if (cells.get('TimeGenerated') == null)
      builder.set(at.get('TimeGenerated')!, valuesOf('TimeGenerated')?.[row] ?? null);
    builder.set(at.get('Computer')!, valuesOf('Computer')?.[row] ?? '');
    builder.endRow(batch.records[row]!);
  }
  if (builder.rows > 0) noteAssumption(report, NOTE);
  return builder.take();
}

/** A batch, and behind it the process starts that it holds. */
export function* withProcessStarts(batch: RecordBatch, report: SourceReport): Generator<RecordBatch> {
  yield batch;
  const starts = processStarts(batch, report);
  if (starts !== undefined) yield starts;
}
