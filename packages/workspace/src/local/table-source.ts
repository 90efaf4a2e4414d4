import type { ColumnSchema, TableSchema } from '@huntbook/kql';
import { dataCatalog } from '../engine/attachment.js';
import { absentValue } from '../engine/column-types.js';
import { quoteName, quoteText } from '../engine/quote.js';
import type { Timespan } from '../model/workspace.js';
import { type Catalog, logicalTable, originColumns, type StoredTable } from './catalog.js';
import { eventExpressions } from './event-view.js';

/** A table that queries may name, and how its rows are got. */
export interface TableSource {
  readonly schema: TableSchema;
  /** A SELECT of the columns of the schema, in their order. */
  select(timespan?: Timespan): string;
}

/** Every table of the workspace by name, the `Event` view among them where there are Windows events. */
export function tableSources(catalog: Catalog): ReadonlyMap<string, TableSource> {
  const sources = new Map<string, TableSource>();
  for (const stored of catalog.values()) sources.set(stored.name, storedSource(stored));
  const windows = catalog.get('windowsevent');
  if (windows) {
    const imported = catalog.get('event');
    sources.set('Event', eventSource(windows, imported));
  }
  return sources;
}

function storedSource(stored: StoredTable): TableSource {
  const schema = logicalTable(stored);
  return { schema, select: (timespan) => selectStored(stored, schema.columns, timespan) };
}

function selectStored(stored: StoredTable, columns: readonly ColumnSchema[], timespan: Timespan | undefined): string {
  const present = new Set([...stored.columns, ...originColumns].map((column) => column.name));
  const list = columns.map((column) => {
    const name = quoteName(column.name);
    return present.has(column.name) ? name : `${absent(stored.name, column)} AS ${name}`;
  });
  return `SELECT ${list.join(', ')} FROM ${dataCatalog}.main.${quoteName(stored.name)}${within(present, timespan)}`;
}

/** Log Analytics fills `Type` with the name of the table. */
function absent(table: string, column: ColumnSchema): string {
  return column.name === 'Type' && column.type === 'string' ? quoteText(table) : absentValue(column.type);
}

function within(present: ReadonlySet<string>, timespan: Timespan | undefined): string {
  if (!timespan || !present.has('TimeGenerated')) return '';
  return ` WHERE "TimeGenerated" BETWEEN ${instant(timespan.start)} AND ${instant(timespan.end)}`;
}

function instant(date: Date): string {
  return `TIMESTAMP '${date.toISOString().replace('T', ' ').replace('Z', '')}'`;
}

/** `Event` as Log Analytics has it: imported rows of that table together with every Windows event. */
function eventSource(windows: StoredTable, imported: StoredTable | undefined): TableSource {
  const { columns } = logicalTable(imported ?? { name: 'Event', columns: [] });
  const expressions = eventExpressions(new Set(windows.columns.map((column) => column.name)));
  const list = columns.map((column) => {
    const own = originColumns.some((origin) => origin.name === column.name);
    const sql = own ? quoteName(column.name) : (expressions.get(column.name) ?? absent('Event', column));
    return `${sql} AS ${quoteName(column.name)}`;
  });
  const present = new Set(windows.columns.map((column) => column.name));
  return {
    schema: { name: 'Event', columns },
    select(timespan) {
      const view = `SELECT ${list.join(', ')} FROM ${dataCatalog}.main.${quoteName(windows.name)}${within(present, timespan)}`;
      return imported ? `${selectStored(imported, columns, timespan)} UNION ALL ${view}` : view;
    },
  };
}
