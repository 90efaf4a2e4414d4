import type { HostValue } from '../model/compiled-query.js';
import { hostScalars, variadic } from './host.js';
import { arrayText, bagText, deepestNesting, elementsOf, entriesOf, kindOf, plainText } from './json-text.js';
import type { FunctionFamily } from './registry.js';

/** The first bag that has a key gives its value; what is no bag is passed over. */
export function mergeBags(bags: string): HostValue {
  const merged = new Map<string, string>();
  let seen = false;
  for (const bag of elementsOf(bags) ?? []) {
    const entries = entriesOf(bag);
    if (!entries) continue;
    seen = true;
    for (const [key, value] of entries) if (!merged.has(key)) merged.set(key, value);
  }
  return seen ? bagText(merged) : null;
}

/** Steps of a path such as `$.a.b[0]['c d']`, or the key itself where it is no path. */
function steps(path: string): readonly string[] {
  if (!path.startsWith('$')) return [path];
  return Array.from(
    path.matchAll(/\.([^.[\]]+)|\[\s*'([^']*)'\s*\]|\[\s*"([^"]*)"\s*\]|\[\s*(\d+)\s*\]/g),
    (match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '',
  );
}

function remove(bag: string, path: readonly string[]): string {
  const [key, ...rest] = path;
  const entries = entriesOf(bag);
  if (key === undefined || !entries) return bag;
  return bagText(
    entries.flatMap(([name, value]) =>
      name !== key ? [[name, value] as const] : rest.length > 0 ? [[name, remove(value, rest)] as const] : [],
    ),
  );
}

function removeKeys(bag: string, keys: string): HostValue {
  if (!entriesOf(bag)) return null;
  return (elementsOf(keys) ?? []).reduce((left, key) => remove(left, steps(plainText(key))), bag);
}

/** The key goes to the end of its bag, also where it was there before. */
function put(bag: string, path: readonly string[], value: string): string {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const entries = entriesOf(bag) ?? [];
  const old = entries.find(([name]) => name === key)?.[1] ?? '{}';
  return bagText([...entries.filter(([name]) => name !== key), [key, put(old, rest, value)]]);
}

function hasKey(bag: string, path: string): HostValue {
  let at: string | undefined = bag;
  if (!entriesOf(bag)) return null;
  for (const step of steps(path)) {
    const entries: [string, string][] | undefined = entriesOf(at);
    at = entries ? entries.find(([name]) => name === step)?.[1] : elementsOf(at)?.[Number(step)];
    if (at === undefined) return false;
  }
  return true;
}

/** Keys that are no strings are passed over; keys without a value get null. */
function zipBag(keys: string, values: string): HostValue {
  const [names, all] = [elementsOf(keys), elementsOf(values)];
  if (!names || !all) return null;
  const bag = new Map<string, string>();
  names.forEach((name, index) => {
    if (kindOf(name) === 'string') bag.set(plainText(name), all[index] ?? 'null');
  });
  return bagText(bag);
}

/** Every path of a value, parents first. */
function paths(value: string, path = '', depth = 0): readonly string[] {
  if (depth > deepestNesting) return [];
  const bag = entriesOf(value)?.map(([key, inner]) => [`${path}['${key}']`, inner] as const);
  // All elements of an array share one path.
  const list = elementsOf(value)?.map((inner) => [`${path}[0]`, inner] as const);
  return [...new Set([...(bag ?? list ?? [])].flatMap(([at, inner]) => [at, ...paths(inner, at, depth + 1)]))];
}

function sorted(value: string, depth = 0): string {
  if (depth > deepestNesting) return value;
  const entries = entriesOf(value);
  if (entries)
    return bagText(
      entries
        .map(([key, inner]) => [key, sorted(inner, depth + 1)] as const)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  const list = elementsOf(value);
  return list ? arrayText(list.map((inner) => sorted(inner, depth + 1))) : value;
}

const host = hostScalars({
  bag_remove_keys: { parameters: ['dynamic', 'dynamic'], result: 'dynamic', run: removeKeys },
  bag_set_key: {
    parameters: ['dynamic', 'string', 'dynamic'],
    result: 'dynamic',
    run: (bag: string, path: string, value: string) => (entriesOf(bag) ? put(bag, steps(path), value) : null),
  },
  bag_has_key: { parameters: ['dynamic', 'string'], result: 'bool', run: hasKey },
  bag_zip: { parameters: ['dynamic', 'dynamic'], result: 'dynamic', run: zipBag },
  treepath: { parameters: ['dynamic'], result: 'dynamic', run: (value: string) => JSON.stringify(paths(value)) },
  dynamic_to_json: { parameters: ['dynamic'], result: 'string', run: (value: string) => sorted(value) },
});

export const bagFamily: FunctionFamily = {
  scalars: {
    ...host.scalars,
    bag_merge: variadic('bag_merge', 'dynamic'),
  },
  hostFunctions: [
    ...host.hostFunctions,
    { name: 'kql_bag_merge', parameters: ['string'], result: 'string', run: (bags) => mergeBags(String(bags)) },
  ],
};
