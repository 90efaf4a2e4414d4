import { isIP } from 'node:net';
import type { RecordBatch } from '../model/batch.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import { noteAssumption } from '../report.js';
import { findTableSchema } from '../schemas/index.js';
import { BATCH_CHARACTERS, BATCH_ROWS, createBatchBuilder } from '../tables/batch-builder.js';
import { unnamedHost } from '../text/host-of-path.js';
import { logName } from '../text/log-name.js';
import { derivedFacility, derivedSeverity } from './priority.js';

const columns = findTableSchema('Syslog')!.columns;
const at = Object.fromEntries(columns.map((column, index) => [column.name, index])) as Readonly<Record<string, number>>;
const ALWAYS: ReadonlySet<string> = new Set(
  'TimeGenerated EventTime Computer HostName HostIP Facility SeverityLevel ProcessName ProcessID SyslogMessage'.split(
    ' ',
  ),
);

const DERIVED =
  'The log does not bear facility and severity: they were derived from the name of the file, the program and the message.';

export interface SyslogEntry {
  /** Microseconds since 1970 UTC. */
  readonly time: number;
  /** '' when the log does not name it. */
  readonly host: string;
  readonly process: string;
  readonly processId: number | undefined;
  readonly message: string;
  readonly facility: string | undefined;
  readonly severity: string | undefined;
}

export interface SyslogRows {
  /** Hands on the batch that it fills. */
  add(entry: SyslogEntry, record: number): RecordBatch | undefined;
  rest(): RecordBatch | undefined;
}

/** Rows of Syslog. */
export function createSyslogRows(path: string, report: SourceReport, options: IngestOptions): SyslogRows {
  const builder = createBatchBuilder('Syslog', columns, (column) => ALWAYS.has(column.name));
  const file = logName(path);
  let characters = 0;
  let known = { host: '', isAddress: false };

  function hostName(host: string): string {
    return host === '' ? unnamedHost(path, options, report) : host;
  }

  return {
    add({ time, host, process, processId, message, facility, severity }, record) {
      const computer = hostName(host);
      if (facility === undefined || severity === undefined) noteAssumption(report, DERIVED);
      builder.set(at.TimeGenerated!, time);
      builder.set(at.EventTime!, Math.floor(time / 1e6) * 1e6);
      builder.set(at.Computer!, computer);
      builder.set(at.HostName!, computer);
      if (known.host !== computer) known = { host: computer, isAddress: isIP(computer) !== 0 };
      if (known.isAddress) builder.set(at.HostIP!, computer);
      builder.set(at.Facility!, facility ?? derivedFacility(file, process, message));
      builder.set(at.SeverityLevel!, severity ?? derivedSeverity(process, message));
      builder.set(at.ProcessName!, process);
      if (processId !== undefined) builder.set(at.ProcessID!, processId);
      builder.set(at.SyslogMessage!, message);
      builder.endRow(record);
      characters += message.length;
      if (builder.rows < BATCH_ROWS && characters < BATCH_CHARACTERS) return undefined;
      characters = 0;
      return builder.take();
    },
    rest: () => builder.take(),
  };
}
