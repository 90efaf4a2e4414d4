import { type Table, WorkspaceError } from '@huntbook/workspace';
import type { HuntOptions } from './live-hunt.js';
import type { StepContext } from './step.js';

/** What a running step works with. Every table made through it is noted in `made`, so that none outlives the step. */
export function createStepContext(hunt: HuntOptions, signal: AbortSignal, made: Table[]): StepContext {
  const { workspace } = hunt;
  const keep = (table: Table) => {
    made.push(table);
    return table;
  };
  return {
    workspace,
    values: hunt.values,
    parity: hunt.parity ?? false,
    signal,
    query: async (kql, options) => keep(await workspace.query(kql, { ...options, signal })),
    async ask(name, parameters, options) {
      const [family = '', query = ''] = name.split('.');
      const found = workspace.queries[family]?.[query];
      if (!found) throw new WorkspaceError('unknown-query', `There is no query ${name}.`, { subject: name });
      return keep(await found(parameters, { ...options, signal }));
    },
    refine: async (table, pipeline, tables) =>
      keep(await table.query(pipeline, { signal, ...(tables ? { tables } : {}) })),
    table: async (name, columns, rows, origin) => keep(await workspace.createTable(name, columns, rows, origin)),
  };
}
