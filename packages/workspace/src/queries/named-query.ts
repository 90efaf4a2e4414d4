import type { Completeness, Table } from '../model/table.js';
import { type QueryOptions, WorkspaceError } from '../model/workspace.js';
import { buildQuery, type ResolvedArguments, resolveArguments } from './build-query.js';
import { datetimeArgument } from './datetime-argument.js';
import type { QueryDefinition } from './definition.js';
import type { NamedQuery, NamedQueryInfo, NamedQueryRunOptions } from './named-queries.js';
import { durationMs, splitRange } from './split-range.js';

/** What named queries run on. */
export interface QueryRunner {
  query(kql: string, options?: QueryOptions): Promise<Table>;
  /** Joins tables of the same columns into one, in order, and disposes of them. */
  concat(tables: readonly Table[], about: { query: string; name: string; completeness: Completeness }): Promise<Table>;
}

const parallelPieces = 4;

/** Makes a definition callable. */
export function namedQuery(runner: QueryRunner, definition: QueryDefinition, family: string): NamedQuery {
  const run = async (args = {}, options: NamedQueryRunOptions = {}): Promise<Table> => {
    const { split_query_by, ...queryOptions } = options;
    const pieces = texts(definition, args, split_query_by);
    const named = { name: definition.name, ...queryOptions };
    if (pieces.length === 1) return runner.query(pieces[0]!.kql, named);
    return runPieces(runner, definition, pieces, named);
  };
  return Object.freeze(
    Object.assign(run, {
      info: infoOf(definition, family),
      print: (args = {}, options: NamedQueryRunOptions = {}) => {
        const pieces = texts(definition, args, options.split_query_by);
        if (pieces.length === 1) return pieces[0]!.kql;
        return pieces.map(({ range, kql }) => `// ${range}\n${kql}`).join('\n\n');
      },
    }),
  );
}

interface Piece {
  readonly range: string;
  readonly kql: string;
}

function texts(
  definition: QueryDefinition,
  args: Readonly<Record<string, never>> | object,
  splitBy: string | undefined,
): readonly Piece[] {
  const now = new Date();
  const resolved = resolveArguments(definition, { ...args });
  const start = resolved.values.get('start');
  const end = resolved.values.get('end');
  const length = splitBy === undefined ? undefined : durationMs(splitBy);
  if (length === undefined || start == null || end == null)
    return [{ range: '', kql: buildQuery(definition, resolved, now) }];
  return splitRange(datetimeArgument('start', start, now), datetimeArgument('end', end, now), length).map((range) => ({
    range: `${range.start} .. ${range.end}`,
    kql: buildQuery(definition, withRange(resolved, range), now),
  }));
}

function withRange({ values, given }: ResolvedArguments, range: { start: string; end: string }): ResolvedArguments {
  return { values: new Map([...values, ['start', range.start], ['end', range.end]]), given };
}

async function runPieces(
  runner: QueryRunner,
  definition: QueryDefinition,
  pieces: readonly Piece[],
  options: QueryOptions,
): Promise<Table> {
  const tables: (Table | undefined)[] = [];
  const failures: { readonly range: string; readonly error: unknown }[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < pieces.length; index = next++) {
      const piece = pieces[index]!;
      try {
        tables[index] = await runner.query(piece.kql, options);
      } catch (error) {
        if (error instanceof WorkspaceError && error.code === 'cancelled') throw error;
        failures.push({ range: piece.range, error });
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(parallelPieces, pieces.length) }, worker));
  const answered = tables.filter((table) => table !== undefined);
  const stopped = outcomes.find((outcome) => outcome.status === 'rejected');
  if (stopped ?? answered.length === 0) {
    await Promise.all(answered.map((table) => table.dispose()));
    throw stopped?.reason ?? failures[0]?.error;
  }
  return runner.concat(answered, {
    query: pieces.map(({ range, kql }) => `// ${range}\n${kql}`).join('\n\n'),
    name: options.name ?? definition.name,
    completeness: completenessOf(answered, failures, pieces.length),
  });
}

function completenessOf(
  tables: readonly Table[],
  failures: readonly { readonly range: string; readonly error: unknown }[],
  count: number,
): Completeness {
  if (failures.length > 0) {
    const reasons = failures.map(({ range, error }) => `${range}: ${(error as Error).message}`).join('; ');
    return { complete: false, limit: 'failed-part', reason: `${failures.length} of ${count} parts failed: ${reasons}` };
  }
  return tables.find((table) => !table.completeness.complete)?.completeness ?? { complete: true };
}

function infoOf(definition: QueryDefinition, family: string): NamedQueryInfo {
  const { name, description, table, template, parameters } = definition;
  return Object.freeze({
    family,
    name,
    description,
    table,
    template,
    parameters: parameters.map(({ clause: _clause, items: _items, ...parameter }) => parameter),
  });
}
