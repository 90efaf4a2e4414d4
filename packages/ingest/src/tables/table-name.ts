import { findTableSchema, tableSchemas } from '../schemas/index.js';

export interface TableChoice {
  readonly table: string;
  /** What was guessed, for the report. */
  readonly assumption?: string;
}

const GENERIC = /^(?:query_?data|query_?results?|results?|export|data|output|table|untitled|logs?|events?|new)$/i;
const EXTENSIONS = /\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|gz)$/i;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const CUSTOM = /^[A-Za-z][A-Za-z0-9_]{0,120}?_CL(?![A-Za-z0-9])/;
const RECOGNISED_SHARE = 0.75;
const RECOGNISED_COLUMNS = 4;
/** Columns that most tables have, which tell nothing of which it is. */
const COMMON: ReadonlySet<string> = new Set([
  'TenantId',
  'TimeGenerated',
  'Type',
  'SourceSystem',
  'Computer',
  '_ResourceId',
]);

/** File name without folder, extensions, and the `(1)` of a second download. */
export function fileStem(path: string): string {
  let stem = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), path.lastIndexOf('!')) + 1);
  for (let next = stem.replace(EXTENSIONS, ''); next !== stem; next = stem.replace(EXTENSIONS, '')) stem = next;
  const copy = /^([^(]{1,200})\(\d{1,4}\)$/.exec(stem);
  return (copy?.[1] ?? stem).trim();
}

/** The known table that a name is or begins with, at a word's end: `SecurityEvent_4688`, `Heartbeat-2024`. */
function tableInName(name: string): string | undefined {
  const exact = findTableSchema(name)?.name;
  if (exact !== undefined) return exact;
  let longest: string | undefined;
  for (const { name: table } of tableSchemas) {
    if (table.length <= (longest?.length ?? 0) || table.length >= name.length) continue;
    if (name.slice(0, table.length).toLowerCase() === table.toLowerCase() && /[^A-Za-z0-9]/.test(name[table.length]!)) {
      longest = table;
    }
  }
  return longest ?? CUSTOM.exec(name)?.[0];
}

/** The known table that has most of these columns, or alone has them all, when one stands out. */
function tableByColumns(columns: readonly string[]): string | undefined {
  const telling = columns.filter((column) => column !== '' && !COMMON.has(column));
  const withAll: string[] = [];
  let best: { table: string; score: number } | undefined;
  for (const { name, columns: known } of tableSchemas) {
    const names = new Set(known.map((column) => column.name));
    const found = telling.filter((column) => names.has(column)).length;
    if (found === telling.length) withAll.push(name);
    if (found < RECOGNISED_COLUMNS || found < telling.length * RECOGNISED_SHARE) continue;
    // Of two tables with as many of the columns, the smaller one is meant.
    const score = found - names.size / 10_000;
    if (best === undefined || score > best.score) best = { table: name, score };
  }
  return best?.table ?? (telling.length > 1 && withAll.length === 1 ? withAll[0] : undefined);
}

export interface TableClues {
  readonly option?: string | undefined;
  readonly path: string;
  /** Value of the column Type, when the rows have one. */
  readonly type?: unknown;
  readonly columns: readonly string[];
}

/**
 * The table that a file's rows belong to: as told; by the file's name (`Table__anything`, `Table (1)`, `Table_4688`); by the
 * column Type; by the columns; else a table of the file's own name. Undefined when the name says nothing, as `query_data`.
 */
export function chooseTable({ option, path, type, columns }: TableClues): TableChoice | undefined {
  if (option !== undefined) return { table: findTableSchema(option)?.name ?? option };
  const stem = fileStem(path);
  const [head] = stem.split('__', 1) as [string];
  const byName = tableInName(head);
  if (byName !== undefined) return { table: byName };
  if (stem.includes('__') && IDENTIFIER.test(head)) return { table: head };
  const byType = typeof type === 'string' && IDENTIFIER.test(type) ? findTableSchema(type)?.name : undefined;
  if (byType !== undefined) return { table: byType };
  const byColumns = tableByColumns(columns);
  if (byColumns !== undefined) return { table: byColumns, assumption: `The columns look like ${byColumns}.` };
  if (GENERIC.test(stem)) return undefined;
  const table = stem.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
  return /[A-Za-z0-9]/.test(table) ? { table, assumption: `The table is named ${table} after the file.` } : undefined;
}
