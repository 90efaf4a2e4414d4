import { eventDataPairs } from '../windows/parse-event-data.js';
import type { TableShaper } from './table-shaper.js';

/** Adds what a row of one table has only packed up in another column. `get` gives a value of the row by its column. */
export type RowFinisher = (shaper: TableShaper, get: (name: string) => unknown) => void;

function absent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Values that stand only in EventData, in columns of their names, where the row has none. */
function securityEvent(known: ReadonlyMap<string, unknown>): RowFinisher {
  return (shaper, get) => {
    const eventData = get('EventData');
    if (typeof eventData !== 'string' || !eventData.includes('<Data ')) return;
    for (const [name, value] of eventDataPairs(eventData)) {
      if (known.has(name) && value !== '' && absent(get(name))) shaper.set(shaper.column(name), value);
    }
  };
}

/** Defender's tables have their time in Timestamp; queries ask for TimeGenerated. */
const deviceEvent: RowFinisher = (shaper, get) => {
  const timestamp = get('Timestamp') ?? get('Timestamp [UTC]');
  if (!absent(timestamp) && get('TimeGenerated') === undefined && get('TimeGenerated [UTC]') === undefined) {
    shaper.set(shaper.column('TimeGenerated'), timestamp);
  }
};

export function rowFinisher(table: string, known: ReadonlyMap<string, unknown>): RowFinisher | undefined {
  if (table === 'SecurityEvent') return securityEvent(known);
  return known.has('TimeGenerated') && known.has('Timestamp') ? deviceEvent : undefined;
}
