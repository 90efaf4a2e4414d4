import type { ColumnSchema } from '@huntbook/kql';
import writeExcelFile from 'write-excel-file/node';
import type { CellValue } from '../model/table.js';
import { WorkspaceError } from '../model/workspace.js';
import { cellText } from './cell-text.js';
import type { Pieces } from './export-table.js';
import { neutralised } from './neutralise.js';

/** What a sheet of Excel holds: rows with the header, and characters in a cell. */
const sheetRows = 1_048_576;
const cellCharacters = 32_767;

/** Writes one sheet. Throws `io` where there are more rows than a sheet of Excel holds; longer cells are cut. */
export async function writeXlsx(columns: readonly ColumnSchema[], pieces: Pieces, path: string): Promise<void> {
  const sheet: SheetCell[][] = [
    columns.map((column) => ({ value: text(column.name), type: String, fontWeight: 'bold' })),
  ];
  for await (const rows of pieces) {
    if (sheet.length + rows.length > sheetRows) {
      throw new WorkspaceError('io', `A sheet of Excel holds ${sheetRows - 1} rows and the table has more.`, {
        hint: 'Filter the table first, or export it as csv or parquet.',
      });
    }
    for (const row of rows) sheet.push(row.map(sheetCell));
  }
  await writeExcelFile(sheet).toFile(path);
}

type SheetCell =
  | { readonly value: string; readonly type: StringConstructor; readonly fontWeight?: 'bold' }
  | { readonly value: number; readonly type: NumberConstructor }
  | { readonly value: boolean; readonly type: BooleanConstructor }
  | null;

function sheetCell(cell: CellValue): SheetCell {
  if (cell === null) return null;
  if (typeof cell === 'number' && Number.isFinite(cell)) return { value: cell, type: Number };
  if (typeof cell === 'boolean') return { value: cell, type: Boolean };
  return { value: text(cellText(cell)), type: String };
}

/** Text that XML can carry and a cell can hold. */
function text(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot carry
  const clean = neutralised(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return clean.length > cellCharacters ? `${clean.slice(0, cellCharacters - 1)}…` : clean;
}
