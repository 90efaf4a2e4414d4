import type { HostFunction } from '../model/compiled-query.js';

/**
 * For every row the first time of its session. Times are microseconds in the order of the rows; a session ends where the
 * gap to the row before, or the distance from its first row, is too long, or where a restart is marked.
 */
export const sessionStarts: HostFunction = {
  name: 'kql_session_starts',
  parameters: ['string', 'string', 'long', 'long'],
  result: 'string',
  run(times, restarts, longest, gap) {
    const marks = JSON.parse(String(restarts)) as readonly number[];
    let start: number | null = null;
    let previous: number | null = null;
    const starts = (JSON.parse(String(times)) as readonly (number | null)[]).map((time, index) => {
      if (time === null) return null;
      const over =
        start === null || previous === null || time - start > Number(longest) || time - previous > Number(gap);
      if (over || marks[index] === 1) start = time;
      previous = time;
      return start;
    });
    return JSON.stringify(starts);
  },
};
