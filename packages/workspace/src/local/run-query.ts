import { type CompiledQuery, compileWithShapes, type DatabaseSchema, KqlError } from '@huntbook/kql';
import type { Engine } from '../engine/engine.js';
import { quoteName } from '../engine/quote.js';
import type { Provenance, Table } from '../model/table.js';
import { type QueryOptions, type Timespan, WorkspaceError } from '../model/workspace.js';
import { storeSelect } from '../table/result-store.js';
import { openTable, tableAsSource } from '../table/table.js';
import { sharedSchema } from './shared-schema.js';
import { markedType, type TableSource } from './table-source.js';

/** What a query runs against. */
export interface QueryContext {
  readonly engine: Engine;
  readonly workspace: string;
  readonly sources: ReadonlyMap<string, TableSource>;
  /** The schemas of the sources. The compiler keeps what it compiled by this very object. */
  readonly schema: DatabaseSchema;
}

export function schemaOf(name: string, sources: ReadonlyMap<string, TableSource>): DatabaseSchema {
  return { name, tables: [...sources.values()].map((source) => source.schema) };
}

export interface RunQueryOptions extends QueryOptions {
  /** Provenance of the table that a pipeline continues. */
  readonly continues?: Provenance;
  /** The text to show for the query, where it is not the one that runs. */
  readonly shown?: string;
}

/** Compiles a query, runs it and keeps its rows. */
export async function runQuery(context: QueryContext, kql: string, options: RunQueryOptions = {}): Promise<Table> {
  const started = new Date();
  const begin = performance.now();
  const compiled = await compileAgainst(context, kql, options);
  const select = withSources(compiled, context.sources, options.timespan);
  const stored = await emptyColumns(context, compiled, options.timespan)
    .then((empty) => storeSelect(context.engine, select, compiled.columns, { ...options, empty }))
    .catch((error: unknown) => {
      throw queryError(error, kql);
    });
  const provenance: Provenance = {
    query: options.shown ?? kql,
    engine: 'local',
    workspace: context.workspace,
    sources: options.continues?.sources ?? compiled.tables,
    startedAt: started.toISOString(),
    elapsedMs: performance.now() - begin,
    sql: select,
    ...(options.continues?.derivation ? { derivation: options.continues.derivation } : {}),
  };
  const result = compiled.render ? { ...stored, render: compiled.render } : stored;
  const table: Table = openTable(context.engine, result, {
    name: options.name ?? 'Result',
    provenance,
    pipe: pipeOver(context, () => table, provenance),
  });
  return table;
}

/** Plugins whose columns depend on the rows are asked about through the same tables that the query will read. */
async function compileAgainst(
  { engine, schema, sources }: QueryContext,
  kql: string,
  { parameters, timespan }: QueryOptions,
): Promise<CompiledQuery> {
  const probe = async (sql: string) => {
    const probed = { sql, tables: [...sources.keys()] };
    return (await engine.read(withSources(probed, sources, timespan))).getRows();
  };
  try {
    return await compileWithShapes(kql, schema, probe, parameters ? { parameters } : {});
  } catch (error) {
    if (error instanceof KqlError && error.code === 'unknown-table') {
      throw new WorkspaceError('table-missing', `The workspace has no table ${error.subject ?? ''}.`, {
        cause: error,
        query: kql,
        ...(error.subject ? { subject: error.subject } : {}),
        hint: 'Load logs that fill it; `huntbook query` without a query lists the tables there are.',
      });
    }
    throw error;
  }
}

/** Puts the tables that the SQL names in front of it as what they are here. */
export function withSources(
  compiled: Pick<CompiledQuery, 'sql' | 'tables'>,
  sources: ReadonlyMap<string, TableSource>,
  timespan: Timespan | undefined,
  mark?: 'marked',
): string {
  const parts = compiled.tables.map((name) => {
    const source = sources.get(name);
    if (!source) throw new WorkspaceError('table-missing', `The workspace has no table ${name}.`, { subject: name });
    return `${quoteName(name)} AS NOT MATERIALIZED (${source.select(timespan, mark)})`;
  });
  return parts.length > 0 ? `WITH ${parts.join(',\n')}\nSELECT * FROM (\n${compiled.sql}\n)` : compiled.sql;
}

