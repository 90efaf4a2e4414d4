import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Real logs that lie beside a development checkout, `../shared/data`. Tests over them are skipped where they are absent. */
const folder = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

export const hasSharedData = existsSync(folder);

export type SharedRow = Readonly<Record<string, unknown>>;

export function readShared(path: string): string {
  return readFileSync(folder + path, 'utf8');
}

/** Rows of an NDJSON export, `.gz` unpacked. */
export function readSharedRows(path: string): SharedRow[] {
  const bytes = readFileSync(folder + path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SharedRow);
}

/** A column as text; null stays null. */
export function textColumn(rows: readonly SharedRow[], name: string): (string | null)[] {
  return rows.map((row) => {
    const value = row[name];
    return value === null || value === undefined ? null : String(value);
  });
}

/** A column of ISO 8601 times as milliseconds since 1970 UTC, fractions of any length kept to the microsecond. */
export function timeColumn(rows: readonly SharedRow[], name: string): number[] {
  return rows.map((row) => {
    const text = String(row[name] ?? '');
    const fraction = /\.(\d+)Z?$/.exec(text)?.[1] ?? '0';
    return Date.parse(text.replace(/\.\d+/, '')) + Math.round(Number(`0.${fraction}`) * 1e6) / 1e3;
  });
}
