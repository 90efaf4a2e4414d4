import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { json, text, toLong } from './convert.js';
import { elementsOf, kindOf, plainText, readJson } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, literalNumber, literalText, quote, typed } from './sql.js';

function first(sql: (s: string) => string): ScalarFunction {
  return ([arg]) => typed('string', sql(text(arg as SqlExpression)));
}

const substring: ScalarFunction = (args) => {
  const source = text(args[0] as SqlExpression);
  const [start, length] = [args[1] as SqlExpression, args[2]];
  const from = literalNumber(start);
  const count = literalNumber(length);
  if (from !== undefined && from >= 0 && (!length || count !== undefined)) {
    return typed(
      'string',
      length ? `substring(${source}, ${from + 1}, ${Math.max(0, count ?? 0)})` : `substring(${source}, ${from + 1})`,
    );
  }
  const sql = bind(
    [source, start.sql, length?.sql ?? '2147483647'],
    (s, b, n) => `coalesce(kql_substring(${s}, ${b}, ${n}), '')`,
  );
  return typed('string', sql);
};

const split: ScalarFunction = (args) => {
  const source = text(args[0] as SqlExpression);
  const delimiter = text(args[1] as SqlExpression);
  // An empty delimiter does not cut; DuckDB would cut between the letters.
  const cut = (s: string): string =>
    literalText(args[1])
      ? `string_split(${s}, ${delimiter})`
      : bind([s, delimiter], (x, d) => `CASE WHEN ${d} = '' THEN [${x}] ELSE string_split(${x}, ${d}) END`);
  const index = args[2];
  if (!index) return typed('dynamic', `to_json(${cut(source)})`);
  return typed(
    'dynamic',
    bind([cut(source), index.sql], (parts, i) => `to_json(${parts}[${i} + 1:${i} + 1])`),
  );
};

const strcatDelim: ScalarFunction = (args) => typed('string', `concat_ws(${args.map((arg) => text(arg)).join(', ')})`);

const strcat: ScalarFunction = (args) => {
  const parts = args.map((arg) => text(arg));
  return typed('string', parts.length === 1 ? (parts[0] ?? "''") : `(${parts.map((sql) => `(${sql})`).join(' || ')})`);
};

const indexof: ScalarFunction = (args) => {
  const [source, wanted] = [text(args[0] as SqlExpression), text(args[1] as SqlExpression)];
  if (args.length === 2) {
    if (literalText(args[1])) return typed('long', `(instr(${source}, ${wanted}) - 1)`);
    return typed(
      'long',
      bind([source, wanted], (s, w) => `CASE WHEN ${w} <> '' THEN instr(${s}, ${w}) - 1 END`),
    );
  }
  const [start, length, occurrence] = [args[2]?.sql ?? '0', args[3]?.sql ?? '-1', args[4]?.sql ?? '1'];
  return typed(
    'long',
    `kql_indexof(${source}, ${wanted}, (${start})::BIGINT, (${length})::BIGINT, (${occurrence})::BIGINT)`,
  );
};

function indexofHost(...[source, wanted, start, length, occurrence]: readonly HostValue[]): HostValue {
  if (wanted === '') return null;
  const letters = Array.from(String(source));
  const target = Array.from(String(wanted));
  let at = Number(start);
  if (at < 0) at = Math.max(0, letters.length + at);
  // The length limits where a find may begin, not where it ends.
  const end = Number(length) < 0 ? letters.length : Math.min(letters.length, at + Number(length));
  let left = Number(occurrence);
  if (left <= 0) return null;
  for (; at < end; at++) {
    if (target.every((letter, index) => letters[at + index] === letter) && --left === 0) return BigInt(at);
  }
  return -1n;
}

/** How often a text occurs, overlaps included: `aa` occurs three times in `aaaa`. */
function countofHost(...[source, wanted]: readonly HostValue[]): HostValue {
  const [haystack, needle] = [String(source), String(wanted)];
  let count = 0n;
  if (needle === '') return count;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) count++;
  return count;
}

function overlapsItself(needle: string): boolean {
  for (let shift = 1; shift < needle.length; shift++) if (needle.startsWith(needle.slice(shift))) return true;
  return false;
}

const countof: ScalarFunction = (args, context) => {
  const [source, wanted] = [text(args[0] as SqlExpression), text(args[1] as SqlExpression)];
  const kind = args[2] ? literalText(args[2])?.toLowerCase() : 'normal';
  if (kind === 'regex') return typed('long', `len(regexp_extract_all(${source}, ${wanted}))`);
  if (kind !== 'normal') return context.fail("countof counts 'normal' or 'regex' occurrences", undefined, 2);
  const needle = literalText(args[1]);
  if (needle && !overlapsItself(needle)) {
    const bytes = new TextEncoder().encode(needle).length;
    return typed(
      'long',
      bind([source], (s) => `((strlen(${s}) - strlen(replace(${s}, ${quote(needle)}, ''))) // ${bytes})`),
    );
  }
  return typed('long', `kql_countof(${source}, ${wanted})`);
};

