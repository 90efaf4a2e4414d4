import { type Block, type Hunt, type StepView, type TimelineBlock, timelineData } from '@huntbook/explorers';
import type { Table } from '@huntbook/workspace';
import type { EmbeddedTable } from '../client/report-client.js';
import { cellText } from './cell-text.js';
import { chartSvg } from './chart-svg.js';
import { html, scriptJson } from './text.js';
import { timelineSvg } from './timeline-svg.js';

export interface ReportLimits {
  /** Rows of a table that the report holds; what is left out is said beside the table. */
  readonly rows: number;
  /** Longest cell, in characters; longer ones end in an ellipsis. */
  readonly cell: number;
}

/** A block of a step as HTML; its tables as data that the report's script draws. */
export async function blockHtml(block: Block, step: StepView, hunt: Hunt, limits: ReportLimits): Promise<string> {
  const table = (name: string) => hunt.table(step.id, name);
  switch (block.kind) {
    case 'note':
      return `<p class="note">${html(block.text)}</p>`;
    case 'facts':
      return `<h3>${html(block.title)}</h3><dl${block.code ? ' class="code"' : ''}>${block.facts
        .map(({ label, value }) => `<dt>${html(label)}</dt><dd>${html(cellText(value))}</dd>`)
        .join('')}</dl>`;
    case 'table': {
      const rows = table(block.table);
      if (rows.rowCount === 0) {
        return `<h3>${html(block.title)}</h3><p class="quiet">${html(block.whenEmpty ?? 'No rows.')}</p>`;
      }
      const options = {
        bars: block.bars ?? [],
        heat: block.heat ?? null,
        code: block.code ?? [],
        sort: block.sort ?? [],
      };
      return heading(block.title) + (await embed('table', rows, limits, options, block.columns));
    }
    case 'process-tree':
      return (
        heading(block.title) +
        (await embed('tree', table(block.table), limits, { bars: [], heat: null, code: [], sort: [] }))
      );
    case 'timeline':
      return heading(block.title) + (await timeline(block, table));
    case 'chart': {
      const rows = table(block.table);
      const svg = await chartSvg(block, rows);
      const cut =
        rows.rowCount > 5000 ? `<p class="quiet">Drawn from the first 5,000 of ${rows.rowCount} rows.</p>` : '';
      return `${heading(block.title)}<div class="chart">${svg}</div>${cut}`;
    }
  }
}

const heading = (title: string): string => `<h3>${html(title)}</h3>`;

async function timeline(block: TimelineBlock, table: (name: string) => Table): Promise<string> {
  const columns = {
    time: block.time,
    ...(block.endTime ? { endTime: block.endTime } : {}),
    ...(block.lane ? { lane: block.lane } : {}),
    ...(block.value ? { value: block.value } : {}),
    tooltip: block.tooltip,
  };
  const main = await timelineData(table(block.table), columns, { buckets: 400 });
  const overlays = await Promise.all(
    (block.overlays ?? []).map((overlay) =>
      timelineData(table(overlay.table), { time: overlay.time, tooltip: [] }, { buckets: 400 }),
    ),
  );
  return timelineSvg(block, main, overlays) || '<p class="quiet">No events.</p>';
}

let lastId = 0;

async function embed(
  kind: 'table' | 'tree',
  table: Table,
  limits: ReportLimits,
  look: Pick<EmbeddedTable, 'bars' | 'heat' | 'code' | 'sort'>,
  shown?: readonly string[],
): Promise<string> {
  const page = await table.page({ limit: limits.rows, sort: kind === 'table' ? look.sort : [] });
  const order = shown?.filter((name) => page.columns.some((column) => column.name === name)) ?? [];
  const names = [...order, ...page.columns.map((column) => column.name).filter((name) => !order.includes(name))];
  const places = names.map((name) => page.columns.findIndex((column) => column.name === name));
  const data: EmbeddedTable = {
    ...look,
    columns: places.map((place, index) => {
      const { name, type } = page.columns[place]!;
      return { name, type, shown: shown === undefined ? !name.startsWith('_') : index < order.length };
    }),
    rows: page.rows.map((row) =>
      places.map((place) => {
        const value = row[place];
        if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number')
          return value ?? null;
        const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
        return text.length > limits.cell ? `${text.slice(0, limits.cell)}…` : text;
      }),
    ),
    total: table.rowCount,
  };
  const id = `table-${++lastId}`;
  return `<div data-kind="${kind}" data-table="${id}"></div><script type="application/json" id="${id}">${scriptJson(data)}</script>`;
}
