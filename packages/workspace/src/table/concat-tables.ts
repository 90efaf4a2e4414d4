import type { Engine } from '../engine/engine.js';
import { pipeOver } from '../local/run-query.js';
import type { Completeness, Provenance, Table } from '../model/table.js';
import { storeSelect } from './result-store.js';
import { openTable, tableAsSource } from './table.js';

/** Joins tables of the same columns into one, in their order, and disposes of them. */
export async function concatTables(
  engine: Engine,
  workspace: string,
  tables: readonly Table[],
  about: { readonly query: string; readonly name: string; readonly completeness: Completeness },
): Promise<Table> {
  const [first] = tables;
  if (!first) throw new RangeError('There is nothing to join.');
  const select = tables.map((table) => tableAsSource(table).select()).join('\nUNION ALL ');
  const stored = await storeSelect(engine, select, first.columns, {});
  await Promise.all(tables.map((table) => table.dispose()));
  const provenance: Provenance = {
    query: about.query,
    engine: 'local',
    workspace,
    sources: first.provenance.sources,
    startedAt: first.provenance.startedAt,
    elapsedMs: Math.max(...tables.map((table) => table.provenance.elapsedMs)),
  };
  const joined: Table = openTable(
    engine,
    { ...stored, completeness: about.completeness },
    {
      name: about.name,
      provenance,
      pipe: pipeOver({ engine, workspace }, () => joined, provenance),
    },
  );
  return joined;
}
