import type { ColumnSchema } from '@huntbook/kql';
import type { Engine } from '../engine/engine.js';
import { quoteName } from '../engine/quote.js';
import { readCells } from '../engine/read-cells.js';
import { exportTable } from '../export/export-table.js';
import type { TableSource } from '../local/table-source.js';
import type { CellValue, PageOptions, Provenance, Row, Table, TablePage } from '../model/table.js';
import { WorkspaceError } from '../model/workspace.js';
import { columnPosition, pageSql } from './page-sql.js';
import type { StoredResult } from './result-store.js';

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
  const allNames = columns.map((_, index) => `c${index}`).join(', ');

  /** Cells by column, `cells[c][r]`, of a SELECT of the columns at these positions. */
  const readColumns = async (sql: string, positions: readonly number[], values?: PageValues): Promise<CellValue[][]> =>
    engine.use(async (connection) => {
      const result = await connection.run(sql, values);
      const cells: CellValue[][] = positions.map(() => []);
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        positions.forEach((position, index) => {
          readCells(chunk!, index, columns[position]!.type, cells[index]!);
        });
      }
      return cells;
    });
  const all = columns.map((_, index) => index);

  const table: Table = {
    name: options.name,
    columns,
    rowCount: stored.rowCount,
    completeness: stored.completeness,
    provenance: options.provenance,
    ...(stored.render ? { render: stored.render } : {}),
    async page(asked: PageOptions = {}): Promise<TablePage> {
      alive();
      const { offset = 0, limit = 100 } = asked;
      const { where, orderBy, values } = pageSql(columns, asked);
      const total =
        where === ''
          ? stored.rowCount
          : Number((await engine.read(`SELECT count(*) FROM ${stored.id}${where}`, values)).getRows()[0]![0]);
      const slice = `LIMIT ${Math.max(0, Math.floor(limit))} OFFSET ${Math.max(0, Math.floor(offset))}`;
      const cells = await readColumns(`SELECT ${allNames} FROM ${stored.id}${where}${orderBy} ${slice}`, all, values);
      return { columns, rows: transpose(cells), total };
    },
    async *rows() {
      for (let start = 0; start < stored.rowCount; start += pieceRows) {
        alive();
        const cells = await readColumns(
          `SELECT ${allNames} FROM ${stored.id} WHERE rowid >= ${start} AND rowid < ${start + pieceRows}`,
          all,
        );
        for (let row = 0; row < (cells[0]?.length ?? 0); row += 1) yield rowObject(columns, cells, row);
      }
    },
    async columnsOf(...names) {
      alive();
      const positions = names.map((name) => columnPosition(columns, name));
      const list = positions.map((position) => `c${position}`).join(', ');
      const cells = names.length === 0 ? [] : await readColumns(`SELECT ${list} FROM ${stored.id}`, positions);
      return Object.fromEntries(names.map((name, index) => [name, cells[index]])) as Record<
        (typeof names)[number],
        CellValue[]
      >;
    },
    async column(name) {
      return (await table.columnsOf(name))[name]!;
    },
    query(pipeline, queryOptions) {
      alive();
      return options.pipe(pipeline, queryOptions);
    },
    async export(path, exportOptions = {}) {
      alive();
      await exportTable(engine, stored, path, exportOptions);
    },
    async dispose() {
      if (disposed) return;
      disposed = true;
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

type PageValues = ReturnType<typeof pageSql>['values'];

function resultSource(stored: StoredResult, name: string): TableSource {
  const list = stored.columns.map((column, index) => `c${index} AS ${quoteName(column.name)}`).join(', ');
  return { schema: { name, columns: stored.columns }, select: () => `SELECT ${list} FROM ${stored.id}` };
}

function transpose(cells: readonly CellValue[][]): CellValue[][] {
  const count = cells[0]?.length ?? 0;
  return Array.from({ length: count }, (_, row) => cells.map((column) => column[row]!));
}

function rowObject(columns: readonly ColumnSchema[], cells: readonly CellValue[][], row: number): Row {
  const object: Record<string, CellValue> = {};
  columns.forEach((column, index) => {
    object[column.name] = cells[index]![row]!;
  });
  return object;
}
