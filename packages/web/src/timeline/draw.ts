import type { Fetched } from './hit.js';
import { dataRange } from './hit.js';
import type { Lane, Series } from './lanes.js';
import type { Tick } from './ticks.js';
import type { TimeRange } from './time-range.js';

export interface Colours {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly strong: string;
  readonly bad: string;
  readonly accent: string;
  readonly surface: string;
}

export interface Reference {
  readonly time: number;
  readonly label: string;
}

export interface Scene {
  readonly width: number;
  /** Of all lanes. */
  readonly height: number;
  readonly range: TimeRange;
  readonly lanes: readonly Lane[];
  readonly hidden: ReadonlySet<string>;
  readonly series: readonly Series[];
  readonly laneHeight: number;
  readonly hasValues: boolean;
  readonly ticks: readonly Tick[];
  readonly references: readonly Reference[];
  readonly colours: Colours;
}

/** Room above the lanes for labels of reference lines, and below them for the axis. */
export const headHeight = 20;
export const axisHeight = 34;

const font = '11px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';

/** Makes a canvas as fine as the screen and hands its context over in CSS pixels. */
export function prepareCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = globalThis.devicePixelRatio || 1;
  const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
  if (canvas.width !== pixels[0]) canvas.width = pixels[0];
  if (canvas.height !== pixels[1]) canvas.height = pixels[1];
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

function placeOf({ width, range }: Scene): (time: number) => number {
  return (time) => ((time - range.start) / (range.end - range.start)) * width;
}

/** Draws the lanes: grid, marks and the lines of the references. */
export function drawLanes(context: CanvasRenderingContext2D, scene: Scene): void {
  const { width, height, lanes, laneHeight, ticks, colours } = scene;
  const x = placeOf(scene);
  context.lineWidth = 1;
  context.strokeStyle = colours.line;
  for (const tick of ticks) line(context, Math.round(x(tick.time)) + 0.5, 0, height);
  for (let index = 0; index <= lanes.length; index += 1) {
    const y = Math.min(index * laneHeight, height - 1) + 0.5;
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.stroke();
  }

  const maximum = scene.hasValues ? largestValue(scene) : 0;
  lanes.forEach((lane, index) => {
    const shown = scene.series[lane.series]?.shown;
    if (!shown || lane.index < 0 || scene.hidden.has(lane.label)) return;
    const top = index * laneHeight;
    context.fillStyle = lane.colour;
    if (shown.data.events) drawEvents(context, shown, lane.index, x, top, scene, maximum);
    else drawBins(context, shown, lane.index, x, top, scene, maximum);
  });
  context.globalAlpha = 1;

  context.strokeStyle = colours.bad;
  context.setLineDash([4, 3]);
  for (const reference of scene.references) {
    const at = Math.round(x(reference.time)) + 0.5;
    if (at >= 0 && at <= width) line(context, at, 0, height);
  }
  context.setLineDash([]);
}

function line(context: CanvasRenderingContext2D, x: number, from: number, to: number): void {
  context.beginPath();
  context.moveTo(x, from);
  context.lineTo(x, to);
  context.stroke();
}

/** The largest value drawn: the height of a lane stands for it. */
export function largestValue(scene: Pick<Scene, 'series'>): number {
  let maximum = 0;
  for (const { shown } of scene.series) {
    for (const [, , , value] of shown?.data.bins ?? []) maximum = Math.max(maximum, value);
    for (const event of shown?.data.events ?? []) maximum = Math.max(maximum, event.value ?? 0);
  }
  return maximum;
}

