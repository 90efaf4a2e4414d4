import type { CellValue, Table } from '@huntbook/workspace';
import type { StepContext } from '../engine/step.js';

const mostColumns = 60;

export interface PivotOptions {
  readonly name: string;
  readonly rows: string;
  readonly columns: string;
  /** Column of counts to add up; each row of the source counts once when absent. */
  readonly weight?: string;
}

/**
 * Counts of events: one row for each value of `rows`, one numeric column for each value of `columns`, 0 where there are none.
 * The columns with the most events come first. Beyond 60 columns the smallest are summed up in one called `(other)`.
 */
export async function pivot(context: StepContext, source: Table, options: PivotOptions): Promise<Table> {
  const counts = await context.refine(
    source,
    `summarize PivotCount = ${options.weight ? `sum(${options.weight})` : 'count()'} by PivotRow = tostring(${options.rows}), PivotColumn = tostring(${options.columns}) | order by PivotRow asc`,
  );
  const cells = await counts.columnsOf('PivotRow', 'PivotColumn', 'PivotCount');
  const totals = new Map<string, number>();
  const rows = new Map<string, Map<string, number>>();
  cells.PivotRow.forEach((rowValue, index) => {
    const [row, column, count] = [String(rowValue), String(cells.PivotColumn[index]), Number(cells.PivotCount[index])];
    totals.set(column, (totals.get(column) ?? 0) + count);
    const byColumn = rows.get(row) ?? new Map<string, number>();
    byColumn.set(column, count);
    rows.set(row, byColumn);
  });
  const ranked = [...totals].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const shown = ranked.slice(0, mostColumns);
  const folded = ranked.slice(mostColumns);
  const values: CellValue[][] = [...rows].map(([row, byColumn]) => [
    row,
    ...shown.map((column) => byColumn.get(column) ?? 0),
    ...(folded.length ? [folded.reduce((sum, column) => sum + (byColumn.get(column) ?? 0), 0)] : []),
  ]);
  const names = uniqueNames([
    options.rows,
    ...shown.map((name) => shortName(name)),
    ...(folded.length ? ['(other)'] : []),
  ]);
  return context.table(
    options.name,
    names.map((name, index) => ({ name, type: index === 0 ? ('string' as const) : ('long' as const) })),
    values,
    { from: source.provenance, derivation: `count of events by ${options.rows} and ${options.columns}` },
  );
}

/** Somebody may have logged on under a name of many thousand characters. */
const shortName = (name: string): string => (name.length > 120 ? `${name.slice(0, 119)}…` : name || '(none)');

/** Column names differ without regard to case, as engines ask. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let candidate = name;
    for (let count = 2; taken.has(candidate.toLowerCase()); count++) candidate = `${name} (${count})`;
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}
