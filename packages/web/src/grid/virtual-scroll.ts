/**
 * Browsers cut elements off at 17 to 33 million pixels, a million rows are 28. Beyond this height the scroll bar covers
 * the rows in proportion, while the wheel and the keys still move by their own pixels.
 */
export const maxHeight = 8_000_000;

export interface ScrollGeometry {
  /** Height that all rows would have. */
  readonly content: number;
  /** Height of the element that scrolls; the same, or `maxHeight`. */
  readonly physical: number;
  readonly viewport: number;
}

export function scrollGeometry(rows: number, rowHeight: number, viewport: number): ScrollGeometry {
  const content = rows * rowHeight;
  return { content, physical: Math.min(content, maxHeight), viewport };
}

/** A place in the rows, `top` pixels of content above the viewport, and the scroll bar's place that goes with it. */
export interface ScrollPlace {
  readonly scrollTop: number;
  readonly top: number;
}

/**
 * The place after the scroll bar went to `scrollTop`. Short moves keep their pixels; long ones (a dragged bar) go in proportion.
 * Close to either end moves are stretched so that both ends are reached together.
 */
export function scrollTo(geometry: ScrollGeometry, before: ScrollPlace, scrollTop: number): ScrollPlace {
  const { content, physical, viewport } = geometry;
  const physicalEnd = Math.max(0, physical - viewport);
  const contentEnd = Math.max(0, content - viewport);
  const at = Math.max(0, Math.min(scrollTop, physicalEnd));
  if (content === physical) return { scrollTop: at, top: at };
  if (at === 0) return { scrollTop: at, top: 0 };
  if (at >= physicalEnd - 0.5) return { scrollTop: at, top: contentEnd };
  const moved = at - before.scrollTop;
  if (Math.abs(moved) > viewport * 2) return { scrollTop: at, top: (at / physicalEnd) * contentEnd };
  const physicalLeft = moved > 0 ? physicalEnd - before.scrollTop : before.scrollTop;
  const contentLeft = moved > 0 ? contentEnd - before.top : before.top;
  const near = physicalLeft < viewport * 20 || contentLeft < viewport * 20;
  const stretch = near && physicalLeft > 0 ? contentLeft / physicalLeft : 1;
  return { scrollTop: at, top: Math.max(0, Math.min(contentEnd, before.top + moved * stretch)) };
}

/** The place that has the row in view, moving as little as can be. */
export function scrollToRow(
  geometry: ScrollGeometry,
  before: ScrollPlace,
  row: number,
  rowHeight: number,
): ScrollPlace {
  const rowTop = row * rowHeight;
  let top = before.top;
  if (rowTop < top) top = rowTop;
  else if (rowTop + rowHeight > top + geometry.viewport) top = rowTop + rowHeight - geometry.viewport;
  if (top === before.top) return before;
  const contentEnd = Math.max(1, geometry.content - geometry.viewport);
  const physicalEnd = Math.max(0, geometry.physical - geometry.viewport);
  top = Math.max(0, Math.min(top, contentEnd));
  return {
    top,
    scrollTop: geometry.content === geometry.physical ? top : Math.round((top / contentEnd) * physicalEnd),
  };
}

/** Rows to draw, `to` exclusive, with some to spare on both sides. */
export function visibleRows(
  top: number,
  viewport: number,
  rowHeight: number,
  rows: number,
  spare = 6,
): { readonly from: number; readonly to: number } {
  return {
    from: Math.max(0, Math.floor(top / rowHeight) - spare),
    to: Math.min(rows, Math.ceil((top + viewport) / rowHeight) + spare),
  };
}
