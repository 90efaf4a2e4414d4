import type { Hunt, HuntView } from '@huntbook/explorers';
import type { Table } from '@huntbook/workspace';
import { toJson } from '../edge/json.js';

export interface HuntJsonOptions {
  /** Rows printed of each table; all when absent. `rowCount` always counts all. */
  readonly maxRows?: number;
}

const pieceRows = 5_000;

async function* rowsJson(table: Table, maxRows: number): AsyncGenerator<string> {
  yield '[';
  const wanted = Math.min(table.rowCount, maxRows);
  for (let offset = 0; offset < wanted; offset += pieceRows) {
    const { rows } = await table.page({ offset, limit: Math.min(pieceRows, wanted - offset) });
    for (const [index, row] of rows.entries()) yield `${offset + index > 0 ? ',' : ''}${toJson(row)}`;
  }
  yield ']';
}

/**
 * The outcome of a hunt as JSON text, piece by piece:
 * `{explorer, title, workspace, values, state, steps: [{id, title, state, finding, inputs, facts, notes, error?,
 * tables: {name: {columns: [{name, type}], rowCount, rows, completeness, provenance}}}]}`.
 * A row is an array in the order of `columns`; `inputs` are the values in force; `facts` map labels to values.
 */
export async function* huntJson(hunt: Hunt, options: HuntJsonOptions = {}): AsyncGenerator<string> {
  const view: HuntView = hunt.view();
  const { explorer, title, workspace, values, state, elapsedMs } = view;
  yield `${toJson({ explorer, title, workspace, values, state, elapsedMs }).slice(0, -1)},"steps":[`;
  for (const [index, step] of view.steps.entries()) {
    const { id, title, state, finding, error, elapsedMs } = step;
    const inputs = Object.fromEntries(Object.entries(step.inputs).map(([name, field]) => [name, field.value]));
    const facts = step.blocks
      .filter((block) => block.kind === 'facts')
      .map((block) => ({
        title: block.title,
        facts: Object.fromEntries(block.facts.map((fact) => [fact.label, fact.value])),
      }));
    const notes = step.blocks.filter((block) => block.kind === 'note').map((block) => block.text);
    const head = toJson({ id, title, state, finding, inputs, facts, notes, error, elapsedMs });
    yield `${index > 0 ? ',' : ''}${head.slice(0, -1)},"tables":{`;
    let first = true;
    for (const [name, { columns, rowCount, completeness, provenance }] of Object.entries(step.tables)) {
      yield `${first ? '' : ','}${toJson(name)}:${toJson({ columns, rowCount, completeness, provenance }).slice(0, -1)},"rows":`;
      yield* rowsJson(hunt.table(id, name), options.maxRows ?? Number.POSITIVE_INFINITY);
      yield '}';
      first = false;
    }
    yield '}}';
  }
  yield ']}\n';
}
