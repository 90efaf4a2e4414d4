import { describe, expect, it } from 'vitest';
import { entityOfValue } from './entity-of-value.js';
import { heatColours, readableOn, viridis } from './heat.js';
import { moveActive } from './move-active.js';

describe('what a value names', () => {
  it.each([
    ['Computer', 'WS01', 'host'],
    ['DestIP', '203.0.113.7', 'ip'],
    ['whatever', 'fe80::1', 'ip'],
    ['whatever', '300.1.1.1', undefined],
    ['TargetUserName', 'alice', 'account'],
    ['Account', '-', undefined],
    ['CommandLine', 'cmd.exe', undefined],
    ['Time', '10:00:00', undefined],
    ['Mac', '00:1a:2b:3c:4d:5e', undefined],
    ['whatever', '2001:db8:0:1:1:1:1:1', 'ip'],
  ])('takes %s = %s for %s', (column, value, expected) => {
    expect(entityOfValue(column, value)).toBe(expected);
  });
});

describe('heat', () => {
  it('runs from the dark to the bright end of viridis', () => {
    expect(viridis(0)).toEqual([68, 1, 84]);
    expect(viridis(1)).toEqual([253, 231, 37]);
    expect(heatColours(9, 9)).toEqual({ background: 'rgb(253 231 37)', color: '#000' });
  });

  it('keeps its numbers readable', () => {
    expect(readableOn([68, 1, 84])).toBe('#fff');
    expect(readableOn([253, 231, 37])).toBe('#000');
  });
});

describe('keys of a grid', () => {
  const at = { row: 5, column: 2 };
  it.each([
    ['ArrowDown', false, { row: 6, column: 2 }],
    ['ArrowUp', true, { row: 0, column: 2 }],
    ['PageDown', false, { row: 15, column: 2 }],
    ['End', true, { row: 99, column: 4 }],
    ['Home', false, { row: 5, column: 0 }],
  ])('%s moves the active cell', (key, control, expected) => {
    expect(moveActive(at, key, control, 100, 5, 10)).toEqual(expected);
  });

  it('reach the header but nothing beyond the edges', () => {
    expect(moveActive({ row: 0, column: 0 }, 'ArrowUp', false, 100, 5, 10)).toEqual({ row: -1, column: 0 });
    expect(moveActive({ row: -1, column: 0 }, 'ArrowUp', false, 100, 5, 10)).toEqual({ row: -1, column: 0 });
    expect(moveActive({ row: 99, column: 4 }, 'ArrowRight', false, 100, 5, 10)).toEqual({ row: 99, column: 4 });
    expect(moveActive(at, 'x', false, 100, 5, 10)).toBeUndefined();
  });
});
