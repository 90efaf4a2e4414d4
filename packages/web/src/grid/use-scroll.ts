import { useCallback, useEffect, useRef, useState } from 'react';
import { type ScrollPlace, scrollGeometry, scrollTo, scrollToRow } from './virtual-scroll.js';

/** Follows an element that scrolls over rows of one height. */
export function useScroll(rows: number, rowHeight: number, headerHeight: number) {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 800, height: 300 });
  const [place, setPlace] = useState<ScrollPlace & { readonly left: number }>({ scrollTop: 0, top: 0, left: 0 });
  const current = useRef(place);
  const geometry = scrollGeometry(rows, rowHeight, Math.max(rowHeight, size.height - headerHeight));
  const latest = useRef(geometry);
  latest.current = geometry;

  const put = useCallback((next: ScrollPlace & { readonly left: number }) => {
    current.current = next;
    setPlace(next);
  }, []);

  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setSize({ width: node.clientWidth, height: node.clientHeight }));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    const node = element.current;
    if (!node) return;
    const before = current.current;
    const vertical = node.scrollTop === before.scrollTop ? before : scrollTo(latest.current, before, node.scrollTop);
    put({ top: vertical.top, scrollTop: vertical.scrollTop, left: node.scrollLeft });
  }, [put]);

  const showRow = useCallback(
    (row: number) => {
      const node = element.current;
      if (!node) return;
      const next = scrollToRow(latest.current, current.current, row, rowHeight);
      if (next === current.current) return;
      put({ ...next, left: node.scrollLeft });
      node.scrollTop = next.scrollTop;
      // The browser may round; what it says is where short moves count from.
      current.current = { ...current.current, scrollTop: node.scrollTop };
    },
    [put, rowHeight],
  );

  const toTop = useCallback(() => {
    if (element.current) element.current.scrollTop = 0;
    put({ scrollTop: 0, top: 0, left: current.current.left });
  }, [put]);

  return { element, size, place, geometry, onScroll, showRow, toTop };
}
