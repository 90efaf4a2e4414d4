import type { ChartBlock } from '@huntbook/explorers';
import type { Table } from '@huntbook/workspace';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

const mostRows = 5000;

/** A Vega-Lite chart as a static picture. Rows beyond 5,000 are left out; the caption has to say so. */
export async function chartSvg(block: ChartBlock, table: Table): Promise<string> {
  const page = await table.page({ limit: mostRows });
  const values = page.rows.map((row) =>
    Object.fromEntries(page.columns.map((column, index) => [column.name, row[index]])),
  );
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 720,
    background: 'transparent',
    description: block.description,
    config: { axis: { labelLimit: 260 }, font: 'inherit' },
    ...block.spec,
    data: { name: 'table', values },
  } as unknown as TopLevelSpec;
  const view = new View(parse(compile(spec).spec), { renderer: 'none', loader: noLoader });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Charts hold their data; nothing is ever fetched for them. */
const refuse = async (): Promise<never> => {
  throw new Error('a chart may not load anything');
};
const noLoader = { load: refuse, sanitize: refuse, http: refuse, file: refuse, options: {} } as never;
