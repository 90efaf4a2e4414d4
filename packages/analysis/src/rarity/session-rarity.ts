type Key = string | null | undefined;

export interface SessionRarityColumns {
  readonly account: readonly Key[];
  readonly session: readonly Key[];
  /** Rarity of each event; NaN leaves the event out. */
  readonly rarity: ArrayLike<number>;
}

/** One entry a pair of account and session, the rarest first. */
export interface SessionRarity {
  readonly account: string[];
  readonly session: string[];
  /** Arithmetic mean over the session's events; 1 when each is unique. */
  readonly meanRarity: Float64Array;
  readonly maxRarity: Float64Array;
  readonly processCount: Uint32Array;
  /** Entry of each event, -1 for events left out. */
  readonly entryOf: Int32Array;
}

/** Rarity of an event is one over the size of its cluster; noise has size 1. */
export function eventRarity(clusterSizes: ArrayLike<number>): Float64Array {
  const rarity = new Float64Array(clusterSizes.length);
  for (let i = 0; i < rarity.length; i++) rarity[i] = 1 / clusterSizes[i]!;
  return rarity;
}

/** Rarity of sessions from that of their events (msticnb `LogonSessionsRarity`), sorted by mean rarity, descending. */
export function sessionRarity(columns: SessionRarityColumns): SessionRarity {
  const { account, session, rarity } = columns;
  const byAccount = new Map<string, Map<string, number>>();
  const accounts: string[] = [];
  const sessions: string[] = [];
  const sums: number[] = [];
  const maxima: number[] = [];
  const counts: number[] = [];
  const entryOf = new Int32Array(rarity.length).fill(-1);
  for (let row = 0; row < rarity.length; row++) {
    const value = rarity[row]!;
    if (Number.isNaN(value)) continue;
    const name = account[row] ?? '';
    const id = session[row] ?? '';
    let ofAccount = byAccount.get(name);
    if (!ofAccount) {
      ofAccount = new Map();
      byAccount.set(name, ofAccount);
    }
    let entry = ofAccount.get(id);
    if (entry === undefined) {
      entry = accounts.length;
      ofAccount.set(id, entry);
      accounts.push(name);
      sessions.push(id);
      sums.push(0);
      maxima.push(0);
      counts.push(0);
    }
    entryOf[row] = entry;
    sums[entry]! += value;
    counts[entry]!++;
    if (value > maxima[entry]!) maxima[entry] = value;
  }
  const mean = sums.map((sum, entry) => sum / counts[entry]!);
  const order = accounts.map((_, entry) => entry);
  order.sort((a, b) => mean[b]! - mean[a]! || maxima[b]! - maxima[a]! || counts[a]! - counts[b]! || a - b);
  const place = new Int32Array(order.length);
  order.forEach((entry, i) => {
    place[entry] = i;
  });
  for (let row = 0; row < entryOf.length; row++) if (entryOf[row]! >= 0) entryOf[row] = place[entryOf[row]!]!;
  return {
    account: order.map((entry) => accounts[entry]!),
    session: order.map((entry) => sessions[entry]!),
    meanRarity: Float64Array.from(order, (entry) => mean[entry]!),
    maxRarity: Float64Array.from(order, (entry) => maxima[entry]!),
    processCount: Uint32Array.from(order, (entry) => counts[entry]!),
    entryOf,
  };
}
