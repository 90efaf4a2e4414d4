import { readAuditLog } from '../audit/read-audit-log.js';
import { readCloudTrail } from '../cloudtrail/read-cloudtrail.js';
import { csvRows } from '../csv/csv-rows.js';
import { readEvtx } from '../evtx/read-evtx.js';
import { readJournal } from '../journal/read-journal.js';
import type { ParquetLoad, RecordBatch } from '../model/batch.js';
import type { Content } from '../model/content.js';
import type { IngestOptions, SourceReport } from '../model/source.js';
import { createReport } from '../report.js';
import { readSyslog } from '../syslog/read-syslog.js';
import { readDelimitedTable, readJsonTable } from '../tables/read-table.js';
import { chooseTable, type TableChoice } from '../tables/table-name.js';
import { readWindowsJson } from '../windows/read-windows-json.js';
import type { Format } from './detect.js';

/** Reads one source from the start into its report. */
export type Read = (report: SourceReport, signal?: AbortSignal) => AsyncIterable<RecordBatch | ParquetLoad>;

/** How a recognised file is read, under the name the report gives its format; or why it is not. */
export type Reader = { readonly name: string; readonly read: Read } | { readonly reason: string };

const NO_TABLE = 'the table is not clear from the name or the columns: name it with --table';

const ONE_DOCUMENT = 'a single JSON document, not a log: name a table with --table to load it as a row';

export interface Recognised {
  readonly path: string;
  readonly content: Content;
  readonly head: Buffer;
  /** Whether the head is the whole file. */
  readonly whole: boolean;
  readonly format: Exclude<Format, { kind: 'archive' | 'none' }>;
}

export async function readerFor(file: Recognised, options: IngestOptions): Promise<Reader> {
  const { content, format } = file;
  switch (format.kind) {
    case 'evtx':
      return { name: 'evtx', read: (report, signal) => readEvtx(content, report, signal) };
    case 'windows-json':
      return {
        name: format.shape === 'nxlog' ? 'nxlog-json' : 'winlogbeat-json',
        read: (report, signal) => readWindowsJson(content, format.layout, format.shape, report, options, signal),
      };
    case 'table-json': {
      const choice = jsonTable(file.path, format.sample, options);
      if (choice === undefined) return { reason: NO_TABLE };
      if (choice.assumption !== undefined && format.sample.length === 1 && file.whole) return { reason: ONE_DOCUMENT };
      const name = choice.assumption === undefined ? 'sentinel-export' : 'json';
      return { name, read: (report, signal) => readJsonTable(content, format.layout, choice, report, options, signal) };
    }
    case 'delimited': {
      const choice = chooseTable({
        option: options.table,
        path: file.path,
        ...(await firstRows(file.head, format.delimiter)),
      });
      if (choice === undefined) return { reason: NO_TABLE };
      const name = format.delimiter === '\t' ? 'tsv' : 'csv';
      return {
        name,
        read: (report, signal) => readDelimitedTable(content, format.delimiter, choice, report, options, signal),
      };
    }
    case 'audit-log':
      return { name: 'auditd', read: (report, signal) => readAuditLog(file.path, content, report, options, signal) };
    case 'syslog':
      return { name: 'syslog', read: (report, signal) => readSyslog(file.path, content, report, options, signal) };
    case 'journal-json':
      return {
        name: 'journal-json',
        read: (report, signal) => readJournal(file.path, content, format.layout, report, options, signal),
      };
    case 'cloudtrail':
      return { name: 'cloudtrail', read: (report, signal) => readCloudTrail(content, format.layout, report, signal) };
    case 'parquet':
      return parquetReader(file, options);
  }
}

function jsonTable(
  path: string,
  sample: Extract<Format, { kind: 'table-json' }>['sample'],
  options: IngestOptions,
): TableChoice | undefined {
  const columns = new Set(sample.flatMap((value) => Object.keys(value)));
  return chooseTable({ option: options.table, path, type: sample[0]?.Type, columns: [...columns] });
}

async function firstRows(head: Buffer, delimiter: string): Promise<{ columns: string[]; type: string | undefined }> {
  async function* once(): AsyncGenerator<string> {
    yield new TextDecoder('utf-8').decode(head);
  }
  for await (const rows of csvRows(once(), delimiter, createReport('head'))) {
    const columns = rows[0]?.cells.map((cell) => cell.trim()) ?? [];
    return { columns, type: rows[1]?.cells[columns.indexOf('Type')] };
  }
  return { columns: [], type: undefined };
}

function parquetReader({ path, content }: Recognised, options: IngestOptions): Reader {
  const parquet = content.file;
  if (parquet === undefined) return { reason: 'parquet inside an archive: unpack it first' };
  const choice = chooseTable({ option: options.table, path, columns: [] });
  if (choice === undefined) return { reason: NO_TABLE };
  return {
    name: 'parquet',
    async *read(report) {
      if (choice.assumption !== undefined) report.assumptions.push(choice.assumption);
      yield { table: choice.table, parquet };
      report.bytes = content.size ?? 0;
    },
  };
}
