import { parseMicros } from '@huntbook/analysis';
import type { CellValue, Table } from '@huntbook/workspace';
import { kqlTime } from '../domain/kql-text.js';
import { ExplorerError } from '../model/hunt.js';
import type { TimelineData, TimelineRequest } from '../model/timeline-data.js';
import { iso } from './time-window.js';

/** Which columns of a table make the timeline; the fields of a timeline block. */
export interface TimelineColumns {
  readonly time: string;
  readonly endTime?: string;
  readonly lane?: string;
  readonly value?: string;
  readonly tooltip: readonly string[];
}

const mostEvents = 5000;
const mostLanes = 200;

interface Span {
  readonly start: number;
  readonly end: number;
}

const spans = new WeakMap<Table, Map<string, Promise<Span | null>>>();

/** What to draw of a table for one window and width: single events when there are few, else counts by pixel column. */
export async function timelineData(
  table: Table,
  columns: TimelineColumns,
  request: TimelineRequest,
  signal?: AbortSignal,
): Promise<TimelineData> {
  check(table, columns, request);
  const full = await spanOf(table, columns);
  const start = request.start ? Date.parse(request.start) : (full?.start ?? 0);
  const end = request.end ? Date.parse(request.end) : (full?.end ?? start);
  const view = { full: full && { start: iso(full.start), end: iso(full.end) }, start: iso(start), end: iso(end) };
  if (!full) return { ...view, lanes: [], foldedLanes: 0, total: 0, events: [] };
  const rows = within(columns, start, end);
  const scope = signal ? { signal } : {};
  const counted = await table.query(`${rows} | summarize Events = count() by Lane | order by Events desc`, scope);
  const cells = await counted.columnsOf('Lane', 'Events');
  await counted.dispose();
  const ranked = cells.Lane.map((lane, index) => ({ label: String(lane), count: Number(cells.Events[index]) }));
  const shown = ranked.slice(0, mostLanes).sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
  const folded = ranked.slice(mostLanes);
  const lanes = folded.length
    ? [...shown, { label: 'other', count: folded.reduce((sum, lane) => sum + lane.count, 0) }]
    : shown;
  const index = new Map(shown.map((lane, place) => [lane.label, place]));
  const laneOf = (cell: CellValue | undefined) => index.get(String(cell)) ?? lanes.length - 1;
  const total = ranked.reduce((sum, lane) => sum + lane.count, 0);
  const summary = { ...view, lanes, foldedLanes: folded.length, total };
  return total <= mostEvents
    ? { ...summary, events: await readEvents(table, rows, columns, laneOf, scope) }
    : { ...summary, bins: await readBins(table, rows, columns, { start, end }, request.buckets, laneOf, scope) };
}

type Scope = { readonly signal?: AbortSignal };

function check(table: Table, columns: TimelineColumns, request: TimelineRequest): void {
  const known = new Map(table.columns.map((column) => [column.name, column.type]));
  const { time, endTime, lane, value, tooltip } = columns;
  for (const name of [time, endTime, lane, value, ...tooltip]) {
    if (name !== undefined && !known.has(name)) {
      throw new ExplorerError('bad-input', `The table has no column ${JSON.stringify(name)}.`);
    }
  }
  for (const name of [time, endTime]) {
    if (name !== undefined && known.get(name) !== 'datetime') {
      throw new ExplorerError('bad-input', `Column ${JSON.stringify(name)} holds no times.`);
    }
  }
  for (const instant of [request.start, request.end]) {
    if (instant !== undefined && Number.isNaN(Date.parse(instant))) {
      throw new ExplorerError('bad-input', `${JSON.stringify(instant)} is not an instant.`);
    }
  }
  if (!Number.isInteger(request.buckets) || request.buckets < 1 || request.buckets > 4000) {
    throw new ExplorerError('bad-input', 'buckets must be a whole number from 1 to 4000.');
  }
}