/** Below so many columns it costs more to find the empty ones than to store them. */
const wide = 40;

/**
 * Columns of the answer that can hold nothing but ''. Tables of logs are mostly columns that no record fills, and storing
 * those took six times as long as storing the rest. The type system of the engine finds them: strings that no row has are
 * typed as an enumeration whose only value is '', and what is of that type in the answer is empty.
 */
async function emptyColumns(
  { engine, sources }: QueryContext,
  compiled: CompiledQuery,
  timespan: Timespan | undefined,
): Promise<ReadonlySet<number>> {
  if (compiled.columns.length < wide || !compiled.tables.some((name) => sources.get(name)?.sparse)) return new Set();
  const described = await engine.read(`DESCRIBE ${withSources(compiled, sources, timespan, 'marked')}`);
  return new Set(
    described
      .getRows()
      .flatMap(([, type], index) => (type === markedType && compiled.columns[index]?.type === 'string' ? [index] : [])),
  );
}

/** `query` of a table: the pipeline continues its rows, and may join with other tables by name. */
export function pipeOver(
  context: Pick<QueryContext, 'engine' | 'workspace'>,
  table: () => Table,
  provenance: Provenance,
): Table['query'] {
  let alone: Pick<QueryContext, 'sources' | 'schema'> | undefined;
  return async (pipeline, options = {}) => {
    const given = Object.entries(options.tables ?? {});
    const taken = new Set(given.map(([name]) => name.toLowerCase()));
    let own = 'Rows';
    while (taken.has(own.toLowerCase())) own += '_';
    let against = given.length === 0 ? alone : undefined;
    if (!against) {
      const sources = new Map(given.map(([name, other]) => [name, named(tableAsSource(other), name)]));
      sources.set(own, named(tableAsSource(table()), own));
      against = { sources, schema: sharedSchema(schemaOf('huntbook', sources)) };
      if (given.length === 0) alone = against;
    }
    const body = pipeline.trim().replace(/^\|\s*/, '');
    const joined = given.map(
      ([name, other]) => `// ${name}: ${other.provenance.derivation ?? 'a result of this workspace'}\n`,
    );
    const shown = `${provenance.query}\n${joined.join('')}| ${body}`;
    try {
      return await runQuery({ ...context, ...against }, `${own}\n| ${body}`, {
        ...(options.signal ? { signal: options.signal } : {}),
        continues: provenance,
        name: table().name,
        shown,
      });
    } catch (error) {
      throw error instanceof KqlError ? oneLineUp(error) : error;
    }
  };
}

function named(source: TableSource, name: string): TableSource {
  return { ...source, schema: { name, columns: source.schema.columns } };
}

/** Counts positions from the pipeline that was given, not from the text that was compiled. */
function oneLineUp(error: KqlError): KqlError {
  const first = error.line === 2;
  return new KqlError(
    {
      code: error.code,
      message: error.message,
      line: Math.max(1, error.line - 1),
      column: first ? Math.max(1, error.column - 2) : error.column,
      length: error.length,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.subject === undefined ? {} : { subject: error.subject }),
    },
    { cause: error },
  );
}

function queryError(error: unknown, query: string): Error {
  if (error instanceof WorkspaceError) return error;
  const message = (error as Error).message;
  const memory = /out of memory/i.test(message);
  return new WorkspaceError('query-failed', memory ? 'The query needs more memory than it may use.' : message, {
    cause: error,
    query,
    ...(memory ? { hint: 'Filter or summarize earlier, or ask for a shorter time range.' } : {}),
  });
}
