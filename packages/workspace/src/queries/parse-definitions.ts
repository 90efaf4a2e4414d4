import { isNode, LineCounter, parseDocument } from 'yaml';
import { WorkspaceError } from '../model/workspace.js';
import type { ParameterDefinition, ParameterType, QueryDefinition } from './definition.js';
import { type DefinitionFile, definitionFileSchema, type ParameterProperties } from './definition-schema.js';
import { parseTemplate, TemplateError, type TemplatePart } from './template.js';

/** Environments whose queries are KQL over the tables that a workspace holds. Other files are left alone. */
const environments = new Set(
  [
    'MSSentinel, AzureSentinel, LogAnalytics, MSSentinel_New, MSSentinel_Legacy, MSSentinel_KQLM',
    'Kusto, AzureDataExplorer, Kusto_New, Kusto_Legacy, Kusto_KQLM, MDE, MDATP, M365D, MDATP, LocalData',
  ].flatMap((row) => row.split(', ')),
);

const types: Readonly<Record<string, ParameterType>> = {
  str: 'str',
  string: 'str',
  int: 'int',
  integer: 'int',
  datetime: 'datetime',
  list: 'list',
  bool: 'bool',
  boolean: 'bool',
};

/** Parameters that are KQL text wherever MSTICPy's queries use them. */
const clauses = new Set(['add_query_items', 'query_project', 'subscription_filter', 'where_clause', 'group_by']);

/**
 * Reads the queries of a definition file. Throws WorkspaceError `bad-definition` that names file, line and column. Answers
 * no queries for a file that is meant for another kind of data.
 */
export function parseDefinitions(text: string, file: string): readonly QueryDefinition[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const place = (path: readonly PropertyKey[]): string => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return `${file}:1:1`;
  };
  const refuse = (where: string, message: string, cause?: unknown): WorkspaceError =>
    new WorkspaceError('bad-definition', `${where}: ${message}`, { cause, subject: file });

  const [broken] = document.errors;
  if (broken) throw refuse(at(broken.pos[0]), broken.message, broken);
  const parsed = definitionFileSchema.safeParse(document.toJS({ maxAliasCount: 1000 }));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    throw refuse(place(path), `${path.join('.') || 'the file'}: ${issue?.message ?? 'invalid'}`, parsed.error);
  }
  const content = parsed.data;
  if (!content.metadata.data_environments.some((environment) => environments.has(environment))) return [];
  return Object.entries(content.sources).map(([name, source]) =>
    readSource(content, name, source, file, (path, message) => refuse(place(['sources', name, ...path]), message)),
  );
}

type Refuse = (path: readonly string[], message: string) => WorkspaceError;

function readSource(
  content: DefinitionFile,
  name: string,
  source: DefinitionFile['sources'][string],
  file: string,
  refuse: Refuse,
): QueryDefinition {
  const template = expandMacros(source.args.query, source.query_macros ?? {});
  const merged = mergeParameters(content.defaults?.parameters ?? {}, source.parameters ?? {});
  const parts = readTemplate(template, refuse);
  for (const part of parts) {
    if (part.kind === 'parameter' && !merged.has(part.name)) {
      throw refuse(['args', 'query'], `the query uses {${part.name}}, which is not among its parameters`);
    }
  }
  const used = new Set(parts.flatMap((part) => (part.kind === 'parameter' ? [part.name] : [])));
  const parameters = [...merged].map(([parameter, properties]) =>
    readParameter(parameter, properties, used.has(parameter), (message) => refuse(['parameters', parameter], message)),
  );
  const table = parameters.find((parameter) => parameter.name === 'table')?.default;
  return {
    families: source.metadata?.data_families ?? content.metadata.data_families,
    name: name.replace(/[^A-Za-z0-9_]/g, '_'),
    description: source.description.trim(),
    table: typeof table === 'string' && table !== '' ? table : undefined,
    parameters,
    template,
    parts,
    file,
  };
}

const deepestMacro = 5;

/** Puts the values of `$<macros>$` in their place, also within the values of others; an unknown one is nothing. */
function expandMacros(query: string, macros: Readonly<Record<string, { readonly value: string | number }>>): string {
  let text = query;
  for (let depth = 0; depth < deepestMacro && text.includes('$<'); depth += 1) {
    text = text.replace(/\$<([\w ]{1,60})>\$/g, (_, name: string) => String(macros[name]?.value ?? ''));
  }
  return text;
}

function readTemplate(template: string, refuse: Refuse): TemplatePart[] {
  try {
    return parseTemplate(template);
  } catch (error) {
    if (error instanceof TemplateError) throw refuse(['args', 'query'], error.message);
    throw error;
  }
}

/** A source overrides the defaults parameter by parameter and property by property. */
function mergeParameters(
  defaults: Readonly<Record<string, ParameterProperties | null>>,
  own: Readonly<Record<string, ParameterProperties | null>>,
): Map<string, ParameterProperties> {
  const merged = new Map<string, ParameterProperties>();
  for (const set of [defaults, own]) {
    for (const [name, properties] of Object.entries(set)) merged.set(name, { ...merged.get(name), ...properties });
  }
  return merged;
}

function readParameter(
  name: string,
  properties: ParameterProperties,
  used: boolean,
  refuse: (message: string) => WorkspaceError,
): ParameterDefinition {
  if (properties.type === undefined) throw refuse(`parameter ${name} has no type`);
  const type = types[properties.type];
  if (!type)
    throw refuse(`parameter ${name} has the type ${properties.type}; there are str, int, datetime, list and bool`);
  const hasDefault = properties.default !== undefined && properties.default !== null;
  return {
    name,
    type,
    description: properties.description ?? '',
    required: used && !hasDefault,
    ...(hasDefault ? { default: properties.default } : {}),
    aliases: properties.aliases ?? [],
    clause: properties.clause ?? clauses.has(name),
    items: properties.items,
  };
}
