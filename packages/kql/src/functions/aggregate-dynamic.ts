import type { HostFunction, SqlExpression } from '../model/compiled-query.js';
import { conditional, type Filtered, filter, plain } from './aggregate.js';
import { convert, json, toReal } from './convert.js';
import { arrayText, deepestNesting, elementsOf, entriesOf, kindOf } from './json-text.js';
import type { AggregateFunction, FunctionFamily } from './registry.js';
import { literalNumber, typed } from './sql.js';

/** Every value of the group as the text of one JSON array, for a host function that answers once a group. */
function gathered(value: string, where: readonly string[]): string {
  return `to_json(coalesce(list(${value})${filter(...where, `${value} IS NOT NULL`)}, []))::VARCHAR`;
}

/** Bags of the group merged; the first one that has a key gives its value. */
const makeBag: Filtered = ([arg], where) =>
  typed('dynamic', `coalesce(kql_bag_merge(${gathered(json(arg as SqlExpression), where)}), '{}')::JSON`);

type Schema = { readonly names: Set<string>; readonly bag: Map<string, Schema>; item?: Schema };

function emptySchema(): Schema {
  return { names: new Set(), bag: new Map() };
}

function learn(schema: Schema, value: string, depth = 0): void {
  if (depth > deepestNesting) return;
  const kind = kindOf(value);
  if (kind === 'bag') {
    for (const [key, inner] of entriesOf(value) ?? []) {
      const known = schema.bag.get(key) ?? emptySchema();
      schema.bag.set(key, known);
      learn(known, inner, depth + 1);
    }
  } else if (kind === 'array') {
    schema.item ??= emptySchema();
    for (const inner of elementsOf(value) ?? []) learn(schema.item, inner, depth + 1);
  } else if (kind !== 'null') {
    const isDate = kind === 'string' && /^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"$/.test(value);
    schema.names.add(kind === 'number' ? (/^-?\d+$/.test(value) ? 'long' : 'double') : isDate ? 'datetime' : kind);
  }
}

function schemaText(schema: Schema): string {
  const forms =
    schema.bag.size === 0
      ? []
      : [`{${[...schema.bag].map(([key, inner]) => `${JSON.stringify(key)}:${schemaText(inner)}`).join(',')}}`];
  forms.push(...Array.from(schema.names, (name) => JSON.stringify(name)));
  if (schema.item) forms.push(`{"\`indexer\`":${schemaText(schema.item)}}`);
  return forms.length === 1 ? (forms[0] as string) : arrayText(forms);
}

function buildSchema(values: string): string {
  const schema = emptySchema();
  for (const value of elementsOf(values) ?? []) learn(schema, value);
  return schemaText(schema);
}

/** [value, weight] pairs to the values at the nearest ranks. */
function weighted(pairs: string, shares: string): string {
  const sorted = (elementsOf(pairs) ?? [])
    .map((pair) => (elementsOf(pair) ?? []) as [string, string])
    .filter(([value, weight]) => value !== 'null' && Number(weight) > 0)
    .sort(([a], [b]) => Number(a) - Number(b));
  const total = sorted.reduce((sum, [, weight]) => sum + Number(weight), 0);
  const ranks = (JSON.parse(shares) as number[]).map((share) => {
    const wanted = (total * share) / 100;
    let passed = 0;
    for (const [value, weight] of sorted) {
      passed += Number(weight);
      if (passed >= wanted) return value;
    }
    return sorted.at(-1)?.[0] ?? 'null';
  });
  return arrayText(ranks);
}

function weightedCall(args: readonly SqlExpression[], shares: readonly number[]): string {
  const [value, weight] = args as [SqlExpression, SqlExpression];
  const ticks = value.type === 'datetime' ? convert(value, 'long') : value;
  return `kql_percentiles_weighted(${gathered(`json_array(${json({ ...ticks, type: ticks.type === 'timespan' ? 'long' : ticks.type })}, ${json(weight)})`, [])}, '${JSON.stringify(shares)}')::JSON`;
}

/** percentilew(value, weight, percentage); `percentilesw` is one call a column. */
const percentileWeighted: AggregateFunction = (args, context) => {
  const share = literalNumber(args[2]);
  if (share === undefined) return context.fail('percentilew needs a literal percentage', undefined, 2);
  const type = args[0]?.type === 'int' ? 'long' : (args[0]?.type ?? 'real');
  const first = typed('dynamic', `json_extract(${weightedCall(args, [share])}, '$[0]')`);
  return type === 'datetime' ? convert(convert(first, 'long'), 'datetime') : convert(first, type);
};

const percentilesWeightedArray: AggregateFunction = (args, context) => {
  const ranks = args.slice(2);
  const literal = ranks[0]?.literal;
  const shares =
    ranks[0]?.type === 'dynamic' && typeof literal === 'string'
      ? (JSON.parse(literal) as number[])
      : ranks.map(literalNumber);
  if (shares.includes(undefined)) return context.fail('percentilesw_array needs literal percentages', undefined, 2);
  return typed('dynamic', weightedCall(args, shares as number[]));
};

function covariance(name: 'covar_samp' | 'covar_pop'): Filtered {
  return ([x, y], where) =>
    typed(
      'real',
      `coalesce(${name}(${toReal(y as SqlExpression)}, ${toReal(x as SqlExpression)})${filter(...where)}, 0)`,
    );
}

const hostFunctions: readonly HostFunction[] = [
  { name: 'kql_build_schema', parameters: ['string'], result: 'string', run: (values) => buildSchema(String(values)) },
  {
    name: 'kql_percentiles_weighted',
    parameters: ['string', 'string'],
    result: 'string',
    run: (pairs, shares) => weighted(String(pairs), String(shares)),
  },
];

export const aggregateDynamicFamily: FunctionFamily = {
  aggregates: {
    make_bag: plain(makeBag),
    make_dictionary: plain(makeBag),
    make_bag_if: conditional(makeBag, 1),
    buildschema: ([arg]) => typed('dynamic', `kql_build_schema(${gathered(json(arg as SqlExpression), [])})::JSON`),
    percentilew: percentileWeighted,
    percentilesw: percentileWeighted,
    percentilesw_array: percentilesWeightedArray,
    covariance: plain(covariance('covar_samp')),
    covarianceif: conditional(covariance('covar_samp')),
    covariancep: plain(covariance('covar_pop')),
    covariancepif: conditional(covariance('covar_pop')),
  },
  hostFunctions,
};
