import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KqlEngine, openEngine } from '../testing/engine.js';

describe('order and overflow', () => {
  let engine: KqlEngine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  const rows = async (query: string) => (await engine.answer(query)).rows;

  it('make_list keeps the order of a large sorted input', async () => {
    const query = `range x from 1 to 300000 step 1 | extend y = hash(x, 1000003) | sort by y asc
      | summarize l = make_list(y), n = count() | mv-expand l to typeof(long) | serialize
      | extend before = prev(l, 1, -1) | summarize wrong = countif(l < before), n = count()`;
    expect(await rows(query)).toEqual([[0, 300000]]);
  });

  it('groups of rows written in the query come in the order of their first row', async () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(names, async (list) => {
        const table = `datatable(g: string)[${list.map((name) => `"${name}"`).join(', ')}]`;
        const groups = (await rows(`${table} | summarize n = count() by g`)).map(([name]) => name);
        expect(groups).toEqual([...new Set(list)]);
      }),
      { numRuns: 50 },
    );
  });

  it('longs wrap around at 64 bits, in columns and in expressions', async () => {
    const long = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n });
    await fc.assert(
      fc.asyncProperty(long, long, async (a, b) => {
        const query = `datatable(a: long, b: long)[${a}, ${b}]
          | project s = tostring(a + b), d = tostring(a - b), p = tostring(a * b), n = tostring(-a), e = tostring((a + 1) * b - 1)`;
        const wrap = (value: bigint) => String(BigInt.asIntN(64, value));
        const sum = BigInt.asIntN(64, a + 1n);
        const product = BigInt.asIntN(64, sum * b);
        expect(await rows(query)).toEqual([[wrap(a + b), wrap(a - b), wrap(a * b), wrap(-a), wrap(product - 1n)]]);
      }),
      { numRuns: 60 },
    );
  });

  it('a literal beyond 64 bits is refused', async () => {
    await expect(rows('print 9223372036854775808')).rejects.toThrow(/is not a long/);
    expect(await rows('print tostring(9223372036854775807)')).toEqual([['9223372036854775807']]);
  });

  it('NaN is the best of arg_min and arg_max', async () => {
    const table = 'datatable(v: real, n: string)[1.0, "one", real(nan), "nan", 2.0, "two"]';
    expect((await rows(`${table} | summarize arg_min(v, n)`))[0]?.[1]).toBe('nan');
    expect((await rows(`${table} | summarize arg_max(v, n)`))[0]?.[1]).toBe('nan');
    expect(await rows('print real(nan) == real(nan), real(nan) != real(nan)')).toEqual([[false, true]]);
  });

  it('window functions need rows in an order', async () => {
    await expect(rows('datatable(x: long)[1, 2] | extend n = row_number()')).rejects.toThrow(/needs rows in an order/);
    expect(await rows('datatable(x: long)[7, 8] | serialize n = row_number() | where n == 2 | project x')).toEqual([
      [8],
    ]);
  });

  it('dynamic values are converted before they are compared or multiplied', async () => {
    const source = 'print d = dynamic({"a": 1, "b": 1})';
    await expect(rows(`${source} | where d.a == d.b`)).rejects.toThrow(/cannot be compared/);
    await expect(rows(`${source} | extend x = d.a * d.b`)).rejects.toThrow(/not defined between two dynamic/);
    expect(await rows(`${source} | where tolong(d.a) == d.b | count`)).toEqual([[1]]);
  });
});
