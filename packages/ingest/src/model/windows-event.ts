import type { RecordBatch } from './batch.js';

/** A Windows event in one shape, whatever file it came from (EVTX, NXLog, winlogbeat, Sentinel's WindowsEvent, the demo). */
export interface WindowsEventRecord {
  /** Microseconds since 1970 UTC, from the most trustworthy clock the record has. */
  readonly time: number;
  /** Channel in its canonical case: `Security`, `Microsoft-Windows-Sysmon/Operational`. */
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly computer: string;
  readonly recordId?: number | undefined;
  readonly level?: number | undefined;
  readonly task?: number | undefined;
  readonly opcode?: number | undefined;
  readonly version?: number | undefined;
  /** Hex text, `0x8020000000000000`. */
  readonly keywords?: string | undefined;
  readonly userSid?: string | undefined;
  readonly processId?: number | undefined;
  readonly threadId?: number | undefined;
  /** Named values in the order of the event, each name once; unnamed ones are `param1`, `param2` ... */
  readonly data: readonly (readonly [name: string, value: string])[];
  /** The message text, where the source holds it. */
  readonly message?: string | undefined;
}

/**
 * Collects Windows events into batches of `SecurityEvent` (Security channel) and `WindowsEvent` (all channels).
 * `Event` is a view that the workspace makes over `WindowsEvent`.
 */
export interface WindowsEventShaper {
  add(event: WindowsEventRecord, record: number): void;
  /** Batches that are full; with `all`, also those that are not. */
  take(all?: boolean): RecordBatch[];
}
