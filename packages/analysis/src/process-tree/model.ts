import type { Parity } from '../model/parity.js';

type Text = string | null | undefined;

/**
 * Process starts, column by column, all of one length. Times are microseconds since 1970 UTC, NaN where unknown.
 * Process ids are numbers, or hex (`0x1a4`) or decimal text.
 */
export interface ProcessTreeColumns {
  readonly time: ArrayLike<number>;
  readonly name: readonly Text[];
  readonly pid: readonly (string | number | null | undefined)[];
  readonly parentPid: readonly (string | number | null | undefined)[];
  readonly parentName?: readonly Text[];
  readonly host?: readonly Text[];
  /** Session of the account that starts the process. */
  readonly logonId?: readonly Text[];
  /** Session that the process runs in, where it is another; null or 0x0 otherwise. */
  readonly targetLogonId?: readonly Text[];
  readonly user?: readonly Text[];
  readonly userId?: readonly Text[];
  readonly commandLine?: readonly Text[];
  /** Ids that are unique over all processes of all hosts, as Sysmon gives them. */
  readonly processGuid?: readonly Text[];
  readonly parentGuid?: readonly Text[];
  /** When the parent was started, where the record itself says so, as Defender's do. */
  readonly parentCreationTime?: ArrayLike<number>;
  readonly grandparentName?: readonly Text[];
  readonly grandparentPid?: readonly (string | number | null | undefined)[];
  readonly grandparentCreationTime?: ArrayLike<number>;
  /** Rarity of each process, for `subtreeMaxRarity`; NaN where unknown. */
  readonly rarity?: ArrayLike<number>;
}

export interface ProcessTreeOptions {
  /**
   * With `msticpy`: hosts are not told apart, a parent's name must be equal as written (in any case), processes with one
   * name, id and start are one, and inferred parents start at time 0.
   */
  readonly parity?: Parity;
}

/**
 * What a process is linked to its parent by, the surest first: the parent's GUID; its process id and the start time that
 * the record gives; the latest earlier process of that id and name; the latest of that id, the name being unknown. The
 * parent is inferred where no record of it exists. A root has no link.
 */
export type LinkConfidence = 'guid' | 'creation-time' | 'pid-time-name' | 'pid-time' | 'inferred' | 'none';

/** Processes in tree order: each directly before its subtree, siblings by start time. Entries are numbered from 0. */
export interface ProcessTree {
  readonly size: number;
  /** Input row, -1 for an inferred process. */
  readonly source: Int32Array;
  /** Number in order of time, inferred processes last: an element of the path. */
  readonly order: Uint32Array;
  /** Entry of the parent, -1 for a root. */
  readonly parent: Int32Array;
  readonly confidence: readonly LinkConfidence[];
  /** 0 for a root. */
  readonly depth: Uint32Array;
  readonly childCount: Uint32Array;
  /** Processes of the subtree, this one included. */
  readonly subtreeSize: Uint32Array;
  /** Highest rarity in the subtree; NaN where none is known. */
  readonly subtreeMaxRarity: Float64Array;
  readonly name: readonly string[];
  /** NaN where unknown. */
  readonly pid: Float64Array;
  /** Microseconds since 1970 UTC; NaN where unknown. */
  readonly time: Float64Array;
  readonly host: readonly string[];
  readonly user: readonly string[];
  readonly userId: readonly string[];
  /** Session that the process runs in. */
  readonly logonId: readonly string[];
  readonly commandLine: readonly string[];
  readonly IsRoot: readonly boolean[];
  readonly IsLeaf: readonly boolean[];
  readonly IsBranch: readonly boolean[];
  readonly IsInferred: readonly boolean[];
  /** Input rows that repeat an earlier one and were left out. */
  readonly duplicates: number;
}
