import { HEX, is } from './characters.js';
import type { Scanner } from './model.js';

const LINE_FEED = 10;

/** Runs of exactly `length` hex digits. Without strict the character on either side belongs to the match. */
function hashScanner(length: number): Scanner {
  return (text, { strict }, found) => {
    let consumed = 0;
    // A run of that length covers at least one of every `length`-th position.
    for (let probe = length - 1; probe < text.length; probe += length) {
      if (!is(text, probe, HEX)) continue;
      let start = probe;
      while (is(text, start - 1, HEX)) start--;
      let end = probe + 1;
      while (is(text, end, HEX)) end++;
      if (end - start === length) {
        const free = start === 0 || start > consumed || text.charCodeAt(start - 1) === LINE_FEED;
        if (strict || free) {
          found(start, end);
          consumed = end + 1;
        }
      }
      // The next run begins behind this one.
      while (probe + length < end) probe += length;
    }
  };
}

export const scanMd5: Scanner = hashScanner(32);
export const scanSha1: Scanner = hashScanner(40);
export const scanSha256: Scanner = hashScanner(64);
