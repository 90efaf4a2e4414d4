import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, splitLines } from './lines.js';

async function* pieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.length) return;
    yield bytes.subarray(at, at + size);
    at += size;
  }
  if (at < bytes.length) yield bytes.subarray(at);
}

async function lines(bytes: Buffer, sizes: readonly number[], maxBytes?: number): Promise<(string | number)[]> {
  const result: (string | number)[] = [];
  let number = 0;
  for await (const group of splitLines(pieces(bytes, sizes), maxBytes === undefined ? {} : { maxBytes })) {
    for (const line of group) {
      number += 1;
      expect(line.number).toBe(number);
      result.push('bytes' in line ? line.bytes.toString('latin1') : (line as Line & { tooLong: number }).tooLong);
    }
  }
  return result;
}

describe('splitLines', () => {
  test('gives the same lines however the stream is cut', async () => {
    const text = fc
      .array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\n\n', '\r', 'é'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(text, sizes, async (content, cuts) => {
        const bytes = Buffer.from(content);
        const expected = bytes.toString('latin1').split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(await lines(bytes, cuts)).toEqual(
          expected.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)),
        );
      }),
    );
  });

  test('passes over lines that are too long, telling how long they were', async () => {
    const bytes = Buffer.from(`short\n${'x'.repeat(5000)}\nafter\n${'y'.repeat(3000)}`);
    expect(await lines(bytes, Array(20).fill(700), 100)).toEqual(['short', 5000, 'after', 3000]);
  });
});
