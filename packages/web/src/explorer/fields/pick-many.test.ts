import { describe, expect, it } from 'vitest';
import { addValues, removeValues, splitOptions } from './pick-many.js';

const options = ['4720', '4722', '4728'].map((value) => ({ value, label: `${value}: Event` }));

describe('picking a subset', () => {
  it('shows what is left, filtered in any case, beside what is selected', () => {
    const { source, chosen } = splitOptions(options, ['4722'], '472 ');
    expect(source.map(({ value }) => value)).toEqual(['4720', '4728']);
    expect(chosen.map(({ value }) => value)).toEqual(['4722']);
    expect(splitOptions(options, [], 'EVENT').source).toHaveLength(3);
  });

  it('shows an option given twice once', () => {
    expect(splitOptions([...options, ...options], [], '').source).toHaveLength(3);
  });

  it('leaves out selected values that are no longer to be had', () => {
    expect(splitOptions(options, ['9999'], '').chosen).toEqual([]);
    expect(addValues(options, ['9999', '4728'], ['4720'])).toEqual(['4720', '4728']);
  });

  it('removes', () => {
    expect(removeValues(['4720', '4722'], ['4720'])).toEqual(['4722']);
  });
});
