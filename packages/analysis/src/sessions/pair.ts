import { normaliseLogonId } from '../features/logon-id.js';
import type { LogonEventColumns, LogonSession, SessionEnd } from './model.js';

/** Events of a restart: of the Security log, of the event log service, and of the kernel (System log). */
const RESTART = new Set([4608, 4609, 1100, 6005, 6006, 6008, 12, 13]);
/** LocalSystem, LocalService, NetworkService and IUSR: one session each from start to shutdown. */
const PERMANENT = new Set(['0x3e7', '0x3e5', '0x3e4', '0x3e3']);

type Draft = { -readonly [Key in keyof LogonSession]: LogonSession[Key] };

/** Among events of one instant a restart comes first, then logons, then what ends sessions. */
function rank(eventId: number): number {
  if (RESTART.has(eventId)) return 0;
  if (eventId === 4624) return 1;
  return eventId === 4634 ? 3 : 2;
}

/**
 * Logon sessions from logon and logoff events, paired by computer and logon id, in order of their start.
 *
 * Windows gives an id once between two restarts; so a further logon under the id of an open session tells of a restart
 * that no event shows, and a restart ends all sessions of its computer. A logoff without logon gives a session without
 * start. The order of the rows does not matter; rows that repeat a logon are counted once.
 */
export function pairSessions(columns: LogonEventColumns): LogonSession[] {
  const sessions: Draft[] = [];
  const current = new Map<string, Map<string, Draft>>();
  for (const row of rowsByTime(columns)) {
    const event = columns.eventId[row]!;
    const computer = columns.computer[row] ?? '';
    let known = current.get(computer.toLowerCase());
    if (!known) {
      known = new Map();
      current.set(computer.toLowerCase(), known);
    }
    if (RESTART.has(event)) {
      for (const session of known.values()) close(session, 'restart', columns, row);
      known.clear();
      continue;
    }
    const logonId = normaliseLogonId(columns.logonId[row]);
    if (logonId === '' || logonId === '0x0') continue;
    let session = known.get(logonId);
    if (event === 4624 && session && !continues(session, columns, row)) {
      if (session.closedBy === 'open') session.closedBy = 'id-reused';
      session = undefined;
    }
    if (!session) {
      session = begin(columns, row, computer, logonId);
      sessions.push(session);
      known.set(logonId, session);
    }
    apply(session, columns, row);
  }
  return sessions.sort((a, b) => (a.start ?? a.lastSeen) - (b.start ?? b.lastSeen));
}

function rowsByTime(columns: LogonEventColumns): number[] {
  const { time, eventId } = columns;
  const rows: number[] = [];
  for (let row = 0; row < eventId.length; row++) {
    const event = eventId[row]!;
    const counts = event === 4624 || event === 4634 || event === 4647 || event === 4778 || event === 4779;
    if ((counts || RESTART.has(event)) && !Number.isNaN(time[row]!)) rows.push(row);
  }
  return rows.sort((a, b) => time[a]! - time[b]! || rank(eventId[a]!) - rank(eventId[b]!) || a - b);
}

const isStated = (value: string | null | undefined): value is string =>
  value !== null && value !== undefined && value !== '' && value !== '-';

function begin(columns: LogonEventColumns, row: number, computer: string, logonId: string): Draft {
  return {
    computer,
    logonId,
    account: columns.account?.[row] ?? '',
    logonType: null,
    ipAddress: '',
    start: null,
    end: null,
    duration: null,
    closedBy: 'open',
    lastSeen: columns.time[row]!,
    logons: 0,
    reconnects: 0,
    disconnects: 0,
    startRow: -1,
    endRow: -1,
  };
}

/** Whether a further logon belongs to the session: one of the system's own, or the same event written twice. */
function continues(session: Draft, columns: LogonEventColumns, row: number): boolean {
  if (PERMANENT.has(session.logonId)) return true;
  return session.start === columns.time[row]! && session.account === (columns.account?.[row] ?? '');
}

function apply(session: Draft, columns: LogonEventColumns, row: number): void {
  const time = columns.time[row]!;
  const event = columns.eventId[row]!;
  session.lastSeen = Math.max(session.lastSeen, time);
  const address = columns.ipAddress?.[row];
  if (session.ipAddress === '' && isStated(address)) session.ipAddress = address;
  if (event === 4624) {
    if (session.start === time && !PERMANENT.has(session.logonId)) return;
    session.logons++;
    if (session.start !== null) return;
    session.start = time;
    session.startRow = row;
    session.logonType = columns.logonType?.[row] ?? null;
    if (session.account === '') session.account = columns.account?.[row] ?? '';
  } else if (event === 4778) session.reconnects++;
  else if (event === 4779) session.disconnects++;
  else if (!PERMANENT.has(session.logonId)) close(session, event === 4647 ? 'user-logoff' : 'logoff', columns, row);
}

function close(session: Draft, by: SessionEnd, columns: LogonEventColumns, row: number): void {
  const time = columns.time[row]!;
  // The session's end follows the user's wish to log off, and is the later of the two.
  const follows = by === 'logoff' && session.endRow !== -1 && columns.eventId[session.endRow] === 4647;
  if (session.closedBy !== 'open' && !follows) return;
  if (!follows) session.closedBy = by;
  session.end = time;
  session.endRow = row;
  session.duration = session.start === null ? null : time - session.start;
}
