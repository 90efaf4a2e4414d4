import { tableSchemas } from '@huntbook/ingest';

/** What the name of an uploaded file tells of the table of its rows. */
export interface TableHint {
  /** The table that the name names; above what the content suggests. */
  readonly named?: string;
  /** What to call the table when the content suggests none. */
  readonly fallback?: string;
}

const extensions = /\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|gz)$/i;
const generic =
  /^(?:query_?data|query_?results?|results?|export|data|output|table|untitled|logs?|events?|new|upload)$/i;
const custom = /^[A-Za-z][A-Za-z0-9_]{0,120}_CL$/;
const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** The rules that `huntbook ingest` reads file names by, for a file that lies under another name. */
export function tableHint(displayName: string): TableHint {
  if (!extensions.test(displayName)) return {};
  let stem = displayName;
  for (let next = stem.replace(extensions, ''); next !== stem; next = stem.replace(extensions, '')) stem = next;
  stem = (/^([^(]{1,200})\(\d{1,4}\)$/.exec(stem)?.[1] ?? stem).trim();
  const head = stem.split('__', 1)[0] ?? '';
  const known = tableSchemas
    .map((table) => table.name)
    .filter(
      (name) => head.toLowerCase().startsWith(name.toLowerCase()) && !/^[A-Za-z0-9]/.test(head.slice(name.length)),
    )
    .sort((a, b) => b.length - a.length)[0];
  if (known !== undefined) return { named: known };
  if (custom.test(head) || (stem.includes('__') && identifier.test(head))) return { named: head };
  if (generic.test(stem)) return {};
  const fallback = stem.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
  return /[A-Za-z0-9]/.test(fallback) ? { fallback } : {};
}