/** Replaces each text of one array by its partner in the other, in order; what is replaced is not looked at again. */
function replaceStringsHost(...[source, lookups, rewrites]: readonly HostValue[]): HostValue {
  const [wanted, replacements] = [elementsOf(String(lookups)), elementsOf(String(rewrites))];
  if (!wanted) return source ?? '';
  let pieces: readonly { readonly text: string; readonly done: boolean }[] = [{ text: String(source), done: false }];
  wanted.forEach((element, index) => {
    const lookup = plainText(element);
    const replacement = replacements ? replacements[index] : String(rewrites);
    // A partner that is no text leaves its lookup alone, but protects it.
    const by = replacement !== undefined && kindOf(replacement) === 'string' ? plainText(replacement) : lookup;
    if (lookup === '') return;
    pieces = pieces.flatMap((piece) => {
      if (piece.done) return [piece];
      return piece.text.split(lookup).flatMap((text, at) =>
        at === 0
          ? [{ text, done: false }]
          : [
              { text: by, done: true },
              { text, done: false },
            ],
      );
    });
  });
  return pieces.map((piece) => piece.text).join('');
}

export const stringFamily: FunctionFamily = {
  scalars: {
    strcat,
    strcat_delim: strcatDelim,
    strlen: ([arg]) => typed('long', `length(${text(arg as SqlExpression)})`),
    string_size: ([arg]) => typed('long', `strlen(${text(arg as SqlExpression)})`),
    tolower: first((s) => `lower(${s})`),
    toupper: first((s) => `upper(${s})`),
    reverse: first((s) => `reverse(${s})`),
    substring,
    split,
    indexof,
    countof,
    strrep: (args) => {
      const [source, count, delimiter] = [text(args[0] as SqlExpression), args[1]?.sql ?? '0', args[2]];
      if (!delimiter) return typed('string', `repeat(${source}, greatest(0, ${count})::BIGINT)`);
      return typed(
        'string',
        `array_to_string(list_resize([]::VARCHAR[], greatest(0, ${count})::BIGINT, ${source}), ${text(delimiter)})`,
      );
    },
    replace_string: (args) => {
      const [source, lookup, by] = args.map((arg) => text(arg));
      return typed('string', `replace(${source}, ${lookup}, ${by})`);
    },
    replace_strings: (args) => {
      const [source, lookups, rewrites] = args as [SqlExpression, SqlExpression, SqlExpression];
      return typed(
        'string',
        `coalesce(kql_replace_strings(${text(source)}, (${json(lookups)})::VARCHAR, (${json(rewrites)})::VARCHAR), ${text(source)})`,
      );
    },
    strcmp: (args) => {
      const [a, b] = args.map((arg) => text(arg));
      return typed(
        'int',
        bind([a ?? '', b ?? ''], (x, y) => `CASE WHEN ${x} < ${y} THEN -1 WHEN ${x} > ${y} THEN 1 ELSE 0 END`),
      );
    },
    translate: (args) => {
      const [from, to, source] = args.map((arg) => text(arg));
      // Letters without a partner become the last letter of `to`.
      const padded = bind(
        [from ?? '', to ?? ''],
        (f, t) =>
          `CASE WHEN ${t} = '' THEN ${t} ELSE rpad(${t}, greatest(length(${t}), length(${f}))::INTEGER, right(${t}, 1)) END`,
      );
      return typed('string', `translate(${source}, ${from}, ${padded})`);
    },
    make_string: (args) => {
      if (args.every((arg) => arg.type !== 'dynamic'))
        return typed('string', `(${args.map((arg) => `chr((${toLong(arg)})::INTEGER)`).join(' || ')})`);
      return typed(
        'string',
        `kql_string_of_codepoints((${args.length === 1 ? args[0]?.sql : `json_array(${args.map(json).join(', ')})`})::VARCHAR)`,
      );
    },
    unicode_codepoints_to_string: (args) =>
      typed(
        'string',
        `coalesce(kql_string_of_codepoints((${args.length === 1 && args[0]?.type === 'dynamic' ? args[0].sql : `json_array(${args.map(json).join(', ')})`})::VARCHAR), '')`,
      ),
    to_utf8: ([arg]) => typed('dynamic', `kql_codepoints(${text(arg as SqlExpression)})::JSON`),
    unicode_codepoints_from_string: ([arg]) => typed('dynamic', `kql_codepoints(${text(arg as SqlExpression)})::JSON`),
    isascii: ([arg]) => bindAscii(arg as SqlExpression),
    isutf8: () => typed('bool', 'TRUE'),
  },
  macros: [
    // A start before the first letter gives nothing.
    `CREATE OR REPLACE MACRO kql_substring(s, b, n) AS CASE WHEN n <= 0 OR b < -length(s) THEN ''
       WHEN b >= 0 THEN substring(s, b + 1, n) ELSE substring(s, length(s) + b + 1, n) END`,
  ],
  hostFunctions: [
    { name: 'kql_indexof', parameters: ['string', 'string', 'long', 'long', 'long'], result: 'long', run: indexofHost },
    { name: 'kql_countof', parameters: ['string', 'string'], result: 'long', run: countofHost },
    {
      name: 'kql_replace_strings',
      parameters: ['string', 'string', 'string'],
      result: 'string',
      run: replaceStringsHost,
    },
    {
      name: 'kql_string_of_codepoints',
      parameters: ['string'],
      result: 'string',
      run: (points) => {
        const flat = [readJson(String(points))]
          .flat(3)
          .filter((point) => Number.isInteger(point) && Number(point) >= 0 && Number(point) < 0x110000);
        return flat.map((point) => String.fromCodePoint(Number(point))).join('');
      },
    },
    {
      name: 'kql_codepoints',
      parameters: ['string'],
      result: 'string',
      run: (source) => JSON.stringify(Array.from(String(source), (letter) => letter.codePointAt(0))),
    },
  ],
};

function bindAscii(arg: SqlExpression): SqlExpression {
  return typed(
    'bool',
    bind([text(arg)], (s) => `(length(${s}) = strlen(${s}))`),
  );
}
