import type { ColumnSchema } from '@huntbook/kql';
import { describe, expect, it } from 'vitest';
import { choiceOf } from './row-choice.js';

const columns: readonly ColumnSchema[] = [
  { name: 'Computer', type: 'string' },
  { name: 'Chosen', type: 'bool' },
];
const rows = [
  ['web-01', false],
  ['web-02', true],
];

function chosen(value: string | null, of = columns): (boolean | undefined)[] {
  const choice = { column: 'Computer', chosen: value, onChoose: () => undefined };
  return rows.map((row) => choiceOf(choice, of, row)?.chosen);
}

describe('the chosen row', () => {
  it('is the one whose cell the input holds', () => {
    expect(chosen('web-01')).toEqual([true, false]);
  });

  it('is the one that the step marked as chosen while the input is empty', () => {
    expect(chosen('')).toEqual([false, true]);
    expect(chosen(null)).toEqual([false, true]);
  });

  it('is none where nothing is marked', () => {
    const [computer] = columns as [ColumnSchema];
    expect(chosen('', [computer, { name: 'Chosen', type: 'string' }])).toEqual([false, false]);
    expect(chosen('', [computer, { name: 'Seen', type: 'bool' }])).toEqual([false, false]);
  });

  it('cannot be one without the column, or before its cells are there', () => {
    const choice = { column: 'Computer', chosen: '', onChoose: () => undefined };
    expect(choiceOf(choice, [], rows[0])).toBeUndefined();
    expect(choiceOf(choice, columns, undefined)).toBeUndefined();
    expect(choiceOf(undefined, columns, rows[0])).toBeUndefined();
  });
});
