import type { Row, Table } from '@huntbook/workspace';
import { alertEntities, parseLoose } from '../domain/alert-entities.js';
import { checkbox, pickOne } from '../engine/fields.js';
import { defineStep } from '../engine/step.js';
import type { Fact } from '../model/block.js';
import type { Option } from '../model/field.js';
import { findHost } from './find-host.js';
import { relatedAlerts } from './related-alerts.js';
import type { AlertFocus } from './windows.js';

const labelColumns = ['TimeGenerated', 'SystemAlertId', 'AlertName', 'ProductName'] as const;

/** One alert in full; the windows of later steps can be centred on it. */
export const alertDetails = defineStep({
  id: 'alert-details',
  title: 'Selected alert',
  about: 'The properties and entities of one alert. Its time is marked on every timeline that follows.',
  needs: { host: findHost, alerts: relatedAlerts },
  inputs: async ({ host, alerts }) => ({
    alert: pickOne({ label: 'Alert', options: await alertOptions(alerts) }),
    centre: checkbox({
      label: 'Centre subsequent time ranges round the selected alert',
      default: host.span === undefined,
    }),
  }),
  async run({ alerts }, { alert, centre }, context) {
    const row = alert === null ? undefined : await find(alerts, alert);
    if (!row) {
      return { result: undefined, state: 'empty', finding: 'There is no alert to select.', blocks: [] };
    }
    const time = String(row.TimeGenerated);
    const focus: AlertFocus = { id: String(row.SystemAlertId), name: String(row.AlertName), time, centre };
    const facts = alertFacts(row);
    const entities = alertEntities(row.Entities);
    const details = await context.table(
      'alert-details',
      [
        { name: 'Property', type: 'string' },
        { name: 'Value', type: 'string' },
      ],
      facts.map((fact) => [fact.label, String(fact.value)]),
      { from: alerts.provenance, derivation: 'properties of the selected alert' },
    );
    const entityTable = await context.table(
      'alert-entities',
      [
        { name: 'Type', type: 'string' },
        { name: 'Entity', type: 'string' },
        { name: 'Properties', type: 'dynamic' },
      ],
      entities.map((entity) => [entity.type, entity.name, entity.properties]),
      { from: alerts.provenance, derivation: 'entities of the selected alert' },
    );
    return {
      result: focus,
      tone: String(row.Severity).toLowerCase() === 'high' ? 'bad' : 'notable',
      finding: `${focus.name} (${row.Severity}) at ${time.slice(0, 19).replace('T', ' ')} UTC names ${entities.length} entities.`,
      blocks: [
        { kind: 'facts', title: 'Alert', facts },
        {
          kind: 'table',
          title: 'Entities',
          table: 'alert-entities',
          code: ['Entity'],
          whenEmpty: 'The alert names no entities.',
        },
      ],
      tables: { 'alert-details': details, 'alert-entities': entityTable },
    };
  },
});

async function alertOptions(alerts: Table): Promise<Option[]> {
  const page = await alerts.page({ limit: 5000, sort: [{ column: 'TimeGenerated' }] });
  const at = new Map(page.columns.map((column, index) => [column.name, index]));
  const cell = (row: readonly unknown[], column: string) => String(row[at.get(column) ?? -1] ?? '');
  return page.rows.map((row) => ({
    value: cell(row, 'SystemAlertId'),
    label: labelColumns
      .map((column) => cell(row, column))
      .filter((part) => part !== '')
      .join(' - '),
    detail: cell(row, 'Severity'),
  }));
}

async function find(alerts: Table, id: string): Promise<Row | undefined> {
  const page = await alerts.page({ limit: 1, filter: [{ column: 'SystemAlertId', op: 'equals', value: id }] });
  const row = page.rows[0];
  return row && Object.fromEntries(page.columns.map((column, index) => [column.name, row[index] ?? null]));
}

function alertFacts(row: Row): Fact[] {
  const facts: Fact[] = [];
  for (const [name, value] of Object.entries(row)) {
    if (['Entities', 'ExtendedProperties', 'ExtendedLinks', 'TenantId', 'Type'].includes(name)) continue;
    if (value === null || value === '' || name.startsWith('_')) continue;
    facts.push({ label: name, value: typeof value === 'object' ? JSON.stringify(value) : value });
  }
  const extended = parseLoose(row.ExtendedProperties);
  if (extended && typeof extended === 'object' && !Array.isArray(extended)) {
    for (const [name, value] of Object.entries(extended)) {
      if (value === null || value === '') continue;
      facts.push({ label: name, value: typeof value === 'object' ? JSON.stringify(value) : (value as string) });
    }
  }
  return facts;
}
