import { datetimeText } from '../engine/cell-text.js';
import type { Engine } from '../engine/engine.js';
import type { TableInfo } from '../model/workspace.js';
import { readSources } from './catalog.js';
import type { TableSource } from './table-source.js';

/** What is in each table: rows, time span and the sources that gave rows. */
export async function describeTables(
  engine: Engine,
  sources: ReadonlyMap<string, TableSource>,
): Promise<readonly TableInfo[]> {
  const loaded = await readSources(engine);
  const infos: TableInfo[] = [];
  for (const { schema, select } of sources.values()) {
    const timed = schema.columns.some((column) => column.name === 'TimeGenerated' && column.type === 'datetime');
    const span = timed ? `, epoch_us(min("TimeGenerated")), epoch_us(max("TimeGenerated"))` : ', NULL, NULL';
    const [count, start, end] = (await engine.read(`SELECT count(*)${span} FROM (${select()})`)).getRows()[0] as [
      bigint,
      bigint | null,
      bigint | null,
    ];
    const feeds = schema.name === 'Event' ? ['Event', 'WindowsEvent'] : [schema.name];
    infos.push({
      name: schema.name,
      columns: schema.columns,
      rowCount: Number(count),
      ...(start === null ? {} : { start: datetimeText(start) }),
      ...(end === null ? {} : { end: datetimeText(end) }),
      sources: loaded.filter((source) => feeds.some((table) => (source.rows[table] ?? 0) > 0)).map(({ path }) => path),
    });
  }
  return infos.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
