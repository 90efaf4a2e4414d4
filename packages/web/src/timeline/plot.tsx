import type { TimelineBlock } from '@huntbook/explorers';
import { useLayoutEffect, useRef, useState } from 'react';
import { singleLine } from '../format/visible-text.js';
import { drawLanes, type Scene } from './draw.js';
import { Drawing } from './drawing.js';
import { type Hit, hitAt } from './hit.js';
import type { Lane } from './lanes.js';
import { rangeAfterKey, type TimeRange, zoomRange } from './time-range.js';
import styles from './timeline.module.css';
import { TimelineTooltip } from './timeline-tooltip.js';

interface PlotProps {
  readonly scene: Scene;
  readonly domain: TimeRange;
  readonly block: TimelineBlock;
  readonly onChange: (range: TimeRange | undefined) => void;
}

interface Hover {
  readonly x: number;
  readonly y: number;
  readonly lane: Lane;
  readonly hit: Hit;
}

/** Below this a press is a click. */
const leastDrag = 4;

/** The canvas with what a pointer and a keyboard do to it. */
export function Plot({ scene, domain, block, onChange }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number }>();
  const [hover, setHover] = useState<Hover>();
  const { width, height, range } = scene;
  const latest = useRef({ range, domain, onChange, width });
  latest.current = { range, domain, onChange, width };

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      // The plain wheel scrolls the page; with a modifier, and on a pinch, which comes as one, it zooms.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const now = latest.current;
      const share = (event.clientX - element.getBoundingClientRect().left) / Math.max(1, now.width);
      const at = now.range.start + share * (now.range.end - now.range.start);
      now.onChange(zoomRange(now.range, Math.exp(Math.max(-1, Math.min(1, event.deltaY / 150))), at, now.domain));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const timeAt = (x: number) => range.start + (x / width) * (range.end - range.start);
  const place = (event: React.PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: Math.max(0, Math.min(event.clientX - box.left, width)), y: event.clientY - box.top };
  };
  const look = (x: number, y: number, event: React.PointerEvent) => {
    const lane = scene.lanes[Math.floor(y / scene.laneHeight)];
    const shown = lane && scene.series[lane.series]?.shown;
    if (!lane || !shown || lane.index < 0 || scene.hidden.has(lane.label)) return setHover(undefined);
    const reach = ((range.end - range.start) / width) * 5;
    const hit = hitAt(shown, lane.index, timeAt(x), reach);
    setHover(hit ? { x: event.clientX, y: event.clientY, lane, hit } : undefined);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rangeAfterKey(event.key, range, domain);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next);
  };

  const from = drag ? Math.min(drag.from, drag.to) : 0;
  const to = drag ? Math.max(drag.from, drag.to) : 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with keys of its own is no form group
    <div
      ref={frame}
      role="group"
      aria-roledescription="timeline"
      aria-label={`${singleLine(block.title)}. Arrow keys move, plus and minus zoom, Home shows the whole span. A table of the lanes follows.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys named in its label
      tabIndex={0}
      className={styles.plot}
      style={{ height }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0 || width <= 0) return;
        const { x } = place(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        setHover(undefined);
        setDrag({ from: x, to: x });
      }}
      onPointerMove={(event) => {
        const { x, y } = place(event);
        if (drag) setDrag({ ...drag, to: x });
        else look(x, y, event);
      }}
      onPointerUp={() => {
        if (drag && to - from >= leastDrag) onChange({ start: timeAt(from), end: timeAt(to) });
        setDrag(undefined);
      }}
      onPointerCancel={() => setDrag(undefined)}
      onPointerLeave={() => setHover(undefined)}
      onDoubleClick={() => onChange(undefined)}
    >
      <Drawing scene={scene} height={height} draw={drawLanes} />
      {drag && to - from >= leastDrag ? (
        <div className={styles.selection} style={{ left: from, width: to - from }} />
      ) : null}
      {hover && !drag ? (
        <TimelineTooltip {...hover} tooltip={scene.series[hover.lane.series]?.tooltip ?? []} block={block} />
      ) : null}
    </div>
  );
}
