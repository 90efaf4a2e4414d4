import type { Scene } from './draw.js';
import { dataRange } from './hit.js';
import type { TimeRange } from './time-range.js';

/** Events of all lanes by pixel column of the whole span, for the strip under the timeline. */
export function columnCounts(
  scene: Pick<Scene, 'series' | 'hidden' | 'lanes'>,
  domain: TimeRange,
  columns: number,
): Float64Array {
  const counts = new Float64Array(columns);
  const scale = columns / (domain.end - domain.start);
  const add = (time: number, count: number) => {
    const column = Math.floor((time - domain.start) * scale);
    if (column >= 0 && column < columns) counts[column] = (counts[column] ?? 0) + count;
  };
  scene.series.forEach((series, at) => {
    if (!series.overview) return;
    const { data, buckets } = series.overview;
    const visible = data.lanes.map((lane) =>
      scene.lanes.some(
        (drawn) =>
          drawn.series === at && drawn.label === (series.label ?? lane.label) && !scene.hidden.has(drawn.label),
      ),
    );
    for (const event of data.events ?? []) if (visible[event.lane]) add(event.time / 1000, 1);
    const span = dataRange(data);
    const length = (span.end - span.start) / buckets;
    for (const [lane, bucket, count] of data.bins ?? [])
      if (visible[lane]) add(span.start + (bucket + 0.5) * length, count);
  });
  return counts;
}

/** Draws the strip: how much happened when, over the whole span. */
export function drawOverview(
  context: CanvasRenderingContext2D,
  counts: Float64Array,
  width: number,
  height: number,
  colour: string,
): void {
  const maximum = counts.reduce((most, count) => Math.max(most, count), 0);
  if (!maximum) return;
  const step = width / counts.length;
  context.fillStyle = colour;
  counts.forEach((count, column) => {
    if (!count) return;
    const bar = Math.max(2, Math.sqrt(count / maximum) * (height - 4));
    context.fillRect(column * step, height - bar, Math.max(1, step), bar);
  });
}
