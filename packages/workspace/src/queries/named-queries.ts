import type { Table } from '../model/table.js';
import type { QueryOptions } from '../model/workspace.js';

export type QueryParameterValue = string | number | boolean | Date | readonly (string | number)[] | null | undefined;

/** Parameters by name or alias, plus how to run. An unknown name throws, listing the known ones. */
export type NamedQueryArguments = Readonly<Record<string, QueryParameterValue>>;

export interface NamedQueryRunOptions extends Omit<QueryOptions, 'parameters' | 'timespan'> {
  /** Runs the time range in pieces of this length (`1d`, `6h`), joins the answers, reports the pieces that failed. */
  readonly split_query_by?: string;
}

export interface NamedQueryInfo {
  readonly family: string;
  readonly name: string;
  readonly description: string;
  /** The table it reads first; a workspace without it answers `table-missing`. */
  readonly table: string | undefined;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: 'str' | 'int' | 'datetime' | 'list' | 'bool';
    readonly description: string;
    readonly required: boolean;
    readonly default?: QueryParameterValue;
    readonly aliases: readonly string[];
  }[];
  readonly template: string;
}

export interface NamedQuery {
  (args?: NamedQueryArguments, options?: NamedQueryRunOptions): Promise<Table>;
  readonly info: NamedQueryInfo;
  /** The KQL that a call would run. */
  print(args?: NamedQueryArguments, options?: NamedQueryRunOptions): string;
}

export type QueryFamily = Readonly<Record<string, NamedQuery>>;

/** Families by name; `$` holds what is about the library itself. */
export interface NamedQueries {
  readonly [family: string]: QueryFamily;
}
