const NEWLINE = 10;

/** A line without its end, or the length of one that was too long to keep. */
export type Line =
  | { readonly number: number; readonly bytes: Buffer }
  | { readonly number: number; readonly tooLong: number };

export interface LineOptions {
  /** Longest line kept, in bytes; a longer one is passed over without being held. */
  readonly maxBytes?: number;
}

export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/**
 * The lines of a byte stream, in groups (one for each chunk read), without `\n` or `\r\n`. Lines are views of the chunks:
 * use them before asking for the next group.
 */
export async function* splitLines(
  source: AsyncIterable<Buffer>,
  { maxBytes = MAX_RECORD_BYTES }: LineOptions = {},
): AsyncGenerator<Line[]> {
  let number = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;

  function finish(tail: Buffer): Line {
    const length = heldBytes + tail.length;
    let line: Line;
    if (length > maxBytes) line = { number, tooLong: length };
    else {
      const whole = held.length === 0 ? tail : Buffer.concat([...held, tail], length);
      const end = whole.length > 0 && whole[whole.length - 1] === 13 ? whole.length - 1 : whole.length;
      line = { number, bytes: whole.subarray(0, end) };
    }
    held = [];
    heldBytes = 0;
    number += 1;
    return line;
  }

  for await (const chunk of source) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(finish(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) {
      const rest = chunk.subarray(start);
      heldBytes += rest.length;
      if (heldBytes > maxBytes) held = [];
      else held.push(rest);
    }
    if (lines.length > 0) yield lines;
  }
  if (heldBytes > 0) yield [finish(Buffer.alloc(0))];
}
