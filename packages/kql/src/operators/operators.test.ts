import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KqlEngine, openEngine } from '../testing/engine.js';

// What each operator answers follows the KQL documentation.
describe('operators', () => {
  let engine: KqlEngine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  const answer = (query: string) => engine.answer(query);
  const rows = async (query: string) => (await answer(query)).rows;
  const names = async (query: string) => (await answer(query)).columns.map((column) => column.name);

  const left = 'let L = datatable(k: long, a: string)[1, "x", 1, "y", 2, "z"];';
  const right = 'let R = datatable(k: long, b: string)[1, "p", 1, "q", 3, "r"];';
  const join = (kind: string) => `${left} ${right} L | join ${kind} R on k | sort by a asc, b asc`;

  it('join without a kind keeps one left row a key', async () => {
    expect(await rows(`${left} ${right} L | join R on k | summarize dcount(a), count()`)).toEqual([[1, 2]]);
    expect(await names(join(''))).toEqual(['k', 'a', 'k1', 'b']);
  });

  it('join by its other kinds', async () => {
    expect(await rows(join('kind=inner'))).toHaveLength(4);
    expect(await rows(`${left} ${right} L | join kind=leftouter R on k | where a == "z"`)).toEqual([
      [2, 'z', null, ''],
    ]);
    expect(await rows(`${left} ${right} L | join kind=leftanti R on k`)).toEqual([[2, 'z']]);
    expect(await rows(`${left} ${right} L | join kind=rightsemi R on k | sort by b asc`)).toEqual([
      [1, 'p'],
      [1, 'q'],
    ]);
    expect(await rows(`${left} ${right} L | join kind=fullouter R on k | count`)).toEqual([[6]]);
  });

  it('sort goes down and puts nulls last unless told otherwise', async () => {
    const table = 'datatable(x: long)[2, long(null), 3]';
    expect(await rows(`${table} | sort by x`)).toEqual([[3], [2], [null]]);
    expect(await rows(`${table} | sort by x asc`)).toEqual([[null], [2], [3]]);
  });

  it('summarize names its columns', async () => {
    const query =
      'datatable(x: long, s: string)[1, "a"] | summarize count(), dcount(s), max(x), make_set(s), any(x) by bin(x, 2), s';
    expect(await names(query)).toEqual(['x', 's', 'count_', 'dcount_s', 'max_x', 'set_s', 'any_x']);
  });

  it('arg_max takes a whole row, and nulls come only where all are null', async () => {
    const table = 'datatable(g: string, t: long, v: string)["a", 1, "x", "a", 3, "y", "b", 2, "z"]';
    expect(await rows(`${table} | summarize arg_max(t, *) by g | sort by g asc`)).toEqual([
      ['a', 3, 'y'],
      ['b', 2, 'z'],
    ]);
    expect(await rows(`${table} | summarize arg_min(t, v), n = count() by g | sort by g asc`)).toEqual([
      ['a', 1, 'x', 2],
      ['b', 2, 'z', 1],
    ]);
  });

  it('mv-expand goes over arrays side by side, and over bags by pair', async () => {
    expect(
      await rows('print a = dynamic([1, 2]), b = dynamic(["x"]) | mv-expand a to typeof(long), b to typeof(string)'),
    ).toEqual([
      [1, 'x'],
      [2, ''],
    ]);
    expect(await rows('print d = dynamic({"p": 1, "q": 2}) | mv-expand with_itemindex=i d | project i, d')).toEqual([
      [0, { p: 1 }],
      [1, { q: 2 }],
    ]);
  });

  it('mv-apply runs a subquery for each row', async () => {
    const query =
      'datatable(g: string, l: dynamic)["a", dynamic([1, 5, 3]), "b", dynamic([2])] | mv-apply x = l to typeof(long) on (top 1 by x) | project g, x | sort by g asc';
    expect(await rows(query)).toEqual([
      ['a', 5],
      ['b', 2],
    ]);
  });

  it('parse reads all of its columns or none', async () => {
    const query =
      'datatable(s: string)["user=bob id=7 end", "user=eve id=x end"] | parse s with "user=" user " id=" id: long " " rest';
    expect(await rows(`${query} | project user, id, rest`)).toEqual([
      ['bob', 7, 'end'],
      ['', null, ''],
    ]);
    expect(await rows(`${query.replace('| parse s', '| parse-where s')} | count`)).toEqual([[1]]);
  });

  it('union keeps columns of both sides and splits what differs in type', async () => {
    const query =
      'let A = datatable(x: long, s: string)[1, "a"]; let B = datatable(x: string, t: string)["b", "c"]; union A, B';
    expect(await names(query)).toEqual(['x_long', 'x_string', 's', 't']);
    expect(await rows(`${query} | sort by x_long desc`)).toEqual([
      [1, '', 'a', ''],
      [null, 'b', '', 'c'],
    ]);
  });

  it('make-series fills the steps that have no rows', async () => {
    const query =
      'datatable(t: long, v: long)[0, 5, 3, 7] | make-series s = sum(v) default = -1 on t from 0 to 5 step 1';
    expect(await rows(query)).toEqual([
      [
        [5, -1, -1, 7, -1],
        [0, 1, 2, 3, 4],
      ],
    ]);
  });

  it('window functions see rows in their order, also over each other', async () => {
    const query =
      'datatable(g: string, v: long)["a", 1, "b", 2, "a", 3] | sort by g asc, v asc | extend n = row_number(1, g != prev(g)), c = row_cumsum(v - prev(v, 1, 0)), next_v = next(v)';
    expect(await rows(query)).toEqual([
      ['a', 1, 1, 1, 3],
      ['a', 3, 2, 3, 2],
      ['b', 2, 1, 2, null],
    ]);
  });

  it('row_window_session starts anew after a gap, a length or a restart', async () => {
    const query =
      'range i from 0 to 6 step 1 | extend t = datetime(2024-01-01) + i * 4m | extend t = iff(i > 4, t + 1h, t) | serialize s = row_window_session(t, 10m, 5m) | summarize count() by s | sort by s asc';
    expect((await rows(query)).map((row) => row[1])).toEqual([3, 2, 2]);
  });

  it('scan carries values from row to row', async () => {
    const query = 'range x from 1 to 4 step 1 | scan declare (sum: long = 0) with (step s: true => sum = x + s.sum;)';
    expect(await rows(query)).toEqual([
      [1, 1],
      [2, 3],
      [3, 6],
      [4, 10],
    ]);
  });

  it('has looks for whole terms', async () => {
    const query = 'datatable(s: string)["run cmd.exe", "runcmd now", "CMD"] | where s has "cmd" | count';
    expect(await rows(query)).toEqual([[2]]);
    expect(
      await rows(
        'print a = "C:\\\\Temp\\\\x.ps1" has ".ps1", b = "alpha_beta" hasprefix "alp", c = "a-b" has_all ("a", "b"), d = "abc" has_any ("x", "b")',
      ),
    ).toEqual([[true, true, true, false]]);
  });

  it('comparisons with null do not hold, except !=', async () => {
    const table = 'datatable(x: long)[1, long(null)]';
    expect(await rows(`${table} | where x == 1 | count`)).toEqual([[1]]);
    expect(await rows(`${table} | where x != 1 | count`)).toEqual([[1]]);
    expect(await rows(`${table} | where x !in (1) | count`)).toEqual([[1]]);
  });

  it('integer division truncates and the remainder is never negative', async () => {
    expect(await rows('print a = 7 / 2, b = -7 % 3, c = 7 % -3, d = 1 / 0')).toEqual([[3, 2, 1, null]]);
  });

  it('dates and timespans are exact', async () => {
    expect(
      await rows(
        'print a = datetime(2024-03-01) - 1d, b = datetime(2024-01-02) - datetime(2024-01-01), c = 1d / 1h, d = 3 * 90s',
      ),
    ).toEqual([['2024-02-29T00:00:00.0000000Z', '1.00:00:00', 24, '00:04:30']]);
  });
});
