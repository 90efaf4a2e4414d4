/** A range of time, both ends in milliseconds since 1970 UTC; fractions are microseconds. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/** Nothing shorter can be zoomed to: Windows keeps ticks of 100 ns, clocks are not better than a millisecond. */
export const shortest = 1;

/** ISO 8601 UTC to milliseconds, its digits beyond the millisecond kept as a fraction. */
export function parseIso(iso: string): number {
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? '';
  const whole = Date.parse(iso.replace(/\.\d+/, ''));
  return whole + (fraction ? Number(`0.${fraction}`) * 1000 : 0);
}

/** Milliseconds to ISO 8601 UTC with microseconds. */
export function toIso(ms: number): string {
  const whole = Math.floor(ms);
  const micro = Math.round((ms - whole) * 1000);
  const base = new Date(micro === 1000 ? whole + 1 : whole).toISOString();
  return micro > 0 && micro < 1000 ? `${base.slice(0, -1)}${String(micro).padStart(3, '0')}Z` : base;
}

/** The range that holds all of the given times, with some room at both ends; undefined for no times. */
export function domainOf(times: readonly number[], room = 0.02): TimeRange | undefined {
  const known = times.filter((time) => Number.isFinite(time));
  if (!known.length) return undefined;
  const start = Math.min(...known);
  const end = Math.max(...known);
  // A single moment gets a minute round it.
  const pad = end > start ? (end - start) * room : 30_000;
  return { start: start - pad, end: end + pad };
}

/** Keeps a range inside the domain, its length where that fits. */
export function clampRange(range: TimeRange, domain: TimeRange): TimeRange {
  const length = Math.min(Math.max(range.end - range.start, shortest), domain.end - domain.start);
  const start = Math.max(domain.start, Math.min(range.start, domain.end - length));
  return { start, end: start + length };
}

/** The range `factor` times as long (below 1 is closer), with the moment `at` staying where it is. */
export function zoomRange(range: TimeRange, factor: number, at: number, domain: TimeRange): TimeRange {
  const share = (at - range.start) / (range.end - range.start);
  const length = Math.max((range.end - range.start) * factor, shortest);
  return clampRange({ start: at - share * length, end: at + (1 - share) * length }, domain);
}

/** The range moved by a share of its length: 0.1 is a tenth later. */
export function panRange(range: TimeRange, share: number, domain: TimeRange): TimeRange {
  const by = (range.end - range.start) * share;
  return clampRange({ start: range.start + by, end: range.end + by }, domain);
}

export function covers(outer: TimeRange, inner: TimeRange): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** Whether two ranges are the same to the pixel of a screen. */
export function sameRange(a: TimeRange, b: TimeRange): boolean {
  const slack = (b.end - b.start) / 10_000;
  return Math.abs(a.start - b.start) < slack && Math.abs(a.end - b.end) < slack;
}

/** Where a key takes the range in view; undefined for keys that do nothing to it. */
export function rangeAfterKey(key: string, range: TimeRange, domain: TimeRange): TimeRange | undefined {
  const middle = (range.start + range.end) / 2;
  switch (key) {
    case 'ArrowLeft':
      return panRange(range, -0.2, domain);
    case 'ArrowRight':
      return panRange(range, 0.2, domain);
    case 'PageUp':
      return panRange(range, -1, domain);
    case 'PageDown':
      return panRange(range, 1, domain);
    case '+':
    case '=':
      return zoomRange(range, 0.5, middle, domain);
    case '-':
      return zoomRange(range, 2, middle, domain);
    case 'Home':
    case 'Escape':
      return domain;
    default:
      return undefined;
  }
}
