import type { Syntax } from '../language/syntax.js';
import { lowerComparison } from '../lower/comparison.js';
import { asText } from '../lower/convert.js';
import { asCondition, columnValue, lowerExpression } from '../lower/expression.js';
import { over, type Scope } from '../lower/scope.js';
import { lowerStringOperator, termPattern } from '../lower/string-operators.js';
import { lowerTabular, tableRelation } from '../lower/tabular.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { text } from '../plan/quote.js';
import { named, type Relation, step } from '../plan/relation.js';
import { outside } from './join.js';
import { boundColumns, type Operator, parameter, type Source, select } from './shared.js';
import { combine, views, wildcard } from './union.js';

export const search: Operator = (input, node, scope) => {
  const bound = boundColumns(node, scope);
  const found = matching(input, node, scope);
  const columns = named([
    { name: bound[0]!.name, type: 'string' },
    ...input.columns.map(({ name, type }) => ({ name, type })),
  ]);
  const label = input.label ?? 'search_arg0';
  const list = columns.slice(1).map((column, index) => `${input.columns[index]!.id} AS ${column.id}`);
  return step(
    found,
    columns,
    (from) => `SELECT ${[`${text(label)} AS ${columns[0]!.id}`, ...list].join(', ')} FROM ${from}`,
  );
};

/** `search` with no input reads all tables, or those in its `in (...)`. */
export const searchSource: Source = (node, scope) => {
  const bound = boundColumns(node, scope);
  const tables = tablesOf(node.maybe('InClause')?.list('Expressions'), scope, node);
  return combine(
    tables.map((table) => matching(table, node, scope)),
    bound,
    bound[0]!.name,
    node,
    scope,
  );
};

export function tablesOf(listed: readonly Syntax[] | undefined, scope: Scope, node: Syntax): Relation[] {
  if (!listed) {
    const tables = scope.query.schema.tables.map((table) => tableRelation(table.name, node, scope));
    return [...views(scope).map(({ read }) => read()), ...tables];
  }
  return listed.flatMap((expression) => {
    const names = wildcard(expression, scope);
    return names ? names.map((read) => read()) : [lowerTabular(expression, outside(scope))];
  });
}

function matching(input: Relation, node: Syntax, scope: Scope): Relation {
  const sensitive = parameter(node, 'kind') === 'case_sensitive';
  const condition = searchCondition(node.child('Condition'), { ...over(scope, input) }, sensitive);
  const rows = step(
    input,
    input.columns,
    (from) => `SELECT ${select(input.columns)} FROM ${from} WHERE ${condition.filter ?? condition.sql}`,
  );
  return input.label ? { ...rows, label: input.label } : rows;
}

/** A bare literal is looked for in every column; a named one is a term of that column. */
export function searchCondition(node: Syntax, scope: Scope, sensitive: boolean): SqlExpression {
  switch (node.kind) {
    case 'AndExpression':
    case 'OrExpression': {
      const [a, b] = [node.child('Left'), node.child('Right')].map((side) => searchCondition(side, scope, sensitive));
      return { sql: `(${a!.sql} ${node.kind === 'AndExpression' ? 'AND' : 'OR'} ${b!.sql})`, type: 'bool' };
    }
    case 'ParenthesizedExpression':
      return searchCondition(node.child('Expression'), scope, sensitive);
    case 'StarExpression':
      return { sql: 'true', type: 'bool' };
    case 'StringLiteralExpression':
    case 'CompoundStringLiteralExpression':
    case 'LongLiteralExpression':
    case 'RealLiteralExpression':
    case 'IntLiteralExpression':
      return anywhere(node.stringValue ?? node.text, node, scope, sensitive);
    case 'FunctionCallExpression': {
      const args = node.child('ArgumentList').list('Expressions');
      if (node.child('Name').name !== 'not' || args.length !== 1) break;
      return { sql: `(NOT ${searchCondition(args[0]!, scope, sensitive).sql})`, type: 'bool' };
    }
    case 'SearchExpression': {
      const column = node.child('Left');
      const term = node.child('Right');
      const wanted = term.stringValue ?? term.text;
      if (column.kind === 'StarExpression') return anywhere(wanted, node, scope, sensitive);
      return termIn(lowerExpression(column, scope), wanted, node, scope, sensitive);
    }
    case 'EqualExpression':
      if (scope.row && node.child('Left').kind !== 'StarExpression') return lowerComparison(node, '==', scope);
  }
  return asCondition(lowerExpression(node, scope), node, scope);
}

function anywhere(term: string, node: Syntax, scope: Scope, sensitive: boolean): SqlExpression {
  const tests = (scope.row?.columns ?? [])
    .filter((column) => column.type !== 'bool')
    .map((column) => termIn(columnValue(column), term, node, scope, sensitive).sql);
  return { sql: tests.length === 0 ? 'false' : `(${tests.join(' OR ')})`, type: 'bool' };
}

/** `web*` is a prefix of a term, `*web` a suffix, `*web*` stands anywhere. */
function termIn(value: SqlExpression, term: string, node: Syntax, scope: Scope, sensitive: boolean): SqlExpression {
  const subject = asText(value, node, scope);
  const suffix = sensitive ? '_cs' : '';
  const literal = (wanted: string): SqlExpression => ({ sql: text(wanted), type: 'string', literal: wanted });
  const starts = term.startsWith('*');
  const ends = term.endsWith('*') && term.length > 1;
  const bare = term.slice(starts ? 1 : 0, ends ? -1 : undefined);
  if (bare === '') return { sql: 'true', type: 'bool' };
  if (bare.includes('*')) {
    const parts = bare.split('*').map((part) => termPattern('none', sensitive, part).replace(/^\(\?i?s\)/, ''));
    return {
      sql: `regexp_matches(${subject.sql}, ${text(`(?${sensitive ? '' : 'i'}s)${parts.join('.*')}`)})`,
      type: 'bool',
    };
  }
  const test = starts && ends ? 'contains' : ends ? 'hasprefix' : starts ? 'hassuffix' : 'has';
  return lowerStringOperator(`${test}${suffix}`, subject, literal(bare), node, scope);
}
