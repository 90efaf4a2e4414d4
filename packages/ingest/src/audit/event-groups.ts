import type { AuditLine } from './audit-line.js';

/** A record with the line it stands on and its text. */
export interface HeldRecord {
  readonly number: number;
  readonly line: AuditLine;
  readonly raw: string;
}

export interface EventGroup {
  readonly records: readonly HeldRecord[];
  /** The event was handed on before, without these records. */
  readonly late: boolean;
}

export interface GroupLimits {
  /** Events held at a time, waiting for more of their records. */
  readonly events: number;
  /** Characters of records held at a time. */
  readonly characters: number;
  /** Events remembered after they were handed on, to know late records. */
  readonly remembered: number;
}

export const GROUP_LIMITS: GroupLimits = { events: 20_000, characters: 6 * 1024 * 1024, remembered: 50_000 };

/**
 * Groups records by event. They may lie any number of records apart as long as no more than the limits allow lies between
 * them; events that have waited longest go first.
 */
export interface EventGroups {
  add(record: HeldRecord): void;
  /** Events that waited long enough; with `all`, every one, in the order in which they began. */
  take(all?: boolean): EventGroup[];
}

export function createEventGroups(limits: GroupLimits = GROUP_LIMITS): EventGroups {
  const open = new Map<string, HeldRecord[]>();
  let gone = new Set<string>();
  let longGone = new Set<string>();
  let held = 0;

  function remember(key: string): void {
    if (gone.size >= limits.remembered / 2) [longGone, gone] = [gone, new Set()];
    gone.add(key);
  }

  return {
    add(record) {
      const key = `${record.line.node} ${record.line.id}`;
      const group = open.get(key);
      if (group === undefined) open.set(key, [record]);
      else group.push(record);
      held += record.raw.length;
    },
    take(all = false) {
      const taken: EventGroup[] = [];
      if (!all && open.size <= limits.events && held <= limits.characters) return taken;
      // Half of them at a time: taking single entries off the front of a Map gets slower each time.
      for (const [key, records] of open) {
        if (!all && open.size <= limits.events / 2 && held <= limits.characters / 2) break;
        open.delete(key);
        for (const { raw } of records) held -= raw.length;
        taken.push({ records, late: gone.has(key) || longGone.has(key) });
        remember(key);
      }
      return taken;
    },
  };
}
