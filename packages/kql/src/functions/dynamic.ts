import type { SqlExpression } from '../model/compiled-query.js';
import { elements, json, text } from './convert.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, literalText, quote, typed } from './sql.js';

/** Text that is no JSON becomes a string; empty text becomes null. */
const parseJson: ScalarFunction = ([arg]) => {
  const value = arg as SqlExpression;
  return value.type === 'string'
    ? typed(
        'dynamic',
        bind([value.sql], (s) => `kql_parse_json(${s})`),
      )
    : typed('dynamic', json(value));
};

const pack: ScalarFunction = (args) => {
  const pairs: string[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    pairs.push(text(args[index] as SqlExpression), json(args[index + 1] as SqlExpression));
  }
  return typed('dynamic', pairs.length === 0 ? "'{}'::JSON" : `json_object(${pairs.join(', ')})`);
};

const packArray: ScalarFunction = (args) =>
  typed('dynamic', args.length === 0 ? "'[]'::JSON" : `json_array(${args.map(json).join(', ')})`);

const arrayLength: ScalarFunction = ([arg]) =>
  typed(
    'long',
    bind(
      [json(arg as SqlExpression)],
      (j) => `coalesce(nullif(json_array_length(${j}), 0), CASE WHEN json_type(${j}) = 'ARRAY' THEN 0 END)::BIGINT`,
    ),
  );

/** Texts joined; null elements count as empty. */
const strcatArray: ScalarFunction = (args) =>
  typed(
    'string',
    `coalesce(array_to_string(list_transform(${elements(args[0] as SqlExpression)}, lambda e: coalesce(json_extract_string(e, '$'), '')), ${text(args[1] as SqlExpression)}), '')`,
  );

const arrayConcat: ScalarFunction = (args) =>
  typed('dynamic', `to_json(list_concat(${['[]::JSON[]', ...args.map(elements)].join(', ')}))`);

const arraySlice: ScalarFunction = (args) => {
  const [array, start, end] = [elements(args[0] as SqlExpression), args[1]?.sql ?? '0', args[2]?.sql ?? '-1'];
  return typed(
    'dynamic',
    bind([array, start, end], (l, s, e) => `to_json(kql_slice(${l}, ${s}, ${e}))`),
  );
};

const arrayIndexOf: ScalarFunction = (args) => {
  const list = elements(args[0] as SqlExpression);
  const wanted = json(args[1] as SqlExpression);
  if (args.length === 2) {
    const found = (l: string, w: string): string =>
      `CASE WHEN ${l} IS NOT NULL THEN coalesce(list_position(${l}, ${w}), 0)::BIGINT - 1 END`;
    return typed('long', bind([list, wanted], found));
  }
  const [start, length, occurrence] = [args[2]?.sql ?? '0', args[3]?.sql ?? '-1', args[4]?.sql ?? '1'];
  return typed(
    'long',
    `kql_array_index_of(to_json(${list})::VARCHAR, ${wanted}::VARCHAR, (${start})::BIGINT, (${length})::BIGINT, (${occurrence})::BIGINT)`,
  );
};

const bagKeys: ScalarFunction = ([arg]) =>
  typed(
    'dynamic',
    bind([json(arg as SqlExpression)], (j) => `CASE WHEN json_type(${j}) = 'OBJECT' THEN to_json(json_keys(${j})) END`),
  );

/** The JSON path of a KQL path such as `$.a.b[0]` or `$['a b']`. */
const extractJson: ScalarFunction = (args, context) => {
  const path = literalText(args[0]);
  const source = args[1] as SqlExpression;
  if (path === undefined)
    return context.fail('extract_json needs a literal path', 'Write the path as text in the call.', 0);
  const steps = path.replace(
    /\[\s*'([^']*)'\s*\]|\[\s*"([^"]*)"\s*\]/g,
    (_, single?: string, double?: string) => `."${single ?? double ?? ''}"`,
  );
  const document = source.type === 'string' ? bind([source.sql], (s) => `TRY_CAST(${s} AS JSON)`) : json(source);
  const found = `json_extract(${document}, ${quote(steps.startsWith('$') ? steps : `$.${steps}`)})`;
  return { sql: `coalesce(json_extract_string(${found}, '$'), '')`, type: 'string' };
};

export const dynamicFamily: FunctionFamily = {
  scalars: {
    parse_json: parseJson,
    parsejson: parseJson,
    todynamic: parseJson,
    toobject: parseJson,
    pack,
    bag_pack: pack,
    pack_dictionary: pack,
    pack_array: packArray,
    array_length: arrayLength,
    arraylength: arrayLength,
    array_concat: arrayConcat,
    array_slice: arraySlice,
    array_index_of: arrayIndexOf,
    strcat_array: strcatArray,
    array_strcat: strcatArray,
    bag_keys: bagKeys,
    extractjson: extractJson,
    extract_json: extractJson,
  },
  macros: [
    `CREATE OR REPLACE MACRO kql_parse_json(s) AS CASE WHEN s <> '' THEN coalesce(TRY_CAST(s AS JSON), to_json(s)) END`,
    // Both ends belong to the slice; negative positions count from the end.
    `CREATE OR REPLACE MACRO kql_slice(l, s, e) AS l[CASE WHEN s < 0 THEN greatest(0, len(l) + s) ELSE s END + 1 : CASE WHEN e < 0 THEN len(l) + e ELSE e END + 1]`,
  ],
};
