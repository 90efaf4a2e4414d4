import type { TimelineBlock, TimelineData, Tone } from '@huntbook/explorers';
import { cellText } from './cell-text.js';
import { html } from './text.js';

const width = 1080;
const labelWidth = 190;
const laneHeight = 22;
const axisHeight = 44;
const top = 24;

interface Series {
  readonly label: string;
  readonly tone: Tone | undefined;
  readonly index: number;
  readonly data: TimelineData;
}

/** Lanes of a timeline and its overlays as a static picture. All series share the axis. */
export function timelineSvg(block: TimelineBlock, main: TimelineData, overlays: readonly TimelineData[]): string {
  const series = seriesOf(block, main, overlays);
  if (!main.full || series.length === 0) return '';
  const all = [main, ...overlays].filter((data) => data.full);
  const start = Math.min(...all.map((data) => Date.parse(data.start)));
  const end = Math.max(...all.map((data) => Date.parse(data.end)), start + 1);
  const x = (ms: number) => labelWidth + ((ms - start) / (end - start)) * (width - labelWidth - 12);
  const height = top + series.length * laneHeight + axisHeight;
  const bottom = top + series.length * laneHeight;
  const lanes = series.map((one, row) => lane(one, top + row * laneHeight, x, block)).join('');
  const references = (block.references ?? [])
    .filter(({ time }) => Date.parse(time) >= start && Date.parse(time) <= end)
    .map(({ time, label }) => {
      const at = x(Date.parse(time));
      const anchor = at > width / 2 ? 'end' : 'start';
      return `<line class="reference" x1="${at}" x2="${at}" y1="14" y2="${bottom}"/><text class="reference-label" x="${at + (anchor === 'end' ? -4 : 4)}" y="12" text-anchor="${anchor}">${html(label)}</text>`;
    })
    .join('');
  const description = `${block.title}: ${series.length} lanes, ${main.total} events from ${main.start} to ${main.end}`;
  return `<svg class="timeline" viewBox="0 0 ${width} ${height}" role="img" aria-label="${html(description)}">${axis(start, end, x, bottom)}${lanes}${references}</svg>`;
}

function seriesOf(block: TimelineBlock, main: TimelineData, overlays: readonly TimelineData[]): Series[] {
  const own = main.lanes.map((one, index) => {
    const label = block.overlays && !block.lane ? (block.label ?? block.title) : one.label;
    return { label, tone: block.tones?.[label], index, data: main };
  });
  const others = (block.overlays ?? []).flatMap((overlay, place) => {
    const data = overlays[place];
    return data ? [{ label: overlay.label, tone: overlay.tone ?? block.tones?.[overlay.label], index: 0, data }] : [];
  });
  return [...own, ...others];
}

function lane(series: Series, y: number, x: (ms: number) => number, block: TimelineBlock): string {
  const { data, index, label, tone } = series;
  const middle = y + laneHeight / 2;
  const style = `mark ${tone ? `tone-${tone}` : `hue-${index % 8}`}`;
  const name = label.length > 28 ? `${label.slice(0, 27)}…` : label || '(none)';
  const events = data.events?.filter((event) => event.lane === index);
  const most = Math.max(1, ...(events ?? []).map((event) => event.value ?? 0));
  const marks = events
    ? events.map((event) =>
        block.value
          ? valueMark(event, most, y, x, style, title(event, block, data))
          : eventMark(event, middle, x, style, title(event, block, data)),
      )
    : binMarks(data, index, y, x, style);
  return `<text class="lane" x="${labelWidth - 8}" y="${middle + 4}" text-anchor="end">${html(name)}<title>${html(label.slice(0, 300))}</title></text><line class="rule" x1="${labelWidth}" x2="${width - 12}" y1="${y + laneHeight}" y2="${y + laneHeight}"/>${marks.join('')}`;
}

type TimelineEvent = NonNullable<TimelineData['events']>[number];

/** What a pointer on the mark shows; left out where there are so many marks that nobody could hit one. */
function title(event: TimelineEvent, block: TimelineBlock, data: TimelineData): string {
  if (data.total > 1000) return '';
  const lines = [
    new Date(event.time / 1000).toISOString(),
    ...(event.value === undefined ? [] : [`${block.valueTitle ?? 'Value'}: ${event.value}`]),
    ...block.tooltip
      .slice(0, event.tooltip.length)
      .map((name, place) => `${name}: ${cellText(event.tooltip[place]).slice(0, 300)}`),
  ];
  return `<title>${html(lines.join('\n'))}</title>`;
}

function eventMark(
  event: TimelineEvent,
  middle: number,
  x: (ms: number) => number,
  style: string,
  about: string,
): string {
  const at = x(event.time / 1000);
  if (event.end !== undefined && event.end > event.time) {
    const to = Math.max(at + 2, x(event.end / 1000));
    return `<rect class="${style}" x="${at.toFixed(1)}" y="${middle - 4}" width="${(to - at).toFixed(1)}" height="8">${about}</rect>`;
  }
  return `<path class="${style}" d="M${at.toFixed(1)} ${middle - 5}l5 5l-5 5l-5 -5z">${about}</path>`;
}

/** A bar of the event's value, scaled to the largest of its lane. */
function valueMark(
  event: TimelineEvent,
  most: number,
  y: number,
  x: (ms: number) => number,
  style: string,
  about: string,
): string {
  const high = Math.max(1.5, ((event.value ?? 0) / most) * (laneHeight - 3));
  const at = x(event.time / 1000);
  return `<rect class="${style}" x="${(at - 1).toFixed(1)}" y="${(y + laneHeight - high).toFixed(1)}" width="2" height="${high.toFixed(1)}">${about}</rect>`;
}

function binMarks(data: TimelineData, index: number, y: number, x: (ms: number) => number, style: string): string[] {
  const bins = (data.bins ?? []).filter(([of]) => of === index);
  const most = Math.max(1, ...bins.map(([, , count, value]) => value || count));
  const [from, to] = [Date.parse(data.start), Date.parse(data.end)];
  const buckets = Math.max(1, ...(data.bins ?? []).map(([, bucket]) => bucket + 1));
  const at = (bucket: number) => x(from + ((to - from) * bucket) / buckets);
  return bins.map(([, bucket, count, value]) => {
    const high = Math.max(2, ((value || count) / most) * (laneHeight - 4));
    const left = at(bucket);
    return `<rect class="${style}" x="${left.toFixed(1)}" y="${(y + laneHeight - 1 - high).toFixed(1)}" width="${Math.max(1, at(bucket + 1) - left).toFixed(1)}" height="${high.toFixed(1)}"/>`;
  });
}

const steps = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000];

function axis(start: number, end: number, x: (ms: number) => number, bottom: number): string {
  const step = (steps.find((seconds) => (end - start) / 1000 / seconds <= 8) ?? 31_536_000) * 1000;
  const ticks: string[] = [];
  for (let at = Math.ceil(start / step) * step; at <= end; at += step) {
    const text = new Date(at).toISOString();
    const label =
      step >= 86_400_000 ? text.slice(0, 10) : `${text.slice(5, 10)} ${text.slice(11, step < 60_000 ? 19 : 16)}`;
    ticks.push(
      `<line class="grid" x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${top}" y2="${bottom}"/><text class="tick" x="${x(at).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${label}</text>`,
    );
  }
  return `${ticks.join('')}<text class="axis-title" x="${(labelWidth + width) / 2}" y="${bottom + 36}" text-anchor="middle">Time (UTC)</text>`;
}
