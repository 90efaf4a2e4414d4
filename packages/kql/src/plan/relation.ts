import type { ColumnSchema, KqlType } from '../model/schema.js';
import { identifier, possible } from './quote.js';

/** A column of a relation and the quoted SQL identifier that it has there. */
export interface Column extends ColumnSchema {
  readonly id: string;
}

/** One node of a plan: the rows that one operator makes of its inputs. A node that is used twice is computed once. */
export interface Relation {
  readonly columns: readonly Column[];
  readonly inputs: readonly Relation[];
  /** One SELECT statement over the names that the inputs have been given, whose columns are `columns`. */
  readonly print: (...inputs: readonly string[]) => string;
  /** True when the order of the rows is part of the answer. */
  readonly ordered: boolean;
  /** Computed once even where DuckDB would rather compute it in place. */
  readonly materialized?: boolean;
  /** Read anew by each user, so that each pushes its own filters and columns down into the table. */
  readonly inlined?: boolean;
  /** The name that `withsource` and `search` show. */
  readonly label?: string;
}

export function relation(node: Relation): Relation {
  return Object.freeze(node);
}

/**
 * Gives columns their SQL identifiers. DuckDB folds case in identifiers and KQL does not, so a name that differs from an
 * earlier one only in case gets a number behind it.
 */
export function named(columns: readonly ColumnSchema[]): Column[] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let id = possible(name);
    for (let n = 1; taken.has(id.toLowerCase()); n++) id = `${possible(name)}#${n}`;
    taken.add(id.toLowerCase());
    return { name, type, id: identifier(id) };
  });
}

/** A node with one input. */
export function step(
  input: Relation,
  columns: readonly Column[],
  print: (input: string) => string,
  options: { readonly ordered?: boolean; readonly materialized?: boolean } = {},
): Relation {
  return relation({
    columns,
    inputs: [input],
    print: (name) => print(name as string),
    ordered: options.ordered ?? input.ordered,
    ...(options.materialized ? { materialized: true } : {}),
  });
}

/** The DuckDB type that holds a KQL type. */
export const sqlTypes: Readonly<Record<KqlType, string>> = {
  bool: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  real: 'DOUBLE',
  decimal: 'DECIMAL(38,18)',
  string: 'VARCHAR',
  datetime: 'TIMESTAMP',
  timespan: 'BIGINT',
  guid: 'UUID',
  dynamic: 'JSON',
};

/** The null of a type; a string has none and is empty instead. */
export function nullOf(type: KqlType): string {
  return type === 'string' ? "''" : `CAST(NULL AS ${sqlTypes[type]})`;
}
