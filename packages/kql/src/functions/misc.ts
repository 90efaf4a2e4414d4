import type { HostValue, SqlExpression } from '../model/compiled-query.js';
import { convert, text } from './convert.js';
import { hostScalars } from './host.js';
import { readJson } from './json-text.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { bind, literalText, typed } from './sql.js';

/** True where the value lies within the distance on either side. */
const around: ScalarFunction = (args) => {
  const [value, middle, distance] = args as [SqlExpression, SqlExpression, SqlExpression];
  const at = (arg: SqlExpression): string =>
    arg.type === 'datetime' || arg.type === 'timespan' ? convert(arg, 'long').sql : arg.sql;
  return typed('bool', `(abs(${at(value)} - ${at(middle)}) <= ${at(distance)})`);
};

/** Wall-clock times that a clock change skips count in the time that follows it. */
const localToUtc: ScalarFunction = ([local, zone]) => {
  const name = text(zone as SqlExpression);
  return typed(
    'datetime',
    bind([(local as SqlExpression).sql], (l) =>
      bind(
        [`make_timestamp(epoch_us(${l} AT TIME ZONE ${name}))`],
        (u) => `${u} - ((make_timestamptz(epoch_us(${u})) AT TIME ZONE ${name}) - ${l})`,
      ),
    ),
  );
};

const utcToLocal: ScalarFunction = ([utc, zone]) =>
  typed(
    'datetime',
    `(make_timestamptz(epoch_us(${(utc as SqlExpression).sql})) AT TIME ZONE ${text(zone as SqlExpression)})`,
  );

/** Stops the query with the message where the condition does not hold. */
const assert: ScalarFunction = ([condition, message]) =>
  typed(
    'bool',
    `CASE WHEN ${convert(condition as SqlExpression, 'bool').sql} THEN TRUE ELSE error(${text(message as SqlExpression)}) END`,
  );

/** The first of the array's texts that the source holds as a whole term, counted from 0; -1 where it holds none. */
function hasAnyIndex(source: string, terms: string): HostValue {
  const words = new Set(source.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const wanted = readJson(terms);
  if (!Array.isArray(wanted)) return null;
  const lower = source.toLowerCase();
  return BigInt(
    wanted.findIndex((term) => {
      const needle = String(term).toLowerCase();
      if (/^[\p{L}\p{N}]+$/u.test(needle)) return words.has(needle);
      for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + 1)) {
        const bounds: readonly (readonly [string, string])[] = [
          [lower[at - 1] ?? ' ', needle[0] ?? ' '],
          [lower[at + needle.length] ?? ' ', needle.at(-1) ?? ' '],
        ];
        if (bounds.every((pair) => !pair.every((letter) => /[\p{L}\p{N}]/u.test(letter)))) return true;
      }
      return needle === '';
    }),
  );
}

/** Where the pattern first matches, -1 where it does not. */
const indexofRegex: ScalarFunction = (args, context) => {
  const [source, pattern] = args as [SqlExpression, SqlExpression];
  if (args.length > 2)
    return context.fail('indexof_regex takes no start here', 'Cut the text with substring() first.', 2);
  const literal = literalText(pattern);
  if (literal === undefined) return context.fail('indexof_regex needs a literal pattern', undefined, 1);
  const s = text(source);
  return typed(
    'long',
    bind(
      [s],
      (x) =>
        `CASE WHEN regexp_matches(${x}, ${pattern.sql}) THEN length(regexp_extract(${x}, '(?s)\\A(.*?)(?:' || ${pattern.sql} || ')', 1)) ELSE -1 END`,
    ),
  );
};

const host = hostScalars({
  has_any_index: { parameters: ['string', 'dynamic'], result: 'long', run: hasAnyIndex },
});

/** Time zones by name, as a JSON array. */
const zones: ScalarFunction = () => typed('dynamic', `'${JSON.stringify(Intl.supportedValuesOf('timeZone'))}'::JSON`);

export const miscFamily: FunctionFamily = {
  scalars: {
    ...host.scalars,
    around,
    assert,
    datetime_local_to_utc: localToUtc,
    datetime_utc_to_local: utcToLocal,
    datetime_list_timezones: zones,
    indexof_regex: indexofRegex,
  },
  hostFunctions: host.hostFunctions,
};
