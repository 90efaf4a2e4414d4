import type { SourceReport } from '../model/source.js';
import { noteDamage } from '../report.js';
import { MAX_RECORD_BYTES } from '../text/lines.js';
import { type JsonParser, type JsonRecord, parseRecord } from './records.js';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const NEWLINE = 10;

/**
 * The objects of a JSON array, or of JSON values written one after the other over several lines. Finds where each object
 * of the outermost level (below an array) ends by counting braces outside texts, and parses it alone, so that a damaged
 * one costs no other and memory holds one at a time. Records are numbered by their place.
 */
export async function* scanJsonValues(
  source: AsyncIterable<Buffer>,
  report: SourceReport,
  parse: JsonParser = JSON.parse,
): AsyncGenerator<JsonRecord[]> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let depth = 0;
  let inText = false;
  let escaped = false;
  let number = 0;
  let tooLong = false;

  for await (const chunk of source) {
    const records: JsonRecord[] = [];
    let start = 0;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index]!;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        // A raw line end cannot stand in a text: its closing quote was lost.
        else if (byte === QUOTE || byte === NEWLINE) inText = false;
        continue;
      }
      if (byte === QUOTE) inText = depth > 0;
      else if (byte === OPEN) {
        if (depth === 0) start = index;
        depth += 1;
      } else if (byte === CLOSE && depth > 0) {
        depth -= 1;
        if (depth > 0) continue;
        number += 1;
        const tail = chunk.subarray(start, index + 1);
        if (tooLong) {
          report.records += 1;
          noteDamage(report, number, `longer than ${MAX_RECORD_BYTES} bytes`);
        } else {
          const whole = held.length === 0 ? tail : Buffer.concat([...held, tail]);
          const value = parseRecord(whole.toString('utf8'), number, report, parse);
          if (value !== undefined) records.push({ number, value });
        }
        held = [];
        heldBytes = 0;
        tooLong = false;
        start = index + 1;
      }
    }
    if (depth > 0) {
      heldBytes += chunk.length - start;
      if (heldBytes > MAX_RECORD_BYTES) {
        tooLong = true;
        held = [];
      } else held.push(chunk.subarray(start));
    }
    yield records;
  }
  if (depth > 0) {
    report.records += 1;
    noteDamage(report, number + 1, 'cut off: the file ends inside the record');
  }
}
