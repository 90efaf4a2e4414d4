import type { ColumnSchema, TableSchema } from '@huntbook/kql';
import { dataCatalog } from '../engine/attachment.js';
import { absentValue, sqlType } from '../engine/column-types.js';
import { quoteName, quoteText } from '../engine/quote.js';
import type { Timespan } from '../model/workspace.js';
import { type Catalog, logicalTable, originColumns, type StoredTable } from './catalog.js';
import { eventExpressions } from './event-view.js';

/** A table that queries may name, and how its rows are got. */
export interface TableSource {
  readonly schema: TableSchema;
  /**
   * A SELECT of the columns of the schema, in their order. With `absent`, strings that no row has are typed as an
   * enumeration of '' alone.
   */
  select(timespan?: Timespan, absent?: 'marked'): string;
  /** Whether some string columns of the schema are empty in every row. */
  readonly sparse: boolean;
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
  const names = presentNames(stored);
  return {
    schema,
    sparse: schema.columns.some((column) => column.type === 'string' && !names.has(column.name)),
    select: (timespan, mark) => selectStored(stored, schema.columns, timespan, mark),
  };
}

function presentNames(stored: StoredTable): ReadonlySet<string> {
  return new Set([...stored.columns, ...originColumns].map((column) => column.name));
}

function selectStored(
  stored: StoredTable,
  columns: readonly ColumnSchema[],
  timespan: Timespan | undefined,
  mark: 'marked' | undefined,
): string {
  const present = presentNames(stored);
  const list = columns.map((column) => {
    const name = quoteName(column.name);
    return present.has(column.name) ? name : `${absent(stored.name, column, mark)} AS ${name}`;
  });
  return `SELECT ${list.join(', ')} FROM ${dataCatalog}.main.${quoteName(stored.name)}${within(stored, timespan)}`;
}

/** The type of marked strings; its only value is ''. */
export const markedType = `ENUM('')`;

/** Log Analytics fills `Type` with the name of the table. */
function absent(table: string, column: ColumnSchema, mark: 'marked' | undefined): string {
  if (column.type !== 'string') return absentValue(column.type);
  if (column.name === 'Type') return quoteText(table);
  return mark ? `''::${markedType}` : `''`;
}

function within(stored: StoredTable, timespan: Timespan | undefined): string {
  const timed = stored.columns.some((column) => column.name === 'TimeGenerated' && column.type === 'datetime');
  if (!timespan || !timed) return '';
  return ` WHERE "TimeGenerated" BETWEEN ${instant(timespan.start)} AND ${instant(timespan.end)}`;
}

function instant(date: Date): string {
  return `TIMESTAMP '${date.toISOString().replace('T', ' ').replace('Z', '')}'`;
}

/** `Event` as Log Analytics has it: imported rows of that table together with every Windows event. */
function eventSource(windows: StoredTable, imported: StoredTable | undefined): TableSource {
  const { columns } = logicalTable(imported ?? { name: 'Event', columns: [] });
  const expressions = eventExpressions(new Map(windows.columns.map((column) => [column.name, column.type])));
  const own = new Set(originColumns.map((origin) => origin.name));
  const sqlOf = (column: ColumnSchema, mark: 'marked' | undefined) => {
    if (own.has(column.name)) return quoteName(column.name);
    const expression = expressions.get(column.name);
    if (!expression) return absent('Event', column, mark);
    if (expression.type === column.type) return expression.sql;
    return column.type === 'string'
      ? `coalesce(${expression.sql}::VARCHAR, '')`
      : `TRY_CAST(${expression.sql} AS ${sqlType(column.type)})`;
  };
  return {
    schema: { name: 'Event', columns },
    sparse: true,
    select(timespan, mark) {
      const list = columns.map((column) => `${sqlOf(column, mark)} AS ${quoteName(column.name)}`).join(', ');
      const view = `SELECT ${list} FROM ${dataCatalog}.main.${quoteName(windows.name)}${within(windows, timespan)}`;
      return imported ? `${selectStored(imported, columns, timespan, mark)} UNION ALL ${view}` : view;
    },
  };
}
