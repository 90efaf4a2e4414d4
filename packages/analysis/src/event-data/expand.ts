import type { EventData } from './parse.js';

type Cell = string | number | boolean | null | undefined;

/** Columns of events that say how they were collected, not what happened; hidden where events are shown in detail. */
export const ADMINISTRATIVE_COLUMNS: readonly string[] = [
  'TenantId',
  'EventProperties',
  'SourceSystem',
  'EventSourceName',
  'Channel',
  'EventID',
  'Task',
  'Level',
  'EventData',
  'EventOriginId',
  'MG',
  'TimeCollected',
  'ManagementGroupName',
  'Type',
];

const isEmpty = (cell: Cell): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/**
 * One column for each name in the events' data, beside their columns. A value whose name is a column fills the column's
 * cell where that is empty. Columns that are empty in every row are left out, other gaps become ''.
 */
export function expandEventData(
  events: readonly (EventData | null)[],
  columns: Readonly<Record<string, readonly Cell[]>> = {},
): Record<string, Exclude<Cell, null | undefined>[]> {
  const count = events.length;
  const result = new Map<string, Cell[]>(Object.entries(columns).map(([name, cells]) => [name, [...cells]]));
  for (let row = 0; row < count; row++) {
    for (const [name, value] of events[row] ?? []) {
      let cells = result.get(name);
      if (!cells) {
        cells = new Array<Cell>(count).fill('');
        result.set(name, cells);
      }
      if (isEmpty(cells[row])) cells[row] = value;
    }
  }
  const filled = [...result].filter(([, cells]) => !cells.every(isEmpty));
  return Object.fromEntries(filled.map(([name, cells]) => [name, cells.map((cell) => (isEmpty(cell) ? '' : cell!))]));
}
