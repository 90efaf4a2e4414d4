import type { TimeWindow } from '../model/field.js';

/** A KQL string literal. */
export const quoteKqlString = (text: string): string => JSON.stringify(text);

/** `datetime(...)` of an ISO 8601 instant. Throws RangeError for a text that is none. */
export const kqlTime = (instant: string): string => `datetime(${new Date(instant).toISOString()})`;

/** `("a", "b")`, each value quoted. */
export const kqlList = (values: readonly string[]): string => `(${values.map(quoteKqlString).join(', ')})`;

/** Rows of a window, both ends inclusive. */
export const within = (window: Pick<TimeWindow, 'start' | 'end'>, column = 'TimeGenerated'): string =>
  `where ${column} between (${kqlTime(window.start)} .. ${kqlTime(window.end)})`;

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** The first few of a list: `a, b and 3 more`. */
export const someOf = (items: readonly unknown[], most = 4, separator = ', '): string =>
  items.length > most
    ? `${items.slice(0, most).join(separator)} and ${(items.length - most).toLocaleString('en-US')} more`
    : items.join(separator);
