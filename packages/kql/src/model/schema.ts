/** The scalar types of KQL. `int` is 32 and `long` 64 bits wide; `timespan` counts ticks of 100 ns. */
export type KqlType =
  | 'bool'
  | 'int'
  | 'long'
  | 'real'
  | 'decimal'
  | 'string'
  | 'datetime'
  | 'timespan'
  | 'guid'
  | 'dynamic';

export interface ColumnSchema {
  readonly name: string;
  readonly type: KqlType;
}

export interface TableSchema {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
}

/** A function saved in a workspace, called from KQL by its name. */
export interface FunctionSchema {
  readonly name: string;
  /** The parameter list as KQL writes it, parentheses included: `(host: string, since: timespan = 1d)`. */
  readonly parameters: string;
  readonly body: string;
}

export interface DatabaseSchema {
  readonly name: string;
  readonly tables: readonly TableSchema[];
  readonly functions?: readonly FunctionSchema[];
}
