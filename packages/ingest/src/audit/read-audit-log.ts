import { countBytes } from '../json/records.js';
import type { RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import { noteAssumption, noteDamage } from '../report.js';
import { findTableSchema } from '../schemas/index.js';
import { BATCH_CHARACTERS, BATCH_ROWS, createBatchBuilder } from '../tables/batch-builder.js';
import { withoutCrashGap } from '../text/crash-gap.js';
import { unnamedHost } from '../text/host-of-path.js';
import { splitLines } from '../text/lines.js';
import { auditEvent } from './audit-event.js';
import { parseAuditLine } from './audit-line.js';
import { createEventGroups, type EventGroup, GROUP_LIMITS, type GroupLimits } from './event-groups.js';

const columns = findTableSchema('AuditLog_CL')!.columns;
const at = new Map(columns.map((column, index) => [column.name, index]));
const ALWAYS: ReadonlySet<string> = new Set('TimeGenerated EventType RecordType Computer mssg_id RawData'.split(' '));
/** Longest record kept, in bytes; the kernel's are below 9 kB. */
const MAX_LINE_BYTES = 1024 * 1024;

/** Rows of AuditLog_CL: one a record; the first of each event also bears what the event's records say together. */
function createAuditRows(computerOf: (node: string) => string) {
  const builder = createBatchBuilder('AuditLog_CL', columns, (column) => ALWAYS.has(column.name));
  let characters = 0;
  return {
    *add({ records, late }: EventGroup): Generator<RecordBatch> {
      const event = late ? [] : auditEvent(records.map(({ line }) => line));
      for (const [index, { number, line, raw }] of records.entries()) {
        builder.set(at.get('TimeGenerated')!, line.time);
        builder.set(at.get('Computer')!, computerOf(line.node));
        builder.set(at.get('mssg_id')!, line.id);
        builder.set(at.get('RecordType')!, line.type);
        builder.set(at.get('RawData')!, raw);
        characters += raw.length;
        if (index === 0) for (const [name, cell] of event) if (at.has(name)) builder.set(at.get(name)!, cell);
        builder.endRow(number);
        if (builder.rows < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
        characters = 0;
        yield builder.take()!;
      }
    },
    rest: () => builder.take(),
  };
}

/** Lines that ausearch puts between events. */
function isSeparator(text: string): boolean {
  return text === '' || text === '----' || text.startsWith('time->');
}

/** Reads what auditd writes, `/var/log/audit/audit.log`, raw or enriched. */
export async function* readAuditLog(
  path: string,
  content: Content,
  report: SourceReport,
  options: IngestOptions,
  signal?: AbortSignal,
  limits: GroupLimits = GROUP_LIMITS,
): AsyncGenerator<RecordBatch> {
  const groups = createEventGroups(limits);
  let late = 0;
  const rows = createAuditRows((node) => {
    return node === '' ? unnamedHost(path, options, report) : node;
  });

  function* drain(all: boolean): Generator<RecordBatch> {
    for (const group of groups.take(all)) {
      if (group.late) late += group.records.length;
      yield* rows.add(group);
    }
  }

  for await (const lines of splitLines(countBytes(content.open(signal), report), { maxBytes: MAX_LINE_BYTES })) {
    for (const line of lines) {
      const raw = 'bytes' in line ? withoutCrashGap(line.bytes, report).toString('utf8').trim() : undefined;
      if (raw !== undefined && isSeparator(raw)) continue;
      report.records += 1;
      const parsed = raw === undefined ? undefined : parseAuditLine(raw);
      if (raw === undefined) noteDamage(report, line.number, `longer than ${MAX_LINE_BYTES} bytes`);
      else if (parsed === undefined) noteDamage(report, line.number, 'not an audit record');
      else groups.add({ number: line.number, line: parsed, raw });
      yield* drain(false);
    }
  }
  yield* drain(true);
  const last = rows.rest();
  if (last !== undefined) yield last;
  if (late > 0)
    noteAssumption(report, `Records that came too far behind their event were kept as rows of their own: ${late}.`);
}
