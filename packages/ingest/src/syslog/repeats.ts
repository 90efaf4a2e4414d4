/** Messages that one line may stand for, and those that all lines of a file may add. */
const MOST_PER_LINE = 1000;
const MOST_PER_FILE = 1_000_000;

export interface Repeat {
  readonly times: number;
  /** Undefined for the message of the line before. */
  readonly message: string | undefined;
}

const BRACKETED = /^message repeated (\d{1,9}) times: \[ ?/;
const LAST = /^last message repeated (\d{1,9}) times?$/;

/** What rsyslog (`message repeated 2 times: [ ... ]`) and syslogd (`last message repeated 2 times`) shortened. */
export function parseRepeat(message: string): Repeat | undefined {
  const bracketed = BRACKETED.exec(message);
  if (bracketed !== null && message.endsWith(']')) {
    return { times: Number(bracketed[1]), message: message.slice(bracketed[0].length, -1) };
  }
  const last = LAST.exec(message);
  return last === null ? undefined : { times: Number(last[1]), message: undefined };
}

/** Keeps what is written out within bounds, as the number is whatever the log says. */
export function createRepeatBudget(): { allows(times: number): boolean } {
  let added = 0;
  return {
    allows(times) {
      if (times < 1 || times > MOST_PER_LINE || added + times > MOST_PER_FILE) return false;
      added += times;
      return true;
    },
  };
}
