import type { ColumnSchema } from '@huntbook/kql';
import type { Engine } from '../engine/engine.js';
import { quoteName } from '../engine/quote.js';
import { exportTable } from '../export/export-table.js';
import { markedType, type TableSource } from '../local/table-source.js';
import type { CellValue, PageOptions, Provenance, Row, Table, TablePage } from '../model/table.js';
import { WorkspaceError } from '../model/workspace.js';
import { columnPosition, pageSql } from './page-sql.js';
import { readAll, readSome } from './read-columns.js';
import { emptyText, type StoredResult } from './result-store.js';
import { openViews } from './view-store.js';

const pieceRows = 20_480;
const sourceOf = new WeakMap<Table, () => TableSource>();

/** How a table that this engine holds can be read by another query. Throws for a table of another engine. */
export function tableAsSource(table: Table): TableSource {
  const source = sourceOf.get(table);
  if (!source) throw new WorkspaceError('bad-parameter', `The table ${table.name} is not of this workspace.`);
  return source();
}

export interface TableOptions {
  readonly name: string;
  readonly provenance: Provenance;
  readonly pipe: Table['query'];
  readonly onDispose?: () => void;
}

/** A table over rows that lie in the engine. */
export function openTable(engine: Engine, stored: StoredResult, options: TableOptions): Table {
  const { columns } = stored;
  let disposed = false;
  const alive = () => {
    if (disposed) throw new WorkspaceError('disposed', `The table ${options.name} has been disposed of.`);
  };
  /** Work on the rows; when they were freed meanwhile, its failure says just that. */
  const onRows = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    alive();
    try {
      return await work();
    } catch (error) {
      alive();
      throw error;
    }
  };
  const views = openViews(engine, stored);
  const all = columns.map((_, index) => index);

  const table: Table = {
    name: options.name,
    columns,
    rowCount: stored.rowCount,
    completeness: stored.completeness,
    provenance: options.provenance,
    ...(stored.render ? { render: stored.render } : {}),
    page: (asked: PageOptions = {}): Promise<TablePage> =>
      onRows(async () => {
        const offset = Math.max(0, Math.floor(asked.offset ?? 0));
        const limit = Math.max(0, Math.floor(asked.limit ?? 100));
        const sql = pageSql(stored, asked);
        if (sql.where === '' && sql.orderBy === '') {
          const rows = transpose(await readSome(engine, stored, all, rowRange(stored, offset, limit)));
          return { columns, rows, total: stored.rowCount };
        }
        const { rowids, total } = await views.rowids(sql, offset, limit);
        return { columns, rows: await pickRows(engine, stored, all, rowids), total };
      }),
    async *rows() {
      for (let start = 0; start < stored.rowCount; start += pieceRows) {
        const cells = await onRows(() => readSome(engine, stored, all, rowRange(stored, start, pieceRows)));
        for (let row = 0; row < (cells[0]?.length ?? 0); row += 1) yield rowObject(columns, cells, row);
      }
    },
    async columnsOf(...names) {
      const positions = names.map((name) => columnPosition(columns, name));
      const cells = await onRows(() => readAll(engine, stored, positions));
      return Object.fromEntries(names.map((name, index) => [name, cells[index]])) as Record<
        (typeof names)[number],
        CellValue[]
      >;
    },
    async column(name) {
      return (await table.columnsOf(name))[name]!;
    },
    query: (pipeline, queryOptions) => onRows(() => options.pipe(pipeline, queryOptions)),
    export: (path, exportOptions = {}) => onRows(() => exportTable(engine, stored, path, exportOptions)),
    async dispose() {
      if (disposed) return;
      disposed = true;
      await views.dispose();
      await engine.read(`DROP TABLE ${stored.id}`);
      options.onDispose?.();
    },
  };
  sourceOf.set(table, () => {
    alive();
    return resultSource(stored, options.name);
  });
  return table;
}

function rowRange({ id }: StoredResult, start: number, count: number): string {
  return `${id} WHERE rowid >= ${start} AND rowid < ${start + count}`;
}

/** Some rows by their rowids, in the order of those. */
async function pickRows(
  engine: Engine,
  stored: StoredResult,
  positions: readonly number[],
  rowids: readonly bigint[],
): Promise<CellValue[][]> {
  if (rowids.length === 0) return [];
  const ascending = [...rowids].sort((one, other) => (one < other ? -1 : 1));
  const from = `${stored.id} WHERE rowid IN (${ascending.join(', ')}) ORDER BY rowid`;
  const rows = transpose(await readSome(engine, stored, positions, from));
  const byRowid = new Map(ascending.map((rowid, index) => [rowid, rows[index]!]));
  return rowids.map((rowid) => byRowid.get(rowid)!);
}

function resultSource(stored: StoredResult, name: string): TableSource {
  return {
    schema: { name, columns: stored.columns },
    sparse: stored.cells.includes(emptyText),
    select(_timespan, mark) {
      const list = stored.columns.map((column, index) => {
        const cell = stored.cells[index]!;
        return `${mark && cell === emptyText ? `''::${markedType}` : cell} AS ${quoteName(column.name)}`;
      });
      return `SELECT ${list.join(', ') || 'NULL AS nothing'} FROM ${stored.id}`;
    },
  };
}

function transpose(cells: readonly CellValue[][]): CellValue[][] {
  const count = cells[0]?.length ?? 0;
  return Array.from({ length: count }, (_, row) => cells.map((column) => column[row]!));
}

function rowObject(columns: readonly ColumnSchema[], cells: readonly CellValue[][], row: number): Row {
  const object: Record<string, CellValue> = {};
  for (let index = 0; index < columns.length; index += 1) {
    const { name } = columns[index]!;
    const value = cells[index]![row]!;
    // A column may bear this name, and assigning to it would do something else.
    if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true });
    else object[name] = value;
  }
  return object;
}
