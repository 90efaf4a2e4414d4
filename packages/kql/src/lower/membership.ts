import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { text } from '../plan/quote.js';
import type { Relation } from '../plan/relation.js';
import { comparable } from './comparison.js';
import { asText, convert } from './convert.js';
import { columnValue, lowerExpression } from './expression.js';
import { boolLiteral, nullLiteral } from './literal.js';
import { refuse, type Scope } from './scope.js';
import { stringTest, termPattern } from './string-operators.js';
import { isTabular, lowerTabular } from './tabular.js';

/** What stands at the right of `in` and `has_any`: values, one dynamic array, or the first column of a table. */
type Candidates =
  | { readonly kind: 'values'; readonly values: readonly SqlExpression[] }
  | { readonly kind: 'array'; readonly array: SqlExpression }
  | { readonly kind: 'table'; readonly relation: Relation };

function candidates(node: Syntax, scope: Scope): Candidates {
  const items = node.child('Right').list('Expressions');
  const only = items[0];
  if (items.length === 1 && only && isTabular(only, scope)) {
    return {
      kind: 'table',
      relation: lowerTabular(only, {
        query: scope.query,
        names: scope.names,
        ...(scope.callSite ? { callSite: scope.callSite } : {}),
      }),
    };
  }
  const values = items.map((item) => lowerExpression(item, scope));
  const dynamic = values.find((value) => value.type === 'dynamic' && value.literal !== null);
  if (!dynamic) return { kind: 'values', values };
  const literals = values.flatMap(spread);
  if (literals.every((value) => value !== undefined)) return { kind: 'values', values: literals };
  if (values.length === 1) return { kind: 'array', array: dynamic };
  const lists = values.map((value) => (value.type === 'dynamic' ? value.sql : `json_array(${value.sql})`));
  const array = `to_json(flatten([${lists.map((sql) => `kql_texts(${sql})`).join(', ')}]))`;
  return { kind: 'array', array: { sql: array, type: 'dynamic' } };
}

/** The elements of a literal array as literals of their own. */
function spread(value: SqlExpression): readonly (SqlExpression | undefined)[] {
  if (value.type !== 'dynamic') return [value];
  if (typeof value.literal !== 'string') return [undefined];
  const parsed: unknown = JSON.parse(value.literal);
  return (Array.isArray(parsed) ? parsed : [parsed]).map((item) => {
    if (typeof item === 'string') return { sql: text(item), type: 'string', literal: item } as const;
    if (typeof item === 'boolean') return boolLiteral(item);
    if (typeof item === 'number') {
      return Number.isInteger(item) && Math.abs(item) < 2 ** 53
        ? ({ sql: `CAST(${item} AS BIGINT)`, type: 'long', literal: BigInt(item) } as const)
        : ({ sql: `CAST(${item} AS DOUBLE)`, type: 'real', literal: item } as const);
    }
    return item === null ? nullLiteral('dynamic') : undefined;
  });
}

export function lowerIn(node: Syntax, scope: Scope): SqlExpression {
  const operator = node.child('Operator').text;
  const negated = operator.startsWith('!');
  const folds = operator.endsWith('~');
  const left = lowerExpression(node.child('Left'), scope);
  const found = membership(left, candidates(node, scope), folds, node, scope);
  // A null is in no list, so `!in` holds for it.
  return { sql: negated ? `(${found} IS NOT TRUE)` : found, type: 'bool' };
}

function membership(left: SqlExpression, right: Candidates, folds: boolean, node: Syntax, scope: Scope): string {
  const fold = (sql: string) => (folds ? `lower(${sql})` : sql);
  if (right.kind === 'table') {
    const column = right.relation.columns[0];
    if (!column) return refuse(scope, node, 'The table behind in has no column');
    const [a, b] = comparable(left, columnValue(column), node, scope);
    const text = folds ? [asText(a, node, scope), asText(b, node, scope)] : [a, b];
    return `(${fold(text[0]!.sql)} IN (SELECT ${fold(text[1]!.sql)} FROM ${scope.query.reference(right.relation)}))`;
  }
  if (right.kind === 'array') {
    const value = asText(left, node, scope);
    const list = folds
      ? `list_transform(kql_texts(${right.array.sql}), lambda x: lower(x))`
      : `kql_texts(${right.array.sql})`;
    return `list_contains(${list}, ${fold(value.sql)})`;
  }
  if (right.values.length === 0) return 'false';
  if (folds) {
    const value = asText(left, node, scope);
    return `(lower(${value.sql}) IN (${right.values.map((item) => `lower(${asText(item, node, scope).sql})`).join(', ')}))`;
  }
  const groups = new Map<string, string[]>();
  for (const item of right.values) {
    const [a, b] = comparable(left, item, node, scope);
    groups.set(a.sql, [...(groups.get(a.sql) ?? []), b.sql]);
  }
  return `(${[...groups].map(([a, list]) => `${a} IN (${list.join(', ')})`).join(' OR ')})`;
}

export function lowerHasList(node: Syntax, scope: Scope): SqlExpression {
  const all = node.kind === 'HasAllExpression';
  const left = asText(lowerExpression(node.child('Left'), scope), node, scope);
  const right = candidates(node, scope);
  if (right.kind === 'table') {
    const column = right.relation.columns[0];
    if (!column) return refuse(scope, node, 'The table has no column');
    const term = convert(columnValue(column), 'string', node, scope).sql;
    const terms = `(SELECT ${term} AS "$term" FROM ${scope.query.reference(right.relation)})`;
    // The subject becomes a column of the inner query only through correlation, so no name of it can be shadowed.
    const miss = all ? `NOT kql_has(${left.sql}, "$term")` : `kql_has(${left.sql}, "$term")`;
    const exists = `EXISTS (SELECT 1 FROM ${terms} WHERE ${miss})`;
    return { sql: all ? `(NOT ${exists})` : exists, type: 'bool' };
  }
  if (right.kind === 'array') return { sql: overList(left.sql, `kql_texts(${right.array.sql})`, all), type: 'bool' };
  const terms = right.values.map((value) => asText(value, node, scope));
  if (terms.length === 0) return boolLiteral(all);
  const literals = terms.flatMap((term) => (typeof term.literal === 'string' ? [term.literal] : []));
  if (!all && literals.length === terms.length && literals.length > 1) {
    return { sql: anyTerm(left.sql, literals), type: 'bool' };
  }
  const tests = terms.map((term) => stringTest('has', false, left, term, node, scope).sql);
  return { sql: `(${tests.join(all ? ' AND ' : ' OR ')})`, type: 'bool' };
}

const longestPattern = 4000;

/** One automaton for many terms beats a search for each, as long as it stays small. */
function anyTerm(subject: string, terms: readonly string[]): string {
  const patterns: string[] = [];
  let current = '';
  for (const term of terms) {
    const pattern = termPattern('has', false, term);
    if (current !== '' && current.length + pattern.length > longestPattern) {
      patterns.push(current);
      current = '';
    }
    current += current === '' ? pattern : `|${pattern}`;
  }
  patterns.push(current);
  const tests = patterns.map((pattern) => `regexp_matches(${subject}, ${text(pattern)})`);
  return tests.length === 1 ? tests[0]! : `(${tests.join(' OR ')})`;
}

function overList(subject: string, list: string, all: boolean): string {
  const results = `list_transform(${list}, lambda t: kql_has(${subject}, t))`;
  return all ? `coalesce(list_bool_and(${results}), true)` : `coalesce(list_bool_or(${results}), false)`;
}
