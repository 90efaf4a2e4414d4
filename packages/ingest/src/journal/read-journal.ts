import { type JsonLayout, readJsonRecords } from '../json/records.js';
import type { RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import { noteDamage } from '../report.js';
import { withProcessStarts } from '../syslog/process-starts.js';
import { createSyslogRows } from '../syslog/syslog-rows.js';
import { isJournalEntry, journalEntry } from './journal-entry.js';

/** Reads what `journalctl -o json` (or `json-pretty`) writes into Syslog. */
export async function* readJournal(
  path: string,
  content: Content,
  layout: JsonLayout,
  report: SourceReport,
  options: IngestOptions,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const rows = createSyslogRows(path, report, options);
  for await (const records of readJsonRecords(content, layout, report, signal)) {
    for (const { number, value } of records) {
      const entry = isJournalEntry(value) ? journalEntry(value) : 'not an entry of a journal';
      const batch = typeof entry === 'string' ? undefined : rows.add(entry, number);
      if (typeof entry === 'string') noteDamage(report, number, entry);
      if (batch !== undefined) yield* withProcessStarts(batch, report);
    }
  }
  const last = rows.rest();
  if (last !== undefined) yield* withProcessStarts(last, report);
}
