import { countBytes } from '../json/records.js';
import type { RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import { noteAssumption, noteDamage } from '../report.js';
import { withoutCrashGap } from '../text/crash-gap.js';
import { splitLines } from '../text/lines.js';
import { withProcessStarts } from './process-starts.js';
import { createRepeatBudget, parseRepeat } from './repeats.js';
import { createSyslogClock } from './syslog-clock.js';
import { isSyslogSeparator, parseSyslogLine } from './syslog-line.js';
import { createSyslogRows, type SyslogEntry } from './syslog-rows.js';

/** Longest line kept, in bytes. */
const MAX_LINE_BYTES = 1024 * 1024;

/** Reads lines of syslog: files of /var/log, what a collector wrote as it came, and `journalctl` with short times. */
export async function* readSyslog(
  path: string,
  content: Content,
  report: SourceReport,
  options: IngestOptions,
  signal?: AbortSignal,
): AsyncGenerator<RecordBatch> {
  const clock = await createSyslogClock(content, report, options, signal);
  const rows = createSyslogRows(path, report, options);
  const budget = createRepeatBudget();
  let before: SyslogEntry | undefined;
  let writtenOut = 0;
  let leftShort = 0;

  function entryOf(text: string): SyslogEntry | string {
    const line = parseSyslogLine(text);
    if (line === undefined) return 'not a line of syslog';
    const time = clock(line.stamp);
    if (time === undefined) return 'no such day in its year';
    const { host, process, processId, message, priority } = line;
    return { time, host, process, processId, message, facility: priority?.facility, severity: priority?.severity };
  }

  function* add(entry: SyslogEntry, number: number): Generator<RecordBatch> {
    const repeat = parseRepeat(entry.message);
    const again = repeat?.message === undefined ? before : { ...entry, message: repeat.message };
    const repeated = repeat === undefined || again === undefined || again.host !== entry.host ? undefined : again;
    let times = 1;
    if (repeat !== undefined && repeated !== undefined && budget.allows(repeat.times)) {
      times = repeat.times;
      writtenOut += 1;
      before = { ...repeated, time: entry.time };
    } else {
      if (repeat !== undefined) leftShort += 1;
      before = entry;
    }
    for (let time = 0; time < times; time += 1) {
      const batch = rows.add(before, number);
      if (batch !== undefined) yield* withProcessStarts(batch, report);
    }
  }

  for await (const lines of splitLines(countBytes(content.open(signal), report), { maxBytes: MAX_LINE_BYTES })) {
    for (const line of lines) {
      const text = 'bytes' in line ? withoutCrashGap(line.bytes, report).toString('utf8') : undefined;
      if (text !== undefined && isSyslogSeparator(text)) continue;
      report.records += 1;
      const entry = text === undefined ? `longer than ${MAX_LINE_BYTES} bytes` : entryOf(text);
      if (typeof entry === 'string') noteDamage(report, line.number, entry);
      else yield* add(entry, line.number);
    }
  }
  const last = rows.rest();
  if (last !== undefined) yield* withProcessStarts(last, report);
  if (writtenOut > 0)
    noteAssumption(report, `Lines that say "message repeated N times" were written out as N messages: ${writtenOut}.`);
  if (leftShort > 0)
    noteAssumption(
      report,
      `Lines that repeat what is not known, or too often, were kept as one message: ${leftShort}.`,
    );
}
