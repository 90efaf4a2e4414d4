import type { ColumnSchema } from '../model/schema.js';
import type { Relation } from '../plan/relation.js';

/**
 * Thrown where the columns of a plugin depend on the data and the query does not say them. The answer of `probe` tells
 * them; they then go into the query text behind the call, as a schema clause that its author might have written.
 */
export class ShapeNeeded extends Error {
  readonly probe: Relation;
  readonly columnsOf: (rows: readonly (readonly unknown[])[]) => readonly ColumnSchema[];
  /** Offset in the query text behind which the clause goes. */
  readonly offset: number;

  constructor(probe: Relation, offset: number, columnsOf: ShapeNeeded['columnsOf']) {
    super('The columns of this plugin depend on the data');
    this.probe = probe;
    this.offset = offset;
    this.columnsOf = columnsOf;
  }
}
