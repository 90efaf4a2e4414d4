import { asText, convert } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { over } from '../lower/scope.js';
import { escapePattern } from '../lower/string-operators.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { text } from '../plan/quote.js';
import { assign } from './extend.js';
import { boundColumns, findColumn, type Operator, parameterNode } from './shared.js';

/** `parse-kv`: the values of known keys, read by one linear regular expression a key. */
export const parseKv: Operator = (input, node, scope) => {
  const source = node.child('Expression');
  const subject = asText(lowerExpression(source, over(scope, input)), source, scope).sql;
  const option = (name: string) => {
    const value = node.maybe('WithClause') ? parameterNode(node.child('WithClause'), name, 'Properties') : undefined;
    return value ? (value.stringValue ?? value.text) : undefined;
  };
  const pair = option('pair_delimiter');
  const keyValue = option('kv_delimiter');
  const quote = option('quote');
  const regex = option('regex');
  const names = node
    .child('Keys')
    .list('Columns')
    .map((key) => key.child('Name').name);
  const bound = boundColumns(node, scope);
  const values = names.map((name) => {
    const type = bound.find((column) => column.name === name)?.type ?? findColumn(input, name)?.type ?? 'string';
    const sql = regex === undefined ? delimited(subject, name, pair, keyValue, quote) : byRegex(subject, regex, name);
    const value: SqlExpression = { sql, type: 'string' };
    return { name, value: type === 'string' ? value : convert(value, type, node, scope) };
  });
  return assign(input, input.columns, values);
};

function delimited(
  subject: string,
  key: string,
  pair: string | undefined,
  keyValue: string | undefined,
  quote: string | undefined,
): string {
  // Without delimiters a pair ends, and a value starts, at anything that is neither letter, digit nor one of _ - .
  const anything = '[^\\w\\-."\']+';
  const between = pair === undefined ? anything : escapePattern(pair);
  const after = keyValue === undefined ? anything : escapePattern(keyValue);
  const quotes =
    quote === undefined ? (pair === undefined ? ['"', "'"] : []) : [...quote].length > 1 ? [quote] : [quote];
  const rest = pair === undefined ? '[\\w\\-.]*' : pair.length === 1 ? `[^${escapeInClass(pair)}]*` : '.*?';
  const quoted = quotes.map((mark) => `${open(mark)}([^${escapeInClass(close(mark))}]*)${escapePattern(close(mark))}`);
  const end = pair !== undefined && pair.length > 1 ? `(?:${between}|$)` : '';
  const pattern = `(?s)(?:^|${between})\\s*${escapePattern(key)}\\s*${after}(?:${[...quoted.map((part) => `\\s*${part}`), `(${rest})`].join('|')})${end}`;
  const groups = Array.from(
    { length: quoted.length + 1 },
    (_, index) => `regexp_extract(${subject}, ${text(pattern)}, ${index + 1})`,
  );
  return groups.length === 1 ? groups[0]! : `coalesce(${groups.map((sql) => `nullif(${sql}, '')`).join(', ')}, '')`;
}

const open = (mark: string) => escapePattern([...mark][0] ?? mark);
const close = (mark: string) => [...mark].at(-1) ?? mark;

function escapeInClass(character: string): string {
  return character.replace(/[\\\]^-]/g, '\\$&');
}

/** A pattern with a group for the key and one for the value; the first pair whose key is this one. */
function byRegex(subject: string, pattern: string, key: string): string {
  const keys = `regexp_extract_all(${subject}, ${text(pattern)}, 1)`;
  const values = `regexp_extract_all(${subject}, ${text(pattern)}, 2)`;
  return `coalesce(list_extract(${values}, list_position(${keys}, ${text(key)})), '')`;
}
