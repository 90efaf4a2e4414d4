import type { CellValue, TableInfo, Workspace } from '@huntbook/workspace';
import type { HomeAlert } from '../api/contract.js';
import { type AlertEntities, alertEntities } from './alert-entities.js';

export interface WorkspaceAlert extends HomeAlert {
  readonly entities: AlertEntities;
}

/** Columns of an alert by what they mean; the first that the table has is read. */
const wanted = {
  id: ['SystemAlertId'],
  name: ['AlertName', 'DisplayName', 'AlertDisplayName'],
  severity: ['AlertSeverity', 'Severity'],
  product: ['ProductName', 'ProviderName', 'VendorName'],
  entity: ['CompromisedEntity'],
  entities: ['Entities'],
} as const;

/** Newest alerts that are read for the home page. */
export const maxAlerts = 20_000;

/** The newest state of each alert, newest first. */
export async function workspaceAlerts(workspace: Workspace, tables: readonly TableInfo[]): Promise<WorkspaceAlert[]> {
  const table = tables.find((candidate) => candidate.name === 'SecurityAlert');
  if (!table || table.rowCount === 0) return [];
  const has = (name: string) => table.columns.some((column) => column.name === name);
  if (!has('TimeGenerated')) return [];
  const projection = Object.entries(wanted).map(([name, candidates]) => {
    const column = candidates.find(has);
    return `_${name} = ${column === undefined ? "''" : `tostring(${column})`}`;
  });
  const newest = has('SystemAlertId') ? ' | summarize arg_max(TimeGenerated, *) by SystemAlertId' : '';
  const answer = await workspace.query(
    `SecurityAlert${newest} | project TimeGenerated, ${projection.join(', ')} | top ${maxAlerts} by TimeGenerated desc`,
  );
  try {
    const cells = await answer.columnsOf(
      'TimeGenerated',
      '_id',
      '_name',
      '_severity',
      '_product',
      '_entity',
      '_entities',
    );
    const at = (column: readonly CellValue[], row: number) => String(column[row] ?? '');
    return cells.TimeGenerated.map((time, row) => {
      const entities = alertEntities(cells._entities[row] ?? null);
      return {
        id: at(cells._id, row),
        time: String(time),
        name: at(cells._name, row),
        severity: at(cells._severity, row),
        product: at(cells._product, row),
        entity: at(cells._entity, row) || entities.hosts[0] || entities.accounts[0] || entities.ips[0] || '',
        entities,
      };
    });
  } finally {
    await answer.dispose();
  }
}
