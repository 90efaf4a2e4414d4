import type { HostFunction, HostValue, SqlExpression } from '../model/compiled-query.js';
import { conditional, type Filtered, filter, plain } from './aggregate.js';
import { json, toReal } from './convert.js';
import { arrayText, elementsOf } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { typed } from './sql.js';

/*
 * Kusto's sketches estimate; these are exact, at the price of their size. A `hll` is the array of the distinct values'
 * hashes, a `tdigest` the array of [value, weight] pairs in order.
 */

const hll: Filtered = ([arg], where) => {
  const value = (arg as SqlExpression).sql;
  return typed(
    'dynamic',
    `to_json(coalesce(list(DISTINCT hash(${value})::VARCHAR)${filter(...where, `(${value}) IS NOT NULL`)}, []))`,
  );
};

const tdigest: Filtered = ([arg, weight], where) => {
  const value = toReal(arg as SqlExpression);
  const pair = `[${value}, ${weight ? toReal(weight) : '1.0::DOUBLE'}]`;
  return typed(
    'dynamic',
    `to_json(coalesce(list_sort(list(${pair})${filter(...where, `(${value}) IS NOT NULL`)}), []))`,
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

type Weighted = readonly (readonly [value: number, weight: number])[];

function pairsOf(digest: HostValue): Weighted {
  return (elementsOf(String(digest)) ?? []).map((pair) => {
    const [value = '0', weight = '1'] = elementsOf(pair) ?? [];
    return [Number(value), Number(weight)] as const;
  });
}

function weightOf(pairs: Weighted): number {
  return pairs.reduce((sum, [, weight]) => sum + weight, 0);
}

/** The weight of the values that are not greater. */
function rank(digest: HostValue, value: number): number {
  return weightOf(pairsOf(digest).filter(([each]) => each <= value));
}

function atShare(pairs: Weighted, share: number): number | null {
  const wanted = (weightOf(pairs) * share) / 100;
  let passed = 0;
  for (const [value, weight] of pairs) {
    passed += weight;
    if (passed >= wanted) return value;
  }
  return pairs.at(-1)?.[0] ?? null;
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
    run: (all) => JSON.stringify([...pairsOf(arrayText(parts(all)))].sort(([a], [b]) => a - b)),
  },
  {
    name: 'kql_tdigest_rank',
    parameters: ['string', 'real'],
    result: 'real',
    run: (digest, value) => rank(digest as HostValue, Number(value)),
  },
  {
    name: 'kql_tdigest_share',
    parameters: ['string', 'real'],
    result: 'real',
    run: (digest, share) => atShare(pairsOf(digest as HostValue), Number(share)),
  },
  {
    name: 'kql_tdigest_percent',
    parameters: ['string', 'real'],
    result: 'real',
    run: (digest, value) => (rank(digest as HostValue, Number(value)) * 100) / weightOf(pairsOf(digest as HostValue)),
  },
  {
    name: 'kql_tdigest_shares',
    parameters: ['string', 'string'],
    result: 'string',
    run: (digest, shares) => {
      const pairs = pairsOf(digest as HostValue);
      return JSON.stringify((elementsOf(String(shares)) ?? []).map((share) => atShare(pairs, Number(share))));
    },
  },
];

function digestCall(name: string): ScalarFunction {
  return ([digest, value]) =>
    typed('real', `${name}((${json(digest as SqlExpression)})::VARCHAR, ${toReal(value as SqlExpression)})`);
}

export const sketchFamily: FunctionFamily = {
  scalars: {
    hll_merge: hllMerge.scalar,
    dcount_hll: ([sketch]) => typed('long', `json_array_length(${json(sketch as SqlExpression)})::BIGINT`),
    tdigest_merge: tdigestMerge.scalar,
    merge_tdigest: tdigestMerge.scalar,
    rank_tdigest: digestCall('kql_tdigest_rank'),
    percentile_tdigest: digestCall('kql_tdigest_share'),
    percentrank_tdigest: digestCall('kql_tdigest_percent'),
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
