import { describe, expect, it } from 'vitest';
import { maxHeight, scrollGeometry, scrollTo, scrollToRow, visibleRows } from './virtual-scroll.js';

const small = scrollGeometry(1000, 28, 400);
const million = scrollGeometry(1_000_000, 28, 400);

describe('scrolling through rows', () => {
  it('goes pixel by pixel while the rows fit into an element', () => {
    expect(small.physical).toBe(28_000);
    expect(scrollTo(small, { scrollTop: 0, top: 0 }, 1234)).toEqual({ scrollTop: 1234, top: 1234 });
  });

  it('keeps the element within what browsers draw at a million rows', () => {
    expect(million.content).toBe(28_000_000);
    expect(million.physical).toBe(maxHeight);
  });

  it('moves by the wheel’s own pixels in a scaled table', () => {
    const before = { scrollTop: 4_000_000, top: 14_000_000 };
    expect(scrollTo(million, before, 4_000_100).top).toBe(14_000_100);
    expect(scrollTo(million, before, 3_999_900).top).toBe(13_999_900);
  });

  it('goes in proportion when the bar is dragged', () => {
    const middle = (maxHeight - 400) / 2;
    expect(scrollTo(million, { scrollTop: 0, top: 0 }, middle).top).toBeCloseTo((28_000_000 - 400) / 2, 0);
  });

  it('reaches the first and the last row, however it came near them', () => {
    let place = scrollTo(million, { scrollTop: 0, top: 0 }, maxHeight - 10_000);
    for (let step = 0; step < 200; step += 1) place = scrollTo(million, place, place.scrollTop + 60);
    expect(place.top).toBe(28_000_000 - 400);
    place = scrollTo(million, place, 3_000);
    for (let step = 0; step < 60; step += 1) place = scrollTo(million, place, place.scrollTop - 60);
    expect(place).toEqual({ scrollTop: 0, top: 0 });
  });

  it('never goes back when the wheel goes down', () => {
    let place = scrollTo(million, { scrollTop: 0, top: 0 }, maxHeight - 30_000);
    for (let step = 0; step < 600; step += 1) {
      const next = scrollTo(million, place, place.scrollTop + 50);
      expect(next.top).toBeGreaterThanOrEqual(place.top);
      place = next;
    }
  });

  it('brings a row into view with the least move', () => {
    const place = { scrollTop: 0, top: 0 };
    expect(scrollToRow(small, place, 5, 28)).toBe(place);
    expect(scrollToRow(small, place, 20, 28).top).toBe(21 * 28 - 400);
    expect(scrollToRow(million, place, 999_999, 28).top).toBe(28_000_000 - 400);
  });

  it('draws the rows in view and a few more', () => {
    expect(visibleRows(280, 280, 28, 1000, 2)).toEqual({ from: 8, to: 22 });
    expect(visibleRows(0, 280, 28, 3, 2)).toEqual({ from: 0, to: 3 });
  });
});
