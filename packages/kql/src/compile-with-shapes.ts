import { compile, compileOrShape } from './compile.js';
import { positionOf } from './errors.js';
import type { CompiledQuery, CompileOptions } from './model/compiled-query.js';
import { KqlError } from './model/error.js';
import type { ColumnSchema, DatabaseSchema } from './model/schema.js';
import { quoteKqlString } from './quoting.js';

/** Runs SQL that the compiler needs an answer to, and gives back its rows. */
export type Probe = (sql: string) => Promise<readonly (readonly unknown[])[]>;

const most = 16;
const widest = 1000;

/**
 * Compiles a query that may hold plugins whose columns depend on the data (`bag_unpack`, `pivot`): each is asked for by
 * one small query through `probe`. A query without them compiles as with `compile`.
 *
 * @throws KqlError as `compile` does, and with code `limit` where a plugin would make more than 1,000 columns.
 */
export async function compileWithShapes(
  query: string,
  schema: DatabaseSchema,
  probe: Probe,
  options: CompileOptions = {},
): Promise<CompiledQuery> {
  const insertions: Insertion[] = [];
  let text = query;
  for (let round = 0; round < most; round++) {
    const outcome = located(() => compileOrShape(text, schema, options), query, text, insertions);
    if ('sql' in outcome) return outcome;
    const columns = outcome.columnsOf(await probe(outcome.probeSql));
    if (columns.length > widest) {
      throw new KqlError({
        code: 'limit',
        message: `The plugin would make ${columns.length} columns; ${widest} are the limit`,
        ...positionOf(query, original(outcome.offset, insertions)),
        length: 1,
        hint: 'Name the columns behind the call: evaluate plugin(...) : (name: type).',
      });
    }
    const clause = ` : (${columns.map(columnText).join(', ')})`;
    insertions.push({ at: outcome.offset, length: clause.length });
    text = text.slice(0, outcome.offset) + clause + text.slice(outcome.offset);
  }
  return compile(text, schema, options);
}

function columnText({ name, type }: ColumnSchema): string {
  return `[${quoteKqlString(name)}]:${type}`;
}

/** Text put into the query, by its place in the text as it then was. */
interface Insertion {
  readonly at: number;
  readonly length: number;
}

function original(offset: number, insertions: readonly Insertion[]): number {
  return insertions.reduceRight((at, { at: from, length }) => (at < from ? at : Math.max(from, at - length)), offset);
}

/** Errors tell places of the text as its author wrote it. */
function located<T>(run: () => T, query: string, text: string, insertions: readonly Insertion[]): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof KqlError) || insertions.length === 0) throw error;
    const lines = text.split('\n').slice(0, error.line - 1);
    const offset = lines.reduce((sum, line) => sum + line.length + 1, 0) + error.column - 1;
    const { code, message, length, hint, subject } = error;
    const details = { code, message, length, ...positionOf(query, original(offset, insertions)) };
    throw new KqlError({ ...details, ...(hint ? { hint } : {}), ...(subject ? { subject } : {}) }, { cause: error });
  }
}
