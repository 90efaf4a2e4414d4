import { describe, expect, it } from 'vitest';
import { columnsWithin, emptyColumns, naturalWidth, orderColumns, placeColumns } from './column-layout.js';

const measure = (text: string) => text.length * 10;
const account = { name: 'Account', type: 'string' } as const;

describe('columns of a grid', () => {
  it('are as wide as their name and the first rows need, within limits', () => {
    expect(naturalWidth(account, 0, [], measure)).toBe(104);
    expect(naturalWidth(account, 0, [['CONTOSO\\admin-jd']], measure)).toBe(180);
    expect(naturalWidth(account, 0, [['x'.repeat(500)]], measure)).toBe(300);
    expect(naturalWidth(account, 0, [['x'.repeat(500)]], measure, { code: true })).toBe(520);
  });

  it('are drawn only where they reach into view', () => {
    const { placed, total } = placeColumns(
      ['a', 'b', 'c'].map((name, cell) => ({ column: { name, type: 'string' as const }, cell, width: 100 })),
    );
    expect(total).toBe(300);
    expect(columnsWithin(placed, 100, 150).map(({ column }) => column.name)).toEqual(['b']);
  });

  it('count as empty where the rows hold nothing at all', () => {
    const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'string' as const }));
    expect([
      ...emptyColumns(columns, [
        ['', null, 0],
        ['', '', false],
      ]),
    ]).toEqual(['a', 'b']);
    expect(emptyColumns(columns, []).size).toBe(0);
    expect(emptyColumns(columns, [['', null, '']]).size).toBe(0);
  });

  it('stand in the order asked for, the rest hidden and names that are not there passed over', () => {
    const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'string' as const }));
    const { order, hidden } = orderColumns(columns, ['c', 'gone', 'a']);
    expect(order).toEqual(['c', 'a', 'b']);
    expect([...hidden]).toEqual(['b']);
    expect(orderColumns(columns, ['gone']).hidden.size).toBe(0);
  });
});
