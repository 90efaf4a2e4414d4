import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReport } from '../report.js';
import { scanJsonValues } from './scanner.js';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 6 });

describe('scanJsonValues', () => {
  test.each([
    ['an array', (values: unknown[]) => JSON.stringify(values)],
    ['a pretty array', (values: unknown[]) => JSON.stringify(values, null, 2)],
    ['values in a row', (values: unknown[]) => values.map((value) => JSON.stringify(value, null, 1)).join('\n')],
  ])('finds the objects of %s, however the stream is cut', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 9 }), async (values, size) => {
        const report = createReport('json');
        const found: unknown[] = [];
        for await (const records of scanJsonValues(pieces(Buffer.from(write(values)), size), report)) {
          for (const { number, value } of records) {
            expect(number).toBe(found.length + 1);
            found.push(value);
          }
        }
        expect(JSON.stringify(found)).toBe(JSON.stringify(values));
        expect(report).toMatchObject({ records: values.length, skipped: 0 });
      }),
    );
  });

  test('an object beyond the limit is passed over', async () => {
    const report = createReport('json');
    const huge = `{"a":"${'x'.repeat(17 * 1024 * 1024)}"}`;
    const found: unknown[] = [];
    for await (const records of scanJsonValues(pieces(Buffer.from(`[{"a":1},${huge},{"a":2}]`), 1 << 20), report)) {
      found.push(...records.map((record) => record.value));
    }
    expect(found).toEqual([{ a: 1 }, { a: 2 }]);
    expect(report).toMatchObject({ records: 3, skipped: 1, damage: [{ record: 2 }] });
  });
});
