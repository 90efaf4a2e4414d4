import type { CellValue } from '@huntbook/workspace';
import { changeEvents, systemChangeEvents } from '../domain/account-change-events.js';
import { type HostEvent, hostEvents } from '../domain/host-events.js';
import { kqlList, plural, within } from '../domain/kql-text.js';
import { pickMany } from '../engine/fields.js';
import { defineStep, optional } from '../engine/step.js';
import type { Option } from '../model/field.js';
import { accountChanges } from './account-changes.js';
import { findHost } from './find-host.js';
import { logons } from './logons.js';

/** Columns that a table can hold with comfort. */
const mostColumns = 120;

/** Events in full, their EventData spread over columns. */
export const eventDetails = defineStep({
  id: 'event-details',
  title: 'Event details',
  about: 'Events of the chosen kinds with every name in their EventData as a column; empty columns are left out.',
  needs: { host: findHost, logons: optional(logons), changes: optional(accountChanges) },
  inputs: async ({ host, logons: found }, context) => {
    const options = await eventOptions(context, host, found?.window ?? host.window);
    return {
      events: pickMany({
        label: 'Events',
        options,
        default: options.map((option) => option.value).filter((value) => changeEvents.includes(Number(value))),
      }),
    };
  },
  async run({ host, logons: found, changes }, { events: chosen }, context) {
    const window = found?.window ?? host.window;
    if (chosen.length === 0) {
      return {
        result: undefined,
        state: 'empty',
        finding: 'No kind of event is chosen, or none of them occurred.',
        blocks: [],
      };
    }
    const ids = chosen.map(Number);
    // Unless other kinds are asked for, the events are those of the step before.
    const { events, source, cut } =
      changes && ids.every((id) => changeEvents.includes(id))
        ? { ...changes, events: changes.events.filter((event) => ids.includes(event.id)) }
        : await hostEvents(context, host, window, ids);
    const names = propertyNames(events);
    const shown = names.slice(0, mostColumns);
    const left = names.length > shown.length ? `${names.length - shown.length} rarer columns were left out` : undefined;
    const reason = [cut, left].filter((part) => part !== undefined).join('; ');
    const table = await context.table(
      'event-details',
      [
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'EventID', type: 'int' },
        { name: 'Activity', type: 'string' },
        { name: 'Account', type: 'string' },
        { name: 'Computer', type: 'string' },
        ...shown.map((name) => ({ name, type: 'string' as const })),
      ],
      events.map((event): CellValue[] => [
        event.time,
        event.id,
        event.activity,
        event.account,
        event.computer,
        ...shown.map((name) => event.properties[name] ?? ''),
      ]),
      {
        from: source.provenance,
        derivation: 'EventData spread over columns',
        completeness: reason ? { complete: false, reason, limit: 'rows' } : { complete: true },
      },
    );
    return {
      result: table,
      state: events.length ? 'ok' : 'empty',
      finding: `${plural(events.length, 'event')} of ${plural(new Set(events.map((event) => event.id)).size, 'kind')}, with ${plural(shown.length, 'property', 'properties')}.`,
      blocks: [{ kind: 'table', title: 'Events', table: 'event-details', sort: [{ column: 'TimeGenerated' }] }],
      tables: { 'event-details': table },
    };
  },
});

async function eventOptions(
  context: Parameters<typeof hostEvents>[0],
  host: Parameters<typeof hostEvents>[1],
  window: { readonly start: string; readonly end: string },
): Promise<Option[]> {
  const counts = new Map<number, { label: string; events: number }>();
  const count = async (query: string) => {
    const answer = await context.query(
      `${query} | summarize Events = count(), Activity = take_any(Activity) by EventID | order by EventID asc`,
    );
    const cells = await answer.columnsOf('EventID', 'Activity', 'Events');
    cells.EventID.forEach((id, row) => {
      counts.set(Number(id), { label: String(cells.Activity[row]) || String(id), events: Number(cells.Events[row]) });
    });
  };
  const names = kqlList(host.names);
  if (host.tables.has('SecurityEvent')) {
    await count(`SecurityEvent | ${within(window)} | where Computer in ${names} and EventID !in (4624, 4625, 4688)`);
  }
  if (host.tables.has('WindowsEvent')) {
    const ids = Object.keys(systemChangeEvents).join(', ');
    const activity = Object.entries(systemChangeEvents)
      .map(([id, label]) => `EventID == ${id}, "${label}"`)
      .join(', ');
    await count(
      `WindowsEvent | ${within(window)} | where Channel =~ "System" and EventID in (${ids}) and Computer in ${names} | extend Activity = case(${activity}, "")`,
    );
  }
  return [...counts]
    .sort((a, b) => a[0] - b[0])
    .map(([id, { label, events }]) => ({ value: String(id), label, detail: plural(events, 'event') }));
}

/** Names with a value in some event, the commonest first; those that a fixed column holds are left out. */
function propertyNames(events: readonly HostEvent[]): string[] {
  const fixed = new Set(['timegenerated', 'eventid', 'activity', 'account', 'computer']);
  const counts = new Map<string, { name: string; count: number }>();
  for (const event of events) {
    for (const [name, value] of Object.entries(event.properties)) {
      if (value.trim() === '' || fixed.has(name.toLowerCase())) continue;
      const known = counts.get(name.toLowerCase());
      if (known) known.count++;
      else counts.set(name.toLowerCase(), { name, count: 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map(({ name }) => name);
}
