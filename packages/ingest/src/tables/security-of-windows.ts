import type { RawCell, RecordBatch } from '../model/batch.js';
import type { WindowsEventRecord } from '../model/windows-event.js';
import { dataText, wholeNumber } from '../windows/json-shapes.js';
import { createSecurityRows } from '../windows/security-rows.js';

function dataOf(json: unknown): [string, string][] {
  if (typeof json !== 'string' || !json.startsWith('{')) return [];
  return Object.entries(JSON.parse(json) as Record<string, unknown>).map(([name, value]) => [name, dataText(value)]);
}

function eventOf(get: (name: string) => RawCell | undefined): WindowsEventRecord | undefined {
  const time = get('TimeGenerated');
  const eventId = get('EventID');
  if (String(get('Channel')).toLowerCase() !== 'security') return undefined;
  if (typeof time !== 'number' || typeof eventId !== 'number') return undefined;
  const keywords = dataText(get('Keywords'));
  return {
    time,
    eventId,
    channel: 'Security',
    provider: dataText(get('Provider')),
    computer: dataText(get('Computer')),
    data: dataOf(get('EventData')),
    level: wholeNumber(get('EventLevel')),
    task: wholeNumber(get('Task')),
    recordId: wholeNumber(get('EventRecordId')),
    keywords: keywords === '' ? undefined : keywords,
  };
}

/** The rows of SecurityEvent for those rows of an exported WindowsEvent that are of the Security channel; none is undefined. */
export function securityOfWindows(batch: RecordBatch): RecordBatch | undefined {
  const rows = createSecurityRows();
  const columns = new Map(batch.columns.map((column, index) => [column.name, batch.values[index]!]));
  for (let row = 0; row < batch.records.length; row += 1) {
    const event = eventOf((name) => columns.get(name)?.[row]);
    if (event !== undefined) rows.add(event, batch.records[row]!);
  }
  return rows.builder.take();
}
