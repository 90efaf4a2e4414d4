import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReport } from '../report.js';
import { csvRows } from './csv-rows.js';

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function parse(text: string, size = 1 << 20, delimiter = ',') {
  const report = createReport('csv');
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const group of csvRows(pieces(text, size), delimiter, report)) {
    for (const { line, cells } of group) rows.push({ line, cells });
  }
  return { rows, report };
}

const cells = fc
  .array(fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é', '\t', "'", ';', '1.5'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const table = fc.array(fc.array(cells, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });

describe('csvRows', () => {
  test('reads back what was written, however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, size, end) => {
          const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + end).join('');
          const { rows: read, report } = await parse(text, size);
          expect(read.map((row) => row.cells)).toEqual(rows);
          expect(report.skipped).toBe(0);
        },
      ),
    );
  });

  test('rows are numbered by the line they begin on', async () => {
    const { rows } = await parse('h1,h2\n"a\nb\nc",1\nx,2\n\n"y",3');
    expect(rows).toEqual([
      { line: 1, cells: ['h1', 'h2'] },
      { line: 2, cells: ['a\nb\nc', '1'] },
      { line: 5, cells: ['x', '2'] },
      { line: 7, cells: ['y', '3'] },
    ]);
  });

  test('a quote inside a bare cell is part of it', async () => {
    const { rows } = await parse('a,5" disk,"b"c\n');
    expect(rows[0]!.cells).toEqual(['a', '5" disk', 'bc']);
  });

  test('a quote that is never closed costs its rows, not the memory', async () => {
    const text = `a,b\n1,"open\n${'x,y\n'.repeat(5_000_000)}`;
    const { rows, report } = await parse(text);
    expect(rows.length).toBeGreaterThan(100_000);
    expect(report.skipped).toBe(1);
  });

  test('a file that ends inside a quoted cell is told of', async () => {
    const { rows, report } = await parse('a,b\n1,"open');
    expect(rows).toHaveLength(1);
    expect(report.damage[0]!.reason).toContain('cut off');
  });
});
