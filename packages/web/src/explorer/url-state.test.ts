import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from '../app/search.js';
import { changeInput, decodeValue, encodeValue, inputChanges, readHuntSearch, writeHuntSearch } from './url-state.js';

describe('a hunt in the address', () => {
  it('reopens with the same values and inputs', () => {
    const values = { host: 'WS01', start: '2026-11-10T00:00:00Z' };
    const inputs = {
      'rare-sessions': { percentile: 50, all: true, note: '50', path: 'C:\\a b&c=d' },
      logons: { time: { start: '2026-11-10T00:00:00Z', unit: 'day', before: 5 }, ids: ['4720', '4728'] },
    };
    const address = stringifySearch(writeHuntSearch(values, inputs));
    expect(readHuntSearch(parseSearch(address))).toEqual({ values, inputs });
  });

  it('reads what a person would type', () => {
    expect(readHuntSearch(parseSearch('?host=WS01&rare-sessions.percentile=50&indicators.find=evil'))).toEqual({
      values: { host: 'WS01' },
      inputs: { 'rare-sessions': { percentile: 50 }, indicators: { find: 'evil' } },
    });
  });

  it('keeps a host whose name is a number as text', () => {
    expect(readHuntSearch(parseSearch('?host=42')).values).toEqual({ host: '42' });
  });

  it.each([['true'], ['12'], ['"quoted"'], ['[1]'], ['{'], [''], ['null'], ['plain']])('keeps the text %j', (text) => {
    expect(decodeValue(encodeValue(text))).toBe(text);
  });

  it('drops an input that is put back, and its step with the last one', () => {
    const changed = changeInput(changeInput({}, 'logons', 'a', 1), 'logons', 'b', 2);
    expect(changed).toEqual({ logons: { a: 1, b: 2 } });
    expect(changeInput(changed, 'logons', 'a', undefined)).toEqual({ logons: { b: 2 } });
    expect(changeInput({ logons: { b: 2 } }, 'logons', 'b', undefined)).toEqual({});
  });

  it('tells which steps to set again, and to what', () => {
    expect(inputChanges({ a: { x: 1, y: 2 }, b: { z: 1 } }, { a: { y: 2, x: 1 }, c: { w: 3 } })).toEqual([
      ['b', {}, true],
      ['c', { w: 3 }, false],
    ]);
    expect(inputChanges({ a: { x: 1, y: 2 } }, { a: { x: 1 } })).toEqual([['a', { x: 1 }, true]]);
  });
});
