import type { ColumnSchema } from '@huntbook/kql';
import type { ColumnFilter, JsonValue, SortKey } from '@huntbook/workspace';

/** A table of the server that a grid pages through. */
export interface RowSource {
  /** Changes when the rows change. */
  readonly version: string;
  /** Address of the table; `/page` and `/export` stand below it. */
  readonly path: string;
  readonly columns: readonly ColumnSchema[];
  readonly rowCount: number;
  /** Why these are not all rows, where they are not. */
  readonly cut?: string;
}

/** Which rows, and in what order. */
export interface RowView {
  readonly sort: readonly SortKey[];
  readonly filter: readonly ColumnFilter[];
  readonly search: string;
}

export type CellRow = readonly JsonValue[];
