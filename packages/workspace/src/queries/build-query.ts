import { WorkspaceError } from '../model/workspace.js';
import type { ParameterDefinition, QueryDefinition } from './definition.js';
import type { NamedQueryArguments, QueryParameterValue } from './named-queries.js';
import { nearest } from './nearest.js';
import { parameterText } from './parameter-text.js';

/** Values of the parameters that a query uses, by name; `given` are those that the caller named. */
export interface ResolvedArguments {
  readonly values: ReadonlyMap<string, QueryParameterValue>;
  readonly given: ReadonlySet<string>;
}

/** Maps aliases to names and fills in defaults. Throws `unknown-parameter` or `missing-parameter`. */
export function resolveArguments(definition: QueryDefinition, args: NamedQueryArguments): ResolvedArguments {
  const byName = new Map<string, ParameterDefinition>();
  for (const parameter of definition.parameters) {
    for (const alias of parameter.aliases) byName.set(alias, parameter);
  }
  for (const parameter of definition.parameters) byName.set(parameter.name, parameter);
  const values = new Map<string, QueryParameterValue>();
  const given = new Set<string>();
  for (const [name, value] of Object.entries(args)) {
    const parameter = byName.get(name);
    if (!parameter) throw unknownParameter(definition, name);
    if (value === undefined || value === null) continue;
    values.set(parameter.name, value);
    given.add(parameter.name);
  }
  for (const parameter of definition.parameters) {
    if (!values.has(parameter.name) && !parameter.required) values.set(parameter.name, parameter.default);
  }
  const used = new Set(definition.parts.flatMap((part) => (part.kind === 'parameter' ? [part.name] : [])));
  const missing = [...used].filter((name) => !values.has(name));
  if (missing.length > 0) throw missingParameters(definition, missing);
  return { values, given };
}

/** The KQL of a query with its parameters filled in; runs of blank lines are closed up. */
export function buildQuery(definition: QueryDefinition, { values, given }: ResolvedArguments, now: Date): string {
  const parameters = new Map(definition.parameters.map((parameter) => [parameter.name, parameter]));
  return definition.parts
    .map((part) =>
      part.kind === 'text'
        ? part.text
        : parameterText(parameters.get(part.name)!, values.get(part.name), part.place, now, given.has(part.name)),
    )
    .join('')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n')
    .trim();
}

function unknownParameter(definition: QueryDefinition, name: string): WorkspaceError {
  const known = definition.parameters.map((parameter) => parameter.name);
  const meant = nearest(name, [...known, ...definition.parameters.flatMap((parameter) => parameter.aliases)]);
  return new WorkspaceError(
    'unknown-parameter',
    `${definition.name} has no parameter ${JSON.stringify(name)}.${meant ? ` Did you mean ${meant}?` : ''}`,
    { subject: name, hint: `It takes: ${known.join(', ')}.` },
  );
}

function missingParameters(definition: QueryDefinition, missing: readonly string[]): WorkspaceError {
  const described = missing.map((name) => {
    const parameter = definition.parameters.find((candidate) => candidate.name === name);
    return parameter?.description ? `${name} (${parameter.description})` : name;
  });
  return new WorkspaceError('missing-parameter', `${definition.name} needs ${described.join(', ')}.`, {
    subject: missing[0]!,
    hint: `It takes: ${definition.parameters.map((parameter) => parameter.name).join(', ')}.`,
  });
}