function drawEvents(
  context: CanvasRenderingContext2D,
  { data }: Fetched,
  lane: number,
  x: (time: number) => number,
  top: number,
  scene: Scene,
  maximum: number,
): void {
  const { laneHeight, width, hasValues } = scene;
  const middle = top + laneHeight / 2;
  const half = Math.min(5, laneHeight / 2 - 3);
  for (const event of data.events ?? []) {
    if (event.lane !== lane) continue;
    const from = x(event.time / 1000);
    const to = event.end === undefined ? from : x(event.end / 1000);
    if (to < -half || from > width + half) continue;
    if (hasValues) {
      const height = maximum ? ((event.value ?? 0) / maximum) * (laneHeight - 10) : 0;
      context.globalAlpha = 0.75;
      context.fillRect(from - 1.5, top + laneHeight - Math.max(height, 1), 3, Math.max(height, 1));
      context.beginPath();
      context.arc(from, top + laneHeight - Math.max(height, 1), 2.5, 0, Math.PI * 2);
      context.fill();
      continue;
    }
    if (event.end !== undefined) {
      context.globalAlpha = 0.4;
      context.fillRect(
        Math.max(from, -4),
        middle - half,
        Math.max(2, Math.min(to, width + 4) - Math.max(from, -4)),
        half * 2,
      );
    }
    context.globalAlpha = 0.6;
    context.beginPath();
    context.moveTo(from - half, middle);
    context.lineTo(from, middle - half);
    context.lineTo(from + half, middle);
    context.lineTo(from, middle + half);
    context.closePath();
    context.fill();
  }
}

function drawBins(
  context: CanvasRenderingContext2D,
  { data, buckets }: Fetched,
  lane: number,
  x: (time: number) => number,
  top: number,
  scene: Scene,
  maximum: number,
): void {
  const { laneHeight, width, hasValues } = scene;
  const span = dataRange(data);
  const length = (span.end - span.start) / buckets;
  const room = laneHeight - 6;
  let most = maximum;
  if (!hasValues) {
    for (const [, , count] of data.bins ?? []) most = Math.max(most, count);
  }
  context.globalAlpha = 0.85;
  for (const [binLane, bucket, count, value] of data.bins ?? []) {
    if (binLane !== lane) continue;
    const from = x(span.start + bucket * length);
    const to = x(span.start + (bucket + 1) * length);
    if (to < 0 || from > width) continue;
    // Counts by their square root: one burst must not flatten the rest to nothing.
    const share = most ? (hasValues ? value / most : Math.sqrt(count / most)) : 0;
    const height = Math.max(3, share * room);
    context.fillRect(from, top + laneHeight - height, Math.max(1, to - from), height);
  }
}

/** Draws the labels of the reference lines into the strip above the lanes. */
export function drawHead(context: CanvasRenderingContext2D, scene: Scene): void {
  const { width, colours } = scene;
  const x = placeOf(scene);
  context.font = font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.strokeStyle = colours.bad;
  context.fillStyle = colours.bad;
  let free = 0;
  for (const reference of [...scene.references].sort((a, b) => a.time - b.time)) {
    const at = Math.round(x(reference.time)) + 0.5;
    if (at < 0 || at > width) continue;
    line(context, at, headHeight - 4, headHeight);
    const text = cutText(context, reference.label, 280);
    const length = context.measureText(text).width;
    const left = at + 4 + length <= width ? at - 2 : at - length + 2;
    // A label that would cover the one before it is left to the list for screen readers.
    if (left < free) continue;
    context.fillText(text, Math.max(0, left), headHeight / 2 - 1);
    free = left + length + 12;
  }
}

function cutText(context: CanvasRenderingContext2D, text: string, most: number): string {
  if (context.measureText(text).width <= most) return text;
  let cut = text.slice(0, 200);
  while (cut && context.measureText(`${cut}…`).width > most) cut = cut.slice(0, -1);
  return `${cut}…`;
}

/** Draws the axis into the strip below the lanes. */
export function drawAxis(context: CanvasRenderingContext2D, scene: Scene): void {
  const { width, ticks, colours } = scene;
  const x = placeOf(scene);
  context.font = font;
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const tick of ticks) {
    const at = x(tick.time);
    context.strokeStyle = colours.strong;
    line(context, Math.round(at) + 0.5, 0, 4);
    context.fillStyle = colours.text;
    const half = context.measureText(tick.label).width / 2;
    const place = Math.max(half, Math.min(at, width - half));
    context.fillText(tick.label, place, 6);
    if (tick.context) {
      const contextHalf = context.measureText(tick.context).width / 2;
      context.fillStyle = colours.muted;
      context.fillText(tick.context, Math.max(contextHalf, Math.min(at, width - contextHalf)), 19);
    }
  }
}
