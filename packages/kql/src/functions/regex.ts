import type { SqlExpression } from '../model/compiled-query.js';
import { convert, text } from './convert.js';
import type { FunctionFamily, ScalarFunction } from './registry.js';
import { literalNumber, literalText, quote, typed } from './sql.js';

/** Capture groups of an RE2 pattern: parentheses that are neither escaped, nor in a class, nor `(?:`, `(?i)`. */
export function captureGroups(pattern: string): number {
  let count = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at];
    if (letter === '\\') {
      if (pattern[at + 1] === 'Q') {
        const end = pattern.indexOf('\\E', at);
        if (end < 0) return count;
        at = end;
      }
      at++;
    } else if (inClass) {
      // A bracket that comes first belongs to the class.
      if (letter === ']') inClass = false;
      else if (letter === '[' && pattern[at + 1] === ':') at = pattern.indexOf(':]', at) + 1 || pattern.length;
    } else if (letter === '[') {
      inClass = true;
      if (pattern[at + 1] === '^') at++;
      if (pattern[at + 1] === ']') at++;
    } else if (letter === '(' && (pattern[at + 1] !== '?' || /^\(\?P?<[A-Za-z_]/.test(pattern.slice(at, at + 5)))) {
      count++;
    }
  }
  return count;
}

/** DuckDB reads groups 0 to 9 by number and any number of them by name. */
function group(source: string, pattern: SqlExpression, index: number, count: number): string {
  if (index <= 9) return `regexp_extract(${source}, ${pattern.sql}, ${index})`;
  const names = Array.from({ length: count }, (_, at) => quote(`g${at + 1}`)).join(', ');
  return `regexp_extract(${source}, ${pattern.sql}, [${names}])['g${index}']`;
}

const extract: ScalarFunction = (args, context) => {
  const [pattern, capture, source] = args as [SqlExpression, SqlExpression, SqlExpression];
  const index = literalNumber(capture);
  const literal = literalText(pattern);
  if (index === undefined) return context.fail('extract needs the number of the group as a literal', undefined, 1);
  const known = literal === undefined ? 9 : captureGroups(literal);
  const found = index < 0 || index > known ? "''" : group(text(source), pattern, index, known);
  const string = typed('string', found);
  return args.length > 3 ? convert(string, context.resultType) : string;
};

/** An array of the group's matches, or of arrays where several groups are asked for. */
const extractAll: ScalarFunction = (args, context) => {
  const pattern = args[0] as SqlExpression;
  const source = text(args[args.length - 1] as SqlExpression);
  const literal = literalText(pattern);
  if (literal === undefined)
    return context.fail('extract_all needs a literal pattern', 'Write the pattern as text in the call.', 0);
  const count = captureGroups(literal);
  if (count === 0)
    return context.fail(
      'extract_all needs a capture group in its pattern',
      'Put parentheses round what to extract.',
      0,
    );
  let groups = Array.from({ length: count }, (_, index) => index + 1);
  if (args.length === 3) {
    const chosen = literalText(args[1]);
    if (chosen === undefined) return context.fail('extract_all needs a literal list of groups', undefined, 1);
    const wanted = JSON.parse(chosen) as readonly (number | string)[];
    groups = wanted.map((each) => (typeof each === 'number' ? each : namedGroup(literal, each)));
  }
  const matched = groups.map((index) => `regexp_extract_all(${source}, ${pattern.sql}, ${index})`);
  // No match gives null.
  const list =
    matched.length === 1
      ? matched[0]
      : `list_transform(list_zip(${matched.join(', ')}), lambda z: [${matched.map((_, index) => `z[${index + 1}]`).join(', ')}])`;
  return typed('dynamic', `to_json(nullif(${list}, []))`);
};

function namedGroup(pattern: string, name: string): number {
  const before = pattern.search(new RegExp(`\\(\\?P?<${name.replace(/\W/g, '')}>`));
  return before < 0 ? 0 : captureGroups(pattern.slice(0, before)) + 1;
}

/** Cuts one match of the pattern off the ends, as the reference engine does: not every match. */
function trim(ends: 'both' | 'start' | 'end'): ScalarFunction {
  return (args) => {
    const [pattern, source] = args as [SqlExpression, SqlExpression];
    const literal = literalText(pattern);
    const around = (before: string, after: string): string =>
      literal === undefined ? `${quote(before)} || ${pattern.sql} || ${quote(after)}` : quote(before + literal + after);
    let sql = text(source);
    if (ends !== 'end') sql = `regexp_replace(${sql}, ${around('^(?:', ')')}, '')`;
    if (ends !== 'start') sql = `regexp_replace(${sql}, ${around('(?:', ')$')}, '')`;
    return typed('string', sql);
  };
}

const replaceRegex: ScalarFunction = (args) => {
  const [source, pattern, rewrite] = args as [SqlExpression, SqlExpression, SqlExpression];
  return typed('string', `regexp_replace(${text(source)}, ${pattern.sql}, ${text(rewrite)}, 'g')`);
};

export const regexFamily: FunctionFamily = {
  scalars: {
    extract,
    extract_all: extractAll,
    extractall: extractAll,
    trim: trim('both'),
    trim_start: trim('start'),
    trim_end: trim('end'),
    replace_regex: replaceRegex,
    /** The old spelling puts the text last. */
    replace: (args, context) => replaceRegex([args[2], args[0], args[1]] as readonly SqlExpression[], context),
    regex_quote: ([arg]) =>
      typed('string', `regexp_replace(${text(arg as SqlExpression)}, '([^A-Za-z0-9_])', '\\\\\\1', 'g')`),
  },
};
