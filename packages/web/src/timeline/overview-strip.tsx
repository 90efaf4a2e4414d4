import { useLayoutEffect, useMemo, useRef } from 'react';
import { prepareCanvas, type Scene } from './draw.js';
import { columnCounts, drawOverview } from './draw-overview.js';
import { clampRange, type TimeRange } from './time-range.js';
import styles from './timeline.module.css';

interface StripProps {
  readonly scene: Scene;
  readonly domain: TimeRange;
  readonly range: TimeRange;
  readonly zoomed: boolean;
  readonly onChange: (range: TimeRange | undefined) => void;
}

const height = 32;

/** The whole span in little, with the range in view framed: drag the frame to move, drag beside it to choose another. */
export function OverviewStrip({ scene, domain, range, zoomed, onChange }: StripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const grip = useRef<{ readonly from: number; readonly range: TimeRange; readonly moves: boolean }>(undefined);
  const { width, colours } = scene;
  const overviews = scene.series.map((series) => series.overview);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts come from the overviews and what is hidden
  const counts = useMemo(
    () => columnCounts(scene, domain, Math.max(1, Math.floor(width / 2))),
    [...overviews, scene.hidden, domain, width],
  );

  useLayoutEffect(() => {
    if (!canvas.current || width <= 0) return;
    const context = prepareCanvas(canvas.current, width, height);
    if (context) drawOverview(context, counts, width, height, colours.muted);
  }, [counts, width, colours]);

  const length = domain.end - domain.start;
  const timeAt = (x: number) => domain.start + (Math.max(0, Math.min(x, width)) / Math.max(1, width)) * length;
  const left = ((range.start - domain.start) / length) * width;
  const right = ((range.end - domain.start) / length) * width;

  return (
    <div
      className={styles.overview}
      style={{ height }}
      aria-hidden
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
        grip.current = { from: x, range, moves: zoomed && x >= left - 3 && x <= right + 3 };
      }}
      onPointerMove={(event) => {
        const held = grip.current;
        if (!held) return;
        const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
        if (held.moves) {
          const by = timeAt(held.from) - timeAt(x);
          onChange(clampRange({ start: held.range.start - by, end: held.range.end - by }, domain));
        } else if (Math.abs(x - held.from) > 3) {
          onChange({ start: timeAt(Math.min(x, held.from)), end: timeAt(Math.max(x, held.from)) });
        }
      }}
      onPointerUp={() => {
        grip.current = undefined;
      }}
      onPointerCancel={() => {
        grip.current = undefined;
      }}
    >
      <canvas ref={canvas} style={{ width, height }} />
      {zoomed ? (
        <>
          <div className={styles.shade} style={{ left: 0, width: Math.max(0, left) }} />
          <div className={styles.frame} style={{ left, width: Math.max(3, right - left) }} />
          <div className={styles.shade} style={{ left: right, right: 0 }} />
        </>
      ) : null}
    </div>
  );
}
