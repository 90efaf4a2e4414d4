import { type CellValue, type Table, type TableInfo, WorkspaceError } from '@huntbook/workspace';
import { type HostScope, hostLabel, sameHost } from '../domain/host-scope.js';
import { plural, quoteKqlString, within } from '../domain/kql-text.js';
import { text, timeWindow } from '../engine/fields.js';
import { defineStep, type StepContext } from '../engine/step.js';
import { iso, parseInstant } from '../engine/time-window.js';
import type { TimeWindow } from '../model/field.js';
import { ExplorerError } from '../model/hunt.js';

/** Tables that hold Windows hosts, with the column that names the host. */
const hostTables: Readonly<Record<string, { readonly column: string; readonly filter?: string }>> = {
  SecurityEvent: { column: 'Computer' },
  // The Security channel's events stand in SecurityEvent already.
  WindowsEvent: { column: 'Computer', filter: 'where Channel !~ "Security"' },
  DeviceProcessEvents: { column: 'DeviceName' },
  DeviceLogonEvents: { column: 'DeviceName' },
};

interface FoundHost {
  readonly computer: string;
  events: number;
  first: string;
  last: string;
  readonly tables: string[];
}

/** Finds hosts by a whole word of their name and settles which one is hunted. */
export const findHost = defineStep({
  id: 'find-host',
  title: 'Find the host',
  about: 'Looks for hosts whose name has the given word, in every table of Windows events, and takes one of them.',
  needs: {},
  inputs: async (_needs, context) => {
    const given = context.values.host;
    const name = text({
      label: 'Host name',
      default: typeof given === 'string' ? given.trim() : '',
      placeholder: 'WS01',
    });
    const window = await hostWindow(context);
    return {
      host: name,
      window: timeWindow({ label: 'Time range', ...window }),
      computer: text({
        label: 'Computer',
        help: 'Which of several matching hosts to hunt. Empty takes the best match.',
        placeholder: 'the best match',
        default: '',
      }),
    };
  },
  async run(_needs, inputs, context) {
    if (inputs.host === '')
      throw new ExplorerError('bad-input', 'No host name was given.', { hint: 'Type a host name.' });
    const infos = await context.workspace.tables();
    const present = infos.filter((info) => info.name in hostTables);
    if (present.length === 0) {
      throw new WorkspaceError('table-missing', 'The workspace has no Windows event data.', {
        subject: 'SecurityEvent',
        hint: `Load Windows logs: it has none of ${Object.keys(hostTables).join(', ')}.`,
      });
    }
    const found = await search(context, present, inputs.host, inputs.window);
    const hosts = [...found.hosts.values()].sort((a, b) => b.events - a.events);
    const chosen = choose(hosts, inputs.host, inputs.computer);
    const table = await context.table(
      'find-host',
      [
        { name: 'Computer', type: 'string' },
        { name: 'Events', type: 'long' },
        { name: 'FirstSeen', type: 'datetime' },
        { name: 'LastSeen', type: 'datetime' },
        { name: 'Tables', type: 'string' },
        { name: 'Chosen', type: 'bool' },
      ],
      hosts.map((host) => [
        host.computer,
        host.events,
        host.first,
        host.last,
        host.tables.join(', '),
        host.computer === chosen?.computer,
      ]),
      found.origin ? { from: found.origin.provenance, derivation: 'one row a host over all tables' } : {},
    );
    const scope: HostScope | undefined = chosen && {
      computer: chosen.computer,
      names: hosts.map((host) => host.computer).filter((other) => sameHost(other, chosen.computer)),
      window: inputs.window,
      tables: new Set(infos.filter((info) => info.rowCount > 0).map((info) => info.name)),
      span: (await spanOf(context)) && { start: inputs.window.start, end: inputs.window.end },
    };
    if (!scope) {
      const others = await knownHosts(context, present);
      return {
        result: undefined,
        state: 'empty',
        tone: 'notable',
        finding: `Host not found: no computer has the word “${inputs.host}” in its name.${
          others.length ? ` Known hosts: ${others.join(', ')}.` : ''
        }`,
        blocks: [],
        tables: { 'find-host': table },
      };
    }
    const aliases = scope.names.length;
    const others = hosts.filter((host) => !sameHost(host.computer, scope.computer));
    return {
      result: scope,
      finding: others.length
        ? `${plural(hosts.length, 'host')} match “${inputs.host}”; hunting ${scope.computer}. Choose another with the Computer input.`
        : `Unique host found: ${scope.computer}${aliases > 1 ? `, in ${aliases} spellings` : ''}, ${plural(chosen?.events ?? 0, 'event')}.`,
      blocks: [
        {
          kind: 'table',
          title: 'Matching hosts',
          table: 'find-host',
          select: { step: 'find-host', input: 'computer', column: 'Computer' },
        },
      ],
      tables: { 'find-host': table },
    };
  },
});