/** A column by name, whatever characters the name has. */
const column = (name: string): string => `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;

function within(columns: TimelineColumns, start: number, end: number): string {
  const time = column(columns.time);
  const until = columns.endTime ? `coalesce(${column(columns.endTime)}, ${time})` : time;
  const lane = columns.lane ? `tostring(${column(columns.lane)})` : '""';
  return `where ${time} <= ${kqlTime(iso(end + 1))} and ${until} >= ${kqlTime(iso(start))} | extend Lane = ${lane}`;
}

/** First and last time in whole milliseconds outwards; remembered, because a table does not change. */
function spanOf(table: Table, columns: TimelineColumns): Promise<Span | null> {
  const known = spans.get(table) ?? new Map<string, Promise<Span | null>>();
  spans.set(table, known);
  const key = `${columns.time}\u0000${columns.endTime ?? ''}`;
  const found = known.get(key) ?? readSpan(table, columns);
  known.set(key, found);
  return found;
}

async function readSpan(table: Table, columns: TimelineColumns): Promise<Span | null> {
  const time = column(columns.time);
  const last = columns.endTime ? `max(coalesce(${column(columns.endTime)}, ${time}))` : `max(${time})`;
  const answer = await table.query(`summarize First = min(${time}), Last = ${last}`);
  const { First, Last } = await answer.columnsOf('First', 'Last');
  await answer.dispose();
  if (First[0] === null || First[0] === undefined) return null;
  return { start: Date.parse(String(First[0])), end: Date.parse(String(Last[0])) + 1 };
}

async function readEvents(
  table: Table,
  rows: string,
  columns: TimelineColumns,
  laneOf: (cell: CellValue | undefined) => number,
  scope: Scope,
): Promise<NonNullable<TimelineData['events']>> {
  const parts = [
    'Lane',
    `Time = ${column(columns.time)}`,
    ...(columns.endTime ? [`End = ${column(columns.endTime)}`] : []),
    ...(columns.value ? [`Value = todouble(${column(columns.value)})`] : []),
    ...columns.tooltip.map((name, place) => `Tip${place} = ${column(name)}`),
  ];
  const answer = await table.query(`${rows} | project ${parts.join(', ')} | order by Time asc`, scope);
  const { rows: found, columns: names } = await answer.page({ limit: mostEvents });
  await answer.dispose();
  const at = (name: string) => names.findIndex((one) => one.name === name);
  const [lane, time, end, value, tip] = [at('Lane'), at('Time'), at('End'), at('Value'), at('Tip0')];
  return found
    .filter((row) => row[time] !== null)
    .map((row) => ({
      lane: laneOf(row[lane]),
      time: parseMicros(row[time] as string),
      ...(end >= 0 && row[end] !== null ? { end: parseMicros(row[end] as string) } : {}),
      ...(value >= 0 && row[value] !== null ? { value: Number(row[value]) } : {}),
      tooltip: tip >= 0 ? row.slice(tip) : [],
    }));
}

async function readBins(
  table: Table,
  rows: string,
  columns: TimelineColumns,
  span: Span,
  buckets: number,
  laneOf: (cell: CellValue | undefined) => number,
  scope: Scope,
): Promise<NonNullable<TimelineData['bins']>> {
  const width = Math.max(1, Math.ceil(((span.end - span.start) * 1000) / buckets));
  const offset = `datetime_diff("microsecond", ${column(columns.time)}, ${kqlTime(iso(span.start))})`;
  const value = columns.value ? `sum(todouble(${column(columns.value)}))` : 'real(0)';
  const answer = await table.query(
    columns.value
      ? `${rows} | summarize Events = count(), Value = ${value} by Lane, Bucket = ${offset} / ${width}`
      : `${rows} | summarize Events = count() by Lane, Bucket = ${offset} / ${width} | extend Value = ${value}`,
    scope,
  );
  const cells = await answer.columnsOf('Lane', 'Bucket', 'Events', 'Value');
  await answer.dispose();
  const place = (bucket: CellValue | undefined) => Math.min(buckets - 1, Math.max(0, Number(bucket)));
  return cells.Lane.map((lane, row) => [
    laneOf(lane),
    place(cells.Bucket[row]),
    Number(cells.Events[row]),
    Number(cells.Value[row] ?? 0),
  ]);
}
