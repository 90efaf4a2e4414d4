import type { NamedQueryInfo, QueryParameterValue } from './named-queries.js';
import type { TemplatePart } from './template.js';

export type ParameterType = NamedQueryInfo['parameters'][number]['type'];

export interface ParameterDefinition {
  readonly name: string;
  readonly type: ParameterType;
  readonly description: string;
  readonly required: boolean;
  readonly default?: QueryParameterValue;
  readonly aliases: readonly string[];
  /** The value is KQL text that goes into the query as it is, such as `add_query_items`. */
  readonly clause: boolean;
  /** What the items of a list are. */
  readonly items: 'str' | 'int' | undefined;
}

/** One query of a definition file, ready to be filled in. */
export interface QueryDefinition {
  readonly families: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly table: string | undefined;
  readonly parameters: readonly ParameterDefinition[];
  readonly template: string;
  readonly parts: readonly TemplatePart[];
  /** Path of the file that defines it. */
  readonly file: string;
}
