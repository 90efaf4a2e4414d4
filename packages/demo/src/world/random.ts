/** A stream of pseudo-random numbers that is the same on every machine for the same key. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Integer in [from, to], both inclusive. */
  int(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** Exponentially distributed with the mean given. */
  exponential(mean: number): number;
  /** Events in an interval in which `mean` are expected. */
  poisson(mean: number): number;
  /** Hex digits in lower case. */
  hex(digits: number): string;
}

/** FNV-1a over UTF-16 units, finished with murmur3's avalanche. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const HEX = '0123456789abcdef';

/** The sfc32 generator of PractRand, keyed by a text. */
export function createRandom(key: string): Random {
  let a = hash32(key);
  let b = hash32(`${key}#b`);
  let c = hash32(`${key}#c`);
  let counter = 1;
  const bits = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();
  const next = (): number => bits() / 4294967296;
  const exponential = (mean: number): number => -Math.log(1 - next()) * mean;
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    chance: (probability) => next() < probability,
    exponential,
    poisson(mean) {
      if (mean <= 0) return 0;
      if (mean > 60) {
        // Sum of twelve uniforms: a normal deviate good to three standard deviations.
        let sum = -6;
        for (let i = 0; i < 12; i++) sum += next();
        return Math.max(0, Math.round(mean + sum * Math.sqrt(mean)));
      }
      const limit = Math.exp(-mean);
      let count = -1;
      let product = 1;
      do {
        count++;
        product *= next();
      } while (product > limit);
      return count;
    },
    hex(digits) {
      let text = '';
      while (text.length < digits) {
        const value = bits();
        for (let shift = 0; shift < 32 && text.length < digits; shift += 4) text += HEX[(value >>> shift) & 15];
      }
      return text;
    },
  };
}
