import type { ColumnSchema } from '@huntbook/kql';
import type { CellValue } from '@huntbook/workspace';
import { cellText } from './cell.js';
import { fit, pad, stringWidth } from './width.js';

const numeric = new Set(['int', 'long', 'real', 'decimal']);

/** Widths that fit the terminal: the widest columns give way first, none below 8 columns or its own content. */
function fitWidths(wanted: readonly number[], width: number | undefined): number[] {
  const widths = [...wanted];
  if (width === undefined) return widths;
  let surplus = widths.reduce((sum, each) => sum + each, 0) + 2 * (widths.length - 1) - width;
  while (surplus > 0) {
    const widest = Math.max(...widths);
    if (widest <= 8) break;
    const at = widths.indexOf(widest);
    const next = Math.max(8, ...widths.filter((each) => each < widest));
    const cut = Math.min(surplus, Math.max(1, widest - next));
    widths[at] = widest - cut;
    surplus -= cut;
  }
  return widths;
}

/** Cells longer than this are cut in a table even where the terminal's width is unknown. */
const longestCell = 200;

/** Rows as aligned text, a line each; column names first. `width` is that of the terminal. */
export function tableText(
  columns: readonly ColumnSchema[],
  rows: readonly (readonly CellValue[])[],
  width?: number,
  heading: (text: string) => string = (text) => text,
): string {
  const cells = rows.map((row) =>
    columns.map((column, at) => fit(cellText(row[at] ?? null, column.type), longestCell)),
  );
  const names = columns.map((column) => cellText(column.name, 'string'));
  const wanted = names.map((name, at) =>
    cells.reduce((most, row) => Math.max(most, stringWidth(row[at]!)), stringWidth(name)),
  );
  const widths = fitWidths(wanted, width);
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => pad(fit(text, widths[at]!), widths[at]!, numeric.has(columns[at]!.type)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((each) => '─'.repeat(each)).join('  ');
  return [heading(line(names)), rule, ...cells.map(line), ''].join('\n');
}
