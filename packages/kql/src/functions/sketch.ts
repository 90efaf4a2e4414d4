import type { HostFunction, HostValue, SqlExpression } from '../model/compiled-query.js';
import { conditional, type Filtered, filter, plain } from './aggregate.js';
import { json, toReal } from './convert.js';
import { arrayText, elementsOf } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { typed } from './sql.js';

/*
 * Kusto's sketches estimate; these are exact, at the price of their size. A `hll` is the array of the distinct values'
 * hashes, a `tdigest` the array of the values in order.
 */

const hll: Filtered = ([arg], where) => {
  const value = (arg as SqlExpression).sql;
  return typed(
    'dynamic',
    `to_json(coalesce(list(DISTINCT hash(${value})::VARCHAR)${filter(...where, `(${value}) IS NOT NULL`)}, []))`,
  );
};

const tdigest: Filtered = ([arg], where) => {
  const value = toReal(arg as SqlExpression);
  return typed(
    'dynamic',
    `to_json(coalesce(list_sort(list(${value})${filter(...where, `(${value}) IS NOT NULL`)}), []))`,
  );
};

/** Sketches of a column, or of the arguments of one call, as one array of arrays. */
const column: (arg: SqlExpression) => string = (arg) =>
  `to_json(coalesce(list(${arg.sql})${filter(`(${arg.sql}) IS NOT NULL`)}, []))::VARCHAR`;

function merger(name: string): { readonly scalar: ScalarFunction; readonly aggregate: Filtered } {
  return {
    scalar: (args) => typed('dynamic', `${name}(json_array(${args.map(json).join(', ')})::VARCHAR)::JSON`),
    aggregate: ([arg]) => typed('dynamic', `${name}(${column(arg as SqlExpression)})::JSON`),
  };
}

const hllMerge = merger('kql_hll_merge');
const tdigestMerge = merger('kql_tdigest_merge');

function parts(all: HostValue): readonly string[] {
  return (elementsOf(String(all)) ?? []).flatMap((each) => elementsOf(each) ?? []);
}

function numbers(all: HostValue): readonly number[] {
  return (elementsOf(String(all)) ?? []).map(Number);
}

/** How many values are not greater. */
function rank(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function atShare(sorted: readonly number[], share: number): number | null {
  const index = Math.min(sorted.length, Math.max(1, Math.ceil((sorted.length * share) / 100))) - 1;
  return sorted[index] ?? null;
}

const hostFunctions: readonly HostFunction[] = [
  {
    name: 'kql_hll_merge',
    parameters: ['string'],
    result: 'string',
    run: (all) => arrayText([...new Set(parts(all))]),
  },
  {
    name: 'kql_tdigest_merge',
    parameters: ['string'],
    result: 'string',
    run: (all) => arrayText([...parts(all)].sort((a, b) => Number(a) - Number(b))),
  },
  {
    name: 'kql_tdigest_rank',
    parameters: ['string', 'real'],
    result: 'real',
    run: (digest, value) => rank(numbers(digest), Number(value)),
  },
  {
    name: 'kql_tdigest_share',
    parameters: ['string', 'real'],
    result: 'real',
    run: (digest, share) => atShare(numbers(digest), Number(share)),
  },
  {
    name: 'kql_tdigest_shares',
    parameters: ['string', 'string'],
    result: 'string',
    run: (digest, shares) => {
      const sorted = numbers(digest);
      return JSON.stringify(numbers(shares).map((share) => atShare(sorted, share)));
    },
  },
];

function digestCall(name: string): ScalarFunction {
  return ([digest, value]) =>
    typed('real', `${name}((${json(digest as SqlExpression)})::VARCHAR, ${toReal(value as SqlExpression)})`);
}

const percentileRank: ScalarFunction = ([digest, value]) => {
  const source = json(digest as SqlExpression);
  return typed(
    'real',
    `(kql_tdigest_rank((${source})::VARCHAR, ${toReal(value as SqlExpression)}) * 100 / nullif(json_array_length(${source}), 0))`,
  );
};

export const sketchFamily: FunctionFamily = {
  scalars: {
    hll_merge: hllMerge.scalar,
    dcount_hll: ([sketch]) => typed('long', `json_array_length(${json(sketch as SqlExpression)})::BIGINT`),
    tdigest_merge: tdigestMerge.scalar,
    merge_tdigest: tdigestMerge.scalar,
    rank_tdigest: digestCall('kql_tdigest_rank'),
    percentile_tdigest: digestCall('kql_tdigest_share'),
    percentrank_tdigest: percentileRank,
    percentiles_array_tdigest: ([digest, ...shares]) => {
      const list =
        shares.length === 1 && shares[0]?.type === 'dynamic'
          ? shares[0].sql
          : `json_array(${shares.map(json).join(', ')})`;
      return typed(
        'dynamic',
        `kql_tdigest_shares((${json(digest as SqlExpression)})::VARCHAR, (${list})::VARCHAR)::JSON`,
      );
    },
  },
  aggregates: {
    hll: plain(hll),
    hll_if: conditional(hll, 1),
    hll_merge: plain(hllMerge.aggregate),
    tdigest: plain(tdigest),
    tdigest_merge: plain(tdigestMerge.aggregate),
    merge_tdigest: plain(tdigestMerge.aggregate),
  },
  hostFunctions,
};
