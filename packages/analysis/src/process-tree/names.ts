/** Last element of a Windows or Linux path. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}

/** A path in one spelling: lower case, without `\??\`, device or drive; a bare file name stays bare. */
export function comparablePath(path: string): string {
  let text = path.toLowerCase();
  if (text.startsWith('\\??\\')) text = text.slice(4);
  if (text.startsWith('\\device\\')) {
    const end = text.indexOf('\\', 8);
    if (end !== -1) text = text.slice(end);
  }
  return text.length > 2 && text.charCodeAt(1) === 58 ? text.slice(2) : text;
}

/** Gives equal texts equal numbers from 0 up. */
export function interner(): { idOf(text: string): number; readonly texts: readonly string[] } {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    idOf(text) {
      let id = ids.get(text);
      if (id === undefined) {
        id = texts.length;
        ids.set(text, id);
        texts.push(text);
      }
      return id;
    },
  };
}

/** Gives equal pairs of numbers from 0 up equal numbers from 0 up, without an object a pair. */
export function pairInterner(expected: number): { idOf(a: number, b: number): number; readonly size: number } {
  let capacity = 16;
  while (capacity < 2 * expected) capacity *= 2;
  let slots = new Int32Array(capacity).fill(-1);
  let first = new Int32Array(capacity / 2);
  let second = new Int32Array(capacity / 2);
  let size = 0;
  const slotOf = (a: number, b: number): number => {
    let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
    hash ^= hash >>> 15;
    let slot = Math.imul(hash, 0x2c1b3c6d) >>> 0;
    for (slot &= capacity - 1; ; slot = (slot + 1) & (capacity - 1)) {
      const id = slots[slot]!;
      if (id === -1 || (first[id] === a && second[id] === b)) return slot;
    }
  };
  const grow = (): void => {
    capacity *= 2;
    slots = new Int32Array(capacity).fill(-1);
    const [a, b] = [first, second];
    first = new Int32Array(capacity / 2);
    second = new Int32Array(capacity / 2);
    first.set(a);
    second.set(b);
    for (let id = 0; id < size; id++) slots[slotOf(first[id]!, second[id]!)] = id;
  };
  return {
    get size() {
      return size;
    },
    idOf(a, b) {
      const slot = slotOf(a, b);
      const id = slots[slot]!;
      if (id !== -1) return id;
      first[size] = a;
      second[size] = b;
      slots[slot] = size;
      if (++size === capacity / 2) grow();
      return size - 1;
    },
  };
}
