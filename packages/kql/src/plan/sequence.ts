import { type Relation, relation } from './relation.js';

const known = new WeakMap<Relation, boolean>();

/** True where no row comes from a table: what a query writes itself stands in the order in which it is written. */
export function isWritten(rows: Relation): boolean {
  const before = known.get(rows);
  if (before !== undefined) return before;
  const written = rows.inlined !== true && rows.inputs.every(isWritten);
  known.set(rows, written);
  return written;
}

/** The same rows with their places, counted from 1, as the column `id`. */
export function withPlaces(input: Relation, id: string): Relation {
  return relation({
    columns: input.columns,
    inputs: [input],
    print: (from) => `SELECT *, row_number() OVER () AS ${id} FROM ${from}`,
    ordered: input.ordered,
  });
}
