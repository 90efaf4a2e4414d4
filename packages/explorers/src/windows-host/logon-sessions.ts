import { type LogonSession, logonTypeName, pairSessions, parseMicros, type SessionEnd } from '@huntbook/analysis';
import { type CellValue, type Table, WorkspaceError } from '@huntbook/workspace';
import type { HostScope } from '../domain/host-scope.js';
import { isoMicros } from '../domain/iso-micros.js';
import { kqlList, plural, within } from '../domain/kql-text.js';
import { defineStep, optional, type StepContext } from '../engine/step.js';
import { alertDetails } from './alert-details.js';
import { findHost } from './find-host.js';
import { logons } from './logons.js';
import { alertReference } from './windows.js';

/** Logons paired with their ends. */
export const logonSessions = defineStep({
  id: 'logon-sessions',
  title: 'Logon sessions',
  about:
    'Each logon with its logoff, by logon id: when the session began and ended, how long it lasted and how it was closed. A restart of the computer, or the same id given out again, closes a session as well.',
  needs: { host: findHost, logons, alert: optional(alertDetails) },
  inputs: () => ({}),
  async run({ host, logons: { window }, alert }, _inputs, context) {
    if (!host.tables.has('SecurityEvent')) {
      throw new WorkspaceError('table-missing', 'The workspace has no logon and logoff events.', {
        subject: 'SecurityEvent',
      });
    }
    const events = await sessionEvents(context, host, window);
    const sessions = await paired(events);
    const table = await context.table('logon-sessions', columns, sessions.map(row), {
      from: events.provenance,
      derivation: 'logons paired with logoffs by computer and logon id',
    });
    const people = sessions.filter((session) => [2, 7, 10, 11, 12, 13].includes(session.logonType ?? -1));
    const open = sessions.filter((session) => session.closedBy === 'open').length;
    const longest = people.reduce((most, session) => Math.max(most, session.duration ?? 0), 0);
    return {
      result: sessions as readonly LogonSession[],
      state: sessions.length ? 'ok' : 'empty',
      finding: sessions.length
        ? `${plural(sessions.length, 'session')}, ${people.length} at a screen${
            longest ? `, the longest of them ${durationText(longest)}` : ''
          }; ${open} not seen to end.`
        : 'No logon sessions in this time.',
      blocks: [
        {
          kind: 'timeline',
          title: 'Sessions by account',
          table: 'logon-sessions',
          time: 'FirstSeen',
          endTime: 'LastSeen',
          lane: 'Account',
          tooltip: ['Account', 'LogonTypeDesc', 'IpAddress', 'LogonId', 'Duration', 'ClosedBy'],
          references: alertReference(alert),
          rangeInput: { step: 'logons', input: 'window' },
        },
        {
          kind: 'table',
          title: 'Sessions',
          table: 'logon-sessions',
          columns: [
            'Start',
            'End',
            'Duration',
            'Account',
            'LogonTypeDesc',
            'IpAddress',
            'LogonId',
            'State',
            'ClosedBy',
            'Reconnects',
          ],
          sort: [{ column: 'Start' }],
        },
      ],
      tables: { 'logon-sessions': table },
      scratch: [events],
    };
  },
});

// Shutdown and start of the system. 6005 and 6008 come when the first sessions of the new start are there already.
const restarts = [6006, 12, 13];

async function sessionEvents(
  context: StepContext,
  host: HostScope,
  window: { readonly start: string; readonly end: string },
): Promise<Table> {
  const names = kqlList(host.names);
  const security = `SecurityEvent
| ${within(window)}
| where Computer in ${names} and EventID in (4624, 4634, 4647, 4778, 4779, 4608, 4609, 1100)
| project TimeGenerated, EventID, Computer, LogonId = iff(EventID in (4778, 4779), column_ifexists("LogonID", ""), TargetLogonId),
    Account = iff(EventID in (4778, 4779), Account, strcat(TargetDomainName, "\\\\", TargetUserName)), LogonType,
    IpAddress = iff(EventID in (4778, 4779), column_ifexists("ClientAddress", ""), IpAddress)`;
  const system = `WindowsEvent
| ${within(window)}
| where Channel =~ "System" and Computer in ${names} and EventID in (${restarts.join(', ')})
| project TimeGenerated, EventID, Computer, LogonId = "", Account = "", LogonType = int(null), IpAddress = ""`;
  const query = host.tables.has('WindowsEvent') ? `union (${security}), (${system})` : security;
  return context.query(`${query}\n| order by TimeGenerated asc`, { name: 'session-events' });
}

async function paired(events: Table): Promise<LogonSession[]> {
  const cells = await events.columnsOf(
    'TimeGenerated',
    'EventID',
    'Computer',
    'LogonId',
    'Account',
    'LogonType',
    'IpAddress',
  );
  return pairSessions({
    time: Float64Array.from(cells.TimeGenerated, (time) => parseMicros(time as string | null)),
    eventId: cells.EventID.map(Number),
    computer: cells.Computer as string[],
    logonId: cells.LogonId as string[],
    account: cells.Account as string[],
    logonType: cells.LogonType as (number | null)[],
    ipAddress: cells.IpAddress as string[],
  }).sort((a, b) => (a.start ?? a.lastSeen) - (b.start ?? b.lastSeen));
}

const closings: Readonly<Record<SessionEnd, string>> = {
  'user-logoff': 'logoff by the user (4647)',
  logoff: 'logoff (4634)',
  restart: 'restart of the computer',
  'id-reused': 'logon id given out again',
  open: '',
};

const columns = [
  { name: 'Start', type: 'datetime' },
  { name: 'End', type: 'datetime' },
  { name: 'Duration', type: 'timespan' },
  { name: 'Account', type: 'string' },
  { name: 'LogonType', type: 'int' },
  { name: 'LogonTypeDesc', type: 'string' },
  { name: 'IpAddress', type: 'string' },
  { name: 'LogonId', type: 'string' },
  { name: 'Computer', type: 'string' },
  { name: 'State', type: 'string' },
  { name: 'ClosedBy', type: 'string' },
  { name: 'Logons', type: 'int' },
  { name: 'Reconnects', type: 'int' },
  { name: 'Disconnects', type: 'int' },
  { name: 'FirstSeen', type: 'datetime' },
  { name: 'LastSeen', type: 'datetime' },
] as const;

function row(session: LogonSession): CellValue[] {
  const { logonType } = session;
  const start = isoMicros(session.start);
  const end = isoMicros(session.end);
  const lastSeen = start && end ? end : isoMicros(session.lastSeen);
  return [
    start,
    end,
    session.duration === null ? null : timespan(session.duration),
    session.account,
    logonType,
    logonType === null ? '' : logonTypeName(logonType),
    session.ipAddress,
    session.logonId,
    session.computer,
    session.closedBy === 'open' ? 'open' : 'closed',
    closings[session.closedBy],
    session.logons,
    session.reconnects,
    session.disconnects,
    start ?? lastSeen,
    end ?? lastSeen,
  ];
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `[d.]hh:mm:ss.fffffff` of microseconds. */
function timespan(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const days = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const fraction = String(Math.round(micros % 1e6)).padStart(6, '0');
  return `${days ? `${days}.` : ''}${clock}.${fraction}0`;
}

function durationText(micros: number): string {
  const minutes = Math.round(micros / 6e7);
  return minutes < 120
    ? plural(minutes, 'minute')
    : minutes < 2880
      ? plural(Math.round(minutes / 60), 'hour')
      : plural(Math.round(minutes / 1440), 'day');
}