/** What the person typed exactly, else a host of that label, else the host with the most events. */
function choose(hosts: readonly FoundHost[], wanted: string, picked: string): FoundHost | undefined {
  if (picked !== '') {
    const exact = hosts.find((host) => host.computer === picked);
    if (exact) return exact;
    throw new ExplorerError('bad-input', `Computer: “${picked}” is not among the matching hosts.`, {
      hint: `They are ${hosts.map((host) => host.computer).join(', ') || 'none'}.`,
    });
  }
  const same = (name: string) => name.toLowerCase() === wanted.toLowerCase();
  return (
    hosts.find((host) => same(host.computer)) ??
    hosts.find((host) => hostLabel(host.computer) === hostLabel(wanted)) ??
    hosts[0]
  );
}

async function search(context: StepContext, present: readonly TableInfo[], name: string, window: TimeWindow) {
  const hosts = new Map<string, FoundHost>();
  let origin: Table | undefined;
  await Promise.all(
    present.map(async ({ name: table }) => {
      const { column, filter } = hostTables[table]!;
      const answer = await context.query(
        [
          table,
          within(window),
          `where ${column} has ${quoteKqlString(name)}`,
          ...(filter ? [filter] : []),
          `summarize Events = count(), FirstSeen = min(TimeGenerated), LastSeen = max(TimeGenerated) by Computer = ${column}`,
        ].join('\n| '),
      );
      origin ??= answer;
      for await (const row of answer.rows()) merge(hosts, table, row);
    }),
  );
  return { hosts, origin };
}

function merge(hosts: Map<string, FoundHost>, table: string, row: Readonly<Record<string, CellValue>>): void {
  const computer = String(row.Computer);
  const [first, last] = [String(row.FirstSeen), String(row.LastSeen)];
  const host = hosts.get(computer) ?? { computer, events: 0, first, last, tables: [] };
  host.events += Number(row.Events);
  host.first = first < host.first ? first : host.first;
  host.last = last > host.last ? last : host.last;
  host.tables.push(table);
  hosts.set(computer, host);
}

/** Up to 20 host names, to help someone who mistyped one. */
async function knownHosts(context: StepContext, present: readonly TableInfo[]): Promise<string[]> {
  const names = new Set<string>();
  for (const { name } of present) {
    const answer = await context.query(
      `${name} | summarize Events = count() by Host = ${hostTables[name]!.column} | top 20 by Events`,
    );
    for (const host of await answer.column('Host')) if (host) names.add(String(host));
  }
  return [...names].slice(0, 20);
}

/** From the first to the last Windows event, where the workspace is a set of logs rather than a live service. */
async function spanOf(context: StepContext): Promise<{ start: string; end: string } | undefined> {
  const { start, end } = context.values;
  if (typeof start === 'string' || typeof end === 'string') {
    const whole = await logSpan(context);
    const at = (value: unknown, fallback: string | undefined) =>
      typeof value === 'string' ? iso(parseInstant(value)) : (fallback ?? iso(Date.now()));
    return { start: at(start, whole?.start), end: at(end, whole?.end) };
  }
  return context.workspace.engine === 'local' ? logSpan(context) : undefined;
}

async function logSpan(context: StepContext): Promise<{ start: string; end: string } | undefined> {
  const infos = await context.workspace.tables();
  const spans = infos.filter((info) => info.name in hostTables && info.start !== undefined && info.end !== undefined);
  const starts = spans.map((info) => info.start!).sort();
  const ends = spans.map((info) => info.end!).sort();
  // The last event's second may have a fraction that milliseconds cut off.
  return spans.length ? { start: iso(Date.parse(starts[0]!)), end: iso(Date.parse(ends.at(-1)!) + 1000) } : undefined;
}

async function hostWindow(context: StepContext) {
  const span = await spanOf(context);
  const given = context.values.origin;
  const origin = typeof given === 'string' ? iso(parseInstant(given)) : (span?.end ?? iso(Date.now()));
  return { unit: 'day', before: 5, after: 1, maxBefore: 20, maxAfter: 1, origin, ...(span ? { span } : {}) } as const;
}
