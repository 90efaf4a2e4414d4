import type { HostFunction, SqlExpression } from '../model/compiled-query.js';
import { elements, json } from './convert.js';
import { variadic } from './host.js';
import { arrayText, elementsOf } from './json-text.js';
import type { FunctionFamily } from './registry.js';
import { typed } from './sql.js';

type Sets = readonly (readonly string[])[];

/** The sets of a call; what is no array makes the result null. Elements are compared by their JSON text. */
function over(
  name: string,
  result: 'string' | 'real' | 'bool',
  run: (sets: Sets) => string | number | boolean,
): HostFunction {
  return {
    name,
    parameters: ['string'],
    result,
    run: (all) => {
      const sets = (elementsOf(String(all)) ?? []).map(elementsOf);
      return sets.includes(undefined) ? null : run(sets as Sets);
    },
  };
}

function union(sets: Sets): readonly string[] {
  return [...new Set(sets.flat())];
}

function intersection(sets: Sets): readonly string[] {
  const others = sets.slice(1).map((set) => new Set(set));
  return [...new Set(sets[0])].filter((element) => others.every((set) => set.has(element)));
}

function difference(sets: Sets): readonly string[] {
  const gone = new Set(sets.slice(1).flat());
  return [...new Set(sets[0])].filter((element) => !gone.has(element));
}

export const setFamily: FunctionFamily = {
  scalars: {
    set_union: variadic('set_union', 'dynamic'),
    set_intersect: variadic('set_intersect', 'dynamic'),
    set_difference: variadic('set_difference', 'dynamic'),
    set_equals: variadic('set_equals', 'bool'),
    jaccard_index: variadic('jaccard_index', 'real'),
    set_has_element: ([set, element]) =>
      typed('bool', `list_contains(${elements(set as SqlExpression)}, ${json(element as SqlExpression)})`),
  },
  hostFunctions: [
    over('kql_set_union', 'string', (sets) => arrayText(union(sets))),
    over('kql_set_intersect', 'string', (sets) => arrayText(intersection(sets))),
    over('kql_set_difference', 'string', (sets) => arrayText(difference(sets))),
    over('kql_set_equals', 'bool', (sets) => union(sets).length === intersection(sets).length),
    over('kql_jaccard_index', 'real', (sets) => {
      const all = union(sets).length;
      return all === 0 ? Number.NaN : intersection(sets).length / all;
    }),
  ],
};
