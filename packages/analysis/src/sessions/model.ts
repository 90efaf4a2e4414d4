type Text = string | null | undefined;

/**
 * Logon events, column by column, in any order: 4624 logons, 4634 and 4647 logoffs, 4778 and 4779 reconnections and
 * disconnections, and whatever tells of a restart (4608, 4609, 1100, 6005, 6006, 6008, 12, 13). Others are passed over.
 */
export interface LogonEventColumns {
  /** Microseconds since 1970 UTC. */
  readonly time: ArrayLike<number>;
  readonly eventId: ArrayLike<number>;
  readonly computer: readonly Text[];
  /** The id of the session that the event is about: TargetLogonId, of 4778 and 4779 LogonID. */
  readonly logonId: readonly (string | number | null | undefined)[];
  readonly account?: readonly Text[];
  readonly logonType?: ArrayLike<number | null | undefined>;
  /** Source address; of 4778 and 4779 the client's. */
  readonly ipAddress?: readonly Text[];
}

/**
 * How a session came to its end: the user logged off (4647), the session was ended (4634), the computer restarted, its id
 * was given to another session, or it has not ended in the events at hand.
 */
export type SessionEnd = 'user-logoff' | 'logoff' | 'restart' | 'id-reused' | 'open';

export interface LogonSession {
  readonly computer: string;
  /** Normalised. */
  readonly logonId: string;
  readonly account: string;
  /** null where the logon was not seen. */
  readonly logonType: number | null;
  readonly ipAddress: string;
  /** Microseconds since 1970 UTC; null where the session began before the events at hand. */
  readonly start: number | null;
  /** null while open, and where a session's id was reused before its end was seen. */
  readonly end: number | null;
  /** Microseconds; null without start or end. */
  readonly duration: number | null;
  readonly closedBy: SessionEnd;
  /** Time of the last event of the session. */
  readonly lastSeen: number;
  /** 4624 events of the session: more than one for the system's own, which never end. */
  readonly logons: number;
  readonly reconnects: number;
  readonly disconnects: number;
  /** Input rows of the first logon and of the closing event; -1 where there is none. */
  readonly startRow: number;
  readonly endRow: number;
}
