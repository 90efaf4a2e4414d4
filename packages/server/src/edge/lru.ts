/** Keeps at most `limit` things by id; the least recently used one that is not `busy` makes room for a new one. */
export interface Lru<Thing> {
  get(id: string): Thing | undefined;
  add(id: string, thing: Thing): void;
  /** Takes it out without calling `drop`. */
  take(id: string): Thing | undefined;
  values(): IterableIterator<Thing>;
  clear(): Thing[];
}

export function lru<Thing>(
  limit: number,
  drop: (thing: Thing) => void,
  busy: (thing: Thing) => boolean = () => false,
): Lru<Thing> {
  const things = new Map<string, Thing>();
  const makeRoom = () => {
    if (things.size < limit) return;
    const entries = [...things];
    const [id, thing] = entries.find(([, candidate]) => !busy(candidate)) ?? entries[0]!;
    things.delete(id);
    drop(thing);
  };
  return {
    get(id) {
      const thing = things.get(id);
      if (thing !== undefined) {
        things.delete(id);
        things.set(id, thing);
      }
      return thing;
    },
    add(id, thing) {
      makeRoom();
      things.set(id, thing);
    },
    take(id) {
      const thing = things.get(id);
      things.delete(id);
      return thing;
    },
    values: () => things.values(),
    clear() {
      const all = [...things.values()];
      things.clear();
      return all;
    },
  };
}
