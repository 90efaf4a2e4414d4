import type { StepView } from '@huntbook/explorers';
import type { RowSource } from '../../grid/row-source.js';

/** Where the rows of a step's table are fetched; undefined when the step has no such table. */
export function tableSource(huntId: string, step: StepView, name: string): RowSource | undefined {
  const table = step.tables[name];
  if (!table) return undefined;
  const part = encodeURIComponent;
  return {
    version: `${table.provenance.startedAt}:${table.rowCount}:${step.elapsedMs ?? ''}`,
    path: `/api/hunts/${part(huntId)}/steps/${part(step.id)}/tables/${part(name)}`,
    columns: table.columns,
    rowCount: table.rowCount,
    ...(table.completeness.complete ? {} : { cut: table.completeness.reason }),
  };
}
