/** One line of an audit log: a record of the event that its time and serial number name. */
export interface AuditLine {
  /** Host that sent it, where the daemon writes one; '' otherwise. */
  readonly node: string;
  /** `SYSCALL`, `EXECVE`, `USER_LOGIN` ... */
  readonly type: string;
  /** `<seconds>.<milliseconds>:<serial>`: the same in all records of an event. */
  readonly id: string;
  /** Microseconds since 1970 UTC. */
  readonly time: number;
  readonly body: string;
}

const HEADER = /^(?:node=([^ ]{1,255}) )?type=([A-Za-z0-9_[\]]{1,40}) msg=audit\((\d{1,11})\.(\d{1,6}):(\d{1,20})\): ?/;

/** A line as auditd writes it; undefined when it is none. */
export function parseAuditLine(line: string): AuditLine | undefined {
  const header = HEADER.exec(line);
  if (header === null) return undefined;
  const [whole, node, type, seconds, fraction, serial] = header as unknown as [string, ...(string | undefined)[]];
  return {
    node: node ?? '',
    type: type!,
    id: `${seconds}.${fraction}:${serial}`,
    time: Number(seconds) * 1e6 + Number(fraction!.padEnd(6, '0')),
    body: line.slice(whole.length),
  };
}
