import type { LogSource } from '@huntbook/ingest';
import type { DemoSettings } from '../options.js';
import { columnsOf, namesOf, type TableRow, toBatch } from '../tables/columns.js';
import { demoFingerprint } from './fingerprint.js';
import { checkCancelled, emptyReport } from './report.js';

const BATCH_ROWS = 2_000;

/** Rows of one table, under a name such as an export of it would have. */
export function tableSource(
  settings: DemoSettings,
  table: string,
  rows: () => readonly TableRow[],
  part?: string,
): LogSource {
  const path = `demo/${table}${part === undefined ? '' : `.${part}`}.ndjson`;
  const report = emptyReport();
  return {
    path,
    size: undefined,
    report,
    fingerprint: async () => demoFingerprint(settings, path),
    async *read(signal) {
      report.records = 0;
      const all = rows();
      const columns = columnsOf(table, namesOf(all));
      for (let first = 0; first < all.length; first += BATCH_ROWS) {
        checkCancelled(path, signal);
        const part = all.slice(first, first + BATCH_ROWS);
        report.records += part.length;
        yield toBatch(table, columns, part, first + 1);
      }
    },
  };
}
