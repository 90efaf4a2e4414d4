import { elementsOf, kindOf } from './json-text.js';

/** A series as numbers; null stands for what is missing or no number. Undefined where the text is no array. */
export function seriesOf(text: string): (number | null)[] | undefined {
  return elementsOf(text)?.map((element) => {
    if (kindOf(element) === 'number') return Number(element);
    return element === '"NaN"' ? Number.NaN : null;
  });
}

/** JSON of a real: with its point, and by name where it is not finite. */
export function realText(value: number | null): string {
  if (value === null) return 'null';
  if (!Number.isFinite(value)) return JSON.stringify(String(value));
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${Object.is(value, -0) ? 0 : value}.0` : String(value);
}

export function realsText(values: readonly (number | null)[]): string {
  return `[${values.map(realText).join(',')}]`;
}

/** The series without gaps, for algorithms that cannot have any: undefined where a value is missing. */
export function completeSeries(text: string): number[] | undefined {
  const values = seriesOf(text);
  return values && values.length > 0 && !values.includes(null) ? (values as number[]) : undefined;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance; 0 for one value. */
export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.length < 2 ? 0 : values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

/** The value at a share of the sorted values, between neighbours in proportion. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}
