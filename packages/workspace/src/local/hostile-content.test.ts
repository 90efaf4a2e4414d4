import { describe, expect, it } from 'vitest';
import { openMemoryWorkspace } from '../index.js';
import { batchOf, batchSource, columnsOf } from '../testing/batch-source.js';

describe('hostile content', () => {
  it('keeps tables and columns apart whatever their names are', async () => {
    const workspace = await openMemoryWorkspace();
    const names = [
      'a"b',
      "c'd",
      'select',
      'e f',
      '漢字',
      'x;drop table y',
      'tab\there',
      '__proto__',
      'Case',
      'case',
      'nul\0',
      '_SourceFile',
    ];
    await workspace.load(
      batchSource('a', [batchOf('T"; drop', columnsOf(...names), [names.map((_, index) => `value ${index}`)])]),
    );
    const { tables } = await workspace.schema();
    expect(tables.map((table) => table.name)).toEqual(['T"; drop']);
    expect(tables[0]!.columns.map((column) => column.name)).toEqual([
      ...names.slice(0, 9),
      'case_',
      'nul',
      '_SourceFile_',
      '_SourceFile',
      '_SourceRecord',
    ]);
    const table = await workspace.query(`['T"; drop']`);
    expect((await table.page()).rows).toEqual([[...names.map((_, index) => `value ${index}`), 'a', 1]]);
    for await (const row of table.rows())
      expect(Object.getOwnPropertyDescriptor(row, '__proto__')?.value).toBe('value 7');
    await workspace.close();
  });

  it('keeps NUL, lone surrogates, very long cells and separators as they are', async () => {
    const workspace = await openMemoryWorkspace();
    const long = 'é'.repeat(500_000);
    const cells = [
      '',
      '\0',
      'a\0b',
      'x'.repeat(12),
      'x'.repeat(13),
      '漢字漢字',
      '\u001e\u001e',
      long,
      "'; drop table r1; --",
      '\r\n',
    ];
    await workspace.load(
      batchSource('a', [
        batchOf(
          'T',
          columnsOf('A'),
          cells.map((cell) => [cell]),
        ),
      ]),
    );
    const table = await workspace.query('T | project A');
    expect(await table.column('A')).toEqual(cells);
    expect((await table.page()).rows.map(([cell]) => cell)).toEqual(cells);
    await workspace.close();
  });

  it('takes 400 columns and a column that is constant throughout', async () => {
    const workspace = await openMemoryWorkspace();
    const columns = columnsOf(...Array.from({ length: 400 }, (_, index) => `C${index}`));
    const rows = Array.from({ length: 5000 }, (_, row) => columns.map((_, column) => (column % 2 ? 'same' : `${row}`)));
    await workspace.load(batchSource('a', [batchOf('Wide', columns, rows)]));
    const table = await workspace.query('Wide | where C0 == "4321"');
    expect((await table.page()).rows).toEqual([[...rows[4321]!, 'a', 4322]]);
    await workspace.close();
  });

  it('holds longs, reals, decimals, timespans and guids exactly', async () => {
    const workspace = await openMemoryWorkspace();
    const columns = columnsOf('L:long', 'R:real', 'D:decimal', 'T:timespan', 'G:guid', 'B:bool', 'I:int');
    await workspace.load(
      batchSource('a', [
        batchOf('T', columns, [
          [
            9223372036854775807n,
            0.1,
            '12345678901234567890.5',
            864000000001n,
            '6f9619ff-8b86-d011-b42d-00c04fc964ff',
            true,
            -5,
          ],
          [null, null, null, null, null, null, null],
          [42, -1e300, '1', -10000000n, '00000000-0000-0000-0000-000000000000', false, 2147483647],
        ]),
      ]),
    );
    expect((await (await workspace.query('T | project L, R, D, T, G, B, I')).page()).rows).toEqual([
      [
        9223372036854775807n,
        0.1,
        '12345678901234567890.5',
        '1.00:00:00.0000001',
        '6f9619ff-8b86-d011-b42d-00c04fc964ff',
        true,
        -5,
      ],
      [null, null, null, null, null, null, null],
      [42, -1e300, '1', '-00:00:01', '00000000-0000-0000-0000-000000000000', false, 2147483647],
    ]);
    await workspace.close();
  });
});
