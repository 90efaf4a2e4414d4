import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { type KqlEngine, openEngine } from '../testing/engine.js';

// What plugins, fork, facet and partition answer follows the KQL documentation.
describe('plugins and operators with several tables', () => {
  let engine: KqlEngine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  const rows = async (query: string) => (await engine.answer(query)).rows;
  const visits = 'let T = datatable(who: string, at: long)["a", 1, "a", 2, "a", 9, "b", 2, "b", 12];';

  it('rows_near keeps what stands next to a match', async () => {
    const near = 'range x from 1 to 9 step 1 | sort by x asc | evaluate rows_near(x == 5, 2, 1)';
    expect(await rows(near)).toEqual([[3], [4], [5], [6]]);
  });

  it('session_count begins a session where the gap is too wide', async () => {
    expect(await rows(`${visits} T | evaluate session_count(who, at, 0, 20, 10, 5)`)).toEqual([
      [0, 3],
      [10, 1],
    ]);
  });

  it('activity_counts_metrics counts who is new', async () => {
    const answer = await rows(`${visits} T | evaluate activity_counts_metrics(who, at, 0, 20, 2)`);
    expect(answer).toEqual([
      [0, 1, 1, 1, 1],
      [2, 2, 2, 1, 2],
      [8, 1, 1, 0, 2],
      [12, 1, 1, 0, 2],
    ]);
  });

  it('a lookup by polygon keeps what no polygon holds where asked to', async () => {
    const square = '{"type": "Polygon", "coordinates": [[[0,0],[2,0],[2,2],[0,2],[0,0]]]}';
    const query = (options: string) => `
      let areas = datatable(area: string, shape: dynamic)["square", dynamic(${square})];
      datatable(x: real, y: real)[1.0, 1.0, 5.0, 5.0]
      | evaluate geo_polygon_lookup(areas, shape, x, y${options}) | sort by x asc`;
    expect(await rows(query(''))).toEqual([[1, 1, 'square']]);
    expect(await rows(query(', return_unmatched = true'))).toEqual([
      [1, 1, 'square'],
      [5, 5, ''],
    ]);
  });

  it('fork and facet give a table for each branch and column', () => {
    const schema = { name: 'default', tables: [] };
    const source = 'datatable(a: string, b: long)["x", 1, "y", 2]';
    const fork = compile(`${source} | fork (count) (where b > 1)`, schema);
    expect([fork, ...(fork.others ?? [])].map(({ columns }) => columns.map(({ name }) => name))).toEqual([
      ['Count'],
      ['a', 'b'],
    ]);
    const facet = compile(`${source} | facet by a, b with (take 1)`, schema);
    expect([facet, ...(facet.others ?? [])].map(({ columns }) => columns.map(({ name }) => name))).toEqual([
      ['a', 'count_a'],
      ['b', 'count_b'],
      ['a', 'b'],
    ]);
  });

  it('partition reads another source with the key as a scalar', async () => {
    const query = `let T = datatable(k: string, v: long)["x", 1, "y", 2, "z", 3];
      datatable(key: string)["x", "z"] | partition by key { T | where k == key } | sort by v asc`;
    expect(await rows(query)).toEqual([
      ['x', 1],
      ['z', 3],
    ]);
  });
});
