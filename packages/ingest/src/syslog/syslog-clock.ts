import { type LocalToUtc, localToUtc } from '../clock/time-zone.js';
import type { Content } from '../model/content.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import { noteAssumption } from '../report.js';
import { splitLines } from '../text/lines.js';
import { parseStamp, type Stamp } from './stamp.js';
import { surveyYears, type YearGuess } from './year-guess.js';

/** Bytes at the start of a line that hold its time. */
const STAMP_BYTES = 64;
/** Archives write times before this when they know none. */
const EARLIEST_CHANGE = Date.UTC(1990);
const UTC =
  'Times without a zone were read as UTC; if they are local time, give the time zone of the host to have them shifted.';

/** The time at the start of a line, behind the priority when there is one. */
function stampOf(bytes: Buffer): Stamp | undefined {
  const text = bytes.toString('latin1', 0, STAMP_BYTES);
  const close = text[0] === '<' ? text.indexOf('>') : -1;
  return parseStamp(text.slice(close + 1))?.stamp;
}

async function guessYears(
  content: Content,
  report: SourceReport,
  signal?: AbortSignal,
): Promise<YearGuess | undefined> {
  const { modified } = content;
  const known = modified !== undefined && modified >= EARLIEST_CHANGE;
  const change = known ? modified : Date.now();
  const survey = surveyYears(change * 1000);
  for await (const lines of splitLines(content.open(signal))) {
    for (const line of lines) {
      const stamp = 'bytes' in line ? stampOf(line.bytes) : undefined;
      if (stamp?.kind === 'yearless') survey.add(stamp);
    }
  }
  const years = survey.guess();
  if (years !== undefined) {
    const span = years.first === years.last ? `${years.first}` : `${years.first} to ${years.last}`;
    const day = new Date(change).toISOString().slice(0, 10);
    const from = known ? `from when the file was last changed, ${day}` : `from today, ${day}`;
    noteAssumption(report, `Times have no year: ${span} was taken, counting back ${from}.`);
  }
  return years;
}

/** Microseconds since 1970 UTC of a line's time; undefined for a day that its year does not have. Call it in the order of the file. */
export type SyslogClock = (stamp: Stamp) => number | undefined;

/** Throws IngestError for an unknown time zone. */
export async function createSyslogClock(
  content: Content,
  report: SourceReport,
  options: IngestOptions,
  signal?: AbortSignal,
): Promise<SyslogClock> {
  const zone: LocalToUtc | undefined = options.timeZone === undefined ? undefined : localToUtc(options.timeZone);
  const years = await guessYears(content, report, signal);
  return (stamp) => {
    if (stamp.kind === 'utc') return stamp.time;
    const local = stamp.kind === 'local' ? stamp.time : years?.timeOf(stamp);
    if (local === undefined) return undefined;
    noteAssumption(report, zone === undefined ? UTC : 'Local times were read in the time zone given.');
    return zone === undefined ? local : zone(local);
  };
}
