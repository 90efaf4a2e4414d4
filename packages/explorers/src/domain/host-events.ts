import { parseEventData } from '@huntbook/analysis';
import type { CellValue, JsonValue, Table } from '@huntbook/workspace';
import type { StepContext } from '../engine/step.js';
import { systemChangeEvents } from './account-change-events.js';
import type { HostScope } from './host-scope.js';
import { kqlList, within } from './kql-text.js';

/** An event with its EventData as names and values. */
export interface HostEvent {
  readonly time: string;
  readonly id: number;
  readonly activity: string;
  readonly account: string;
  readonly computer: string;
  readonly channel: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface HostEvents {
  readonly events: readonly HostEvent[];
  readonly source: Table;
  /** Set when there were more events than are read. */
  readonly cut: string | undefined;
}

/** Most events that are expanded at once. */
const mostEvents = 20_000;

/** Events of the host with the given ids: from the Security log, and service and log-clearing events of the System log. */
export async function hostEvents(
  context: StepContext,
  host: HostScope,
  window: { readonly start: string; readonly end: string },
  ids: readonly number[],
): Promise<HostEvents> {
  const names = kqlList(host.names);
  const parts: string[] = [];
  const security = ids.filter((id) => !(id in systemChangeEvents));
  if (host.tables.has('SecurityEvent') && security.length) {
    parts.push(`SecurityEvent
| ${within(window)}
| where Computer in ${names} and EventID in (${security.join(', ')})
| project TimeGenerated, EventID, Activity, Account, Computer, Channel = "Security", EventData = tostring(EventData)`);
  }
  const system = ids.filter((id) => id in systemChangeEvents);
  if (host.tables.has('WindowsEvent') && system.length) {
    const activity = system.map((id) => `EventID == ${id}, "${systemChangeEvents[id]}"`).join(', ');
    parts.push(`WindowsEvent
| ${within(window)}
| where Channel =~ "System" and Computer in ${names} and EventID in (${system.join(', ')})
| project TimeGenerated, EventID, Activity = case(${activity}, ""), Account = tostring(EventData.AccountName), Computer,
    Channel, EventData = tostring(EventData)`);
  }
  const [first, ...rest] = parts;
  const united = rest.length
    ? `union ${parts.map((part) => `(${part})`).join(', ')}`
    : (first ?? 'print x = 0 | take 0');
  const source = await context.query(`${united}\n| order by TimeGenerated asc`, {
    maxRows: mostEvents,
    name: 'host-events',
  });
  if (!first) return { events: [], source, cut: undefined };
  const cells = await source.columnsOf(
    'TimeGenerated',
    'EventID',
    'Activity',
    'Account',
    'Computer',
    'Channel',
    'EventData',
  );
  const text = (cell: CellValue | undefined) => String(cell ?? '');
  return {
    source,
    cut: source.completeness.complete ? undefined : source.completeness.reason,
    events: cells.EventID.map((id, row) => ({
      time: text(cells.TimeGenerated[row]),
      id: Number(id),
      activity: text(cells.Activity[row]),
      account: text(cells.Account[row]),
      computer: text(cells.Computer[row]),
      channel: text(cells.Channel[row]),
      properties: propertiesOf(text(cells.EventData[row])),
    })),
  };
}

/** EventData from XML, as SecurityEvent has it, or from JSON, as WindowsEvent has it. */
function propertiesOf(data: string): Record<string, string> {
  if (data.startsWith('{')) {
    const parsed = JSON.parse(data) as Readonly<Record<string, JsonValue>>;
    return Object.fromEntries(
      Object.entries(parsed).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    );
  }
  return Object.fromEntries(parseEventData(data) ?? []);
}
