import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkspaceError } from '../model/workspace.js';
import type { QueryDefinition } from './definition.js';
import type { NamedQueries, NamedQuery, QueryFamily } from './named-queries.js';
import { namedQuery, type QueryRunner } from './named-query.js';
import { nearest } from './nearest.js';
import { parseDefinitions } from './parse-definitions.js';

const builtIn = fileURLToPath(new URL('../../queries', import.meta.url));

/**
 * The definitions of the built-in library and then those of the folders or files given; a later one replaces an earlier
 * one of the same family and name. Throws `bad-definition`, or `not-found` for a path that is not there.
 */
export function loadDefinitions(paths: readonly string[] = []): readonly QueryDefinition[] {
  return [builtIn, ...paths].flatMap((path) =>
    definitionFiles(path).flatMap((file) => parseDefinitions(readFileSync(file, 'utf8'), file)),
  );
}

/** Makes definitions callable on a workspace, by family and name. */
export function bindQueries(definitions: readonly QueryDefinition[], runner: QueryRunner): NamedQueries {
  const families = new Map<string, Map<string, NamedQuery>>();
  for (const definition of definitions) {
    for (const family of definition.families) {
      const queries = families.get(family) ?? new Map<string, NamedQuery>();
      queries.set(definition.name, namedQuery(runner, definition, family));
      families.set(family, queries);
    }
  }
  const bound: Record<string, QueryFamily> = Object.create(null);
  for (const [family, queries] of families)
    bound[family] = Object.freeze(Object.assign(Object.create(null), Object.fromEntries(queries)));
  return Object.freeze(bound);
}

/** Queries whose name, description, table or parameters hold every word of the search, in any case; all without one. */
export function listQueries(queries: NamedQueries, search = ''): readonly NamedQuery[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return Object.values(queries)
    .flatMap((family) => Object.values(family))
    .filter(({ info }) => {
      const parameters = info.parameters.map((parameter) => parameter.name).join(' ');
      const text = `${info.family}.${info.name} ${info.description} ${info.table ?? ''} ${parameters}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => fullName(one).localeCompare(fullName(other), 'en'));
}

/** The query of a full name, `WindowsSecurity.list_host_logons`. Throws `unknown-query`, naming the nearest. */
export function findQuery(queries: NamedQueries, name: string): NamedQuery {
  const dot = name.lastIndexOf('.');
  const found = dot < 0 ? undefined : queries[name.slice(0, dot)]?.[name.slice(dot + 1)];
  if (found) return found;
  const all = listQueries(queries);
  const alike = all.filter((query) => query.info.name === name);
  if (alike.length > 0 && dot < 0) return alike[0]!;
  const meant =
    nearest(name, all.map(fullName)) ??
    nearest(
      name.slice(dot + 1),
      all.map((query) => query.info.name),
    );
  throw new WorkspaceError(
    'unknown-query',
    `There is no query ${JSON.stringify(name)}.${meant ? ` Did you mean ${meant}?` : ''}`,
    {
      subject: name,
      hint: '`huntbook queries` lists them.',
    },
  );
}

function fullName({ info }: NamedQuery): string {
  return `${info.family}.${info.name}`;
}

function definitionFiles(path: string): readonly string[] {
  const absolute = resolve(path);
  try {
    if (!statSync(absolute).isDirectory()) return [absolute];
    return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort()
      .map((name) => join(absolute, name));
  } catch (cause) {
    throw new WorkspaceError(
      'not-found',
      `Cannot read query definitions from ${absolute}: ${(cause as Error).message}`,
      {
        cause,
        subject: path,
      },
    );
  }
}
