import { civilMicros } from '../clock/parse-time.js';
import type { Stamp } from './stamp.js';

type Yearless = Extract<Stamp, { kind: 'yearless' }>;

const DAY = 86_400e6;
/** Lines may stand this many days out of order. */
const DISORDER_DAYS = 31;
/** With more turns of the year than this the lines are in no order, and turns say nothing. */
const MAX_TURNS = 20;

function dayOfYear({ month, day }: Yearless): number {
  return (civilMicros(2000, month, day, 0, 0, 0, 0)! - civilMicros(2000, 1, 1, 0, 0, 0, 0)!) / DAY;
}

/** Counts the turns of the year that lines in order of time pass. */
function createTurns(): (stamp: Yearless) => number {
  let last: number | undefined;
  let turns = 0;
  return (stamp) => {
    const day = dayOfYear(stamp);
    if (last !== undefined && last - day > DISORDER_DAYS) turns += 1;
    // A late line of the old year among the first of the new.
    else if (last !== undefined && last < DISORDER_DAYS && day >= 366 - DISORDER_DAYS && turns > 0) turns -= 1;
    last = day;
    return turns;
  };
}

function isLeap(year: number): boolean {
  return civilMicros(year, 2, 29, 0, 0, 0, 0) !== undefined;
}

function timeIn(year: number, { month, day, ofDay }: Yearless): number | undefined {
  const midnight = civilMicros(year, month, day, 0, 0, 0, 0);
  return midnight === undefined ? undefined : midnight + ofDay;
}

export interface YearGuess {
  /** First and last year given to a line. */
  readonly first: number;
  readonly last: number;
  /** Microseconds since 1970 of a local time; call it for each line in the order of the file. */
  timeOf(stamp: Yearless): number | undefined;
}

/** Looks at the times of a file before it is read. */
export interface YearSurvey {
  add(stamp: Yearless): void;
  /** Undefined when no line was added. */
  guess(): YearGuess | undefined;
}

/**
 * Gives lines without a year the latest year in which none is later than the file's last change (microseconds since 1970), the
 * turns of the year between them counted. A 29 February needs a leap year.
 */
export function surveyYears(lastChange: number): YearSurvey {
  const turn = createTurns();
  const limit = lastChange + DAY;
  const leapTurns = new Set<number>();
  let turns = 0;
  let last: Yearless | undefined;

  function latestYear(stamp: Yearless): number {
    const year = new Date(limit / 1000).getUTCFullYear();
    return (timeIn(year, stamp) ?? limit) <= limit ? year : year - 1;
  }

  return {
    add(stamp) {
      turns = turn(stamp);
      if (stamp.month === 2 && stamp.day === 29 && leapTurns.size <= MAX_TURNS) leapTurns.add(turns);
      last = stamp;
    },
    guess() {
      if (last === undefined) return undefined;
      const ordered = turns <= MAX_TURNS;
      const end = latestYear(last);
      let first = end - (ordered ? turns : 0);
      for (let back = 0; ordered && back < 8; back += 1) {
        if ([...leapTurns].every((passed) => isLeap(first - back + passed))) {
          first -= back;
          break;
        }
      }
      const turnAgain = createTurns();
      return {
        first,
        last: ordered ? first + turns : end,
        timeOf(stamp) {
          const year = ordered ? first + turnAgain(stamp) : latestYear(stamp);
          const time = timeIn(year, stamp);
          return time !== undefined && time > limit ? timeIn(year - 1, stamp) : time;
        },
      };
    },
  };
}
