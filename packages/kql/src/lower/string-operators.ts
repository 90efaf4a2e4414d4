import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { text } from '../plan/quote.js';
import { asText } from './convert.js';
import { boolLiteral } from './literal.js';
import { refuse, type Scope } from './scope.js';

interface StringOperator {
  readonly test: 'equals' | 'contains' | 'startswith' | 'endswith' | 'has' | 'hasprefix' | 'hassuffix' | 'regex';
  readonly caseSensitive: boolean;
  readonly negated: boolean;
}

const operators = new Map<string, StringOperator>([
  ['=~', { test: 'equals', caseSensitive: false, negated: false }],
  ['!~', { test: 'equals', caseSensitive: false, negated: true }],
  ['matches regex', { test: 'regex', caseSensitive: true, negated: false }],
  [':', { test: 'has', caseSensitive: false, negated: false }],
]);
for (const test of ['contains', 'startswith', 'endswith', 'has', 'hasprefix', 'hassuffix'] as const) {
  for (const negated of [false, true]) {
    const name = `${negated ? '!' : ''}${test}`;
    operators.set(name, { test, caseSensitive: false, negated });
    operators.set(`${name}_cs`, { test, caseSensitive: true, negated });
    operators.set(`${name}cs`, { test, caseSensitive: true, negated });
  }
}
operators.set('notcontains', { test: 'contains', caseSensitive: false, negated: true });
operators.set('notcontainscs', { test: 'contains', caseSensitive: true, negated: true });

export function isStringOperator(name: string): boolean {
  return operators.has(name);
}

export function lowerStringOperator(
  name: string,
  leftValue: SqlExpression,
  rightValue: SqlExpression,
  node: Syntax,
  scope: Scope,
): SqlExpression {
  const operator = operators.get(name)!;
  const left = asText(leftValue, node, scope);
  const right = asText(rightValue, node, scope);
  const positive = stringTest(operator.test, operator.caseSensitive, left, right, node, scope);
  return operator.negated ? { sql: `(NOT ${positive.sql})`, type: 'bool' } : positive;
}

/** One string test. Each is a plain search where it can be; a regular expression runs only behind such a search. */
export function stringTest(
  test: StringOperator['test'],
  caseSensitive: boolean,
  left: SqlExpression,
  right: SqlExpression,
  node: Syntax,
  scope: Scope,
): SqlExpression {
  const bool = (sql: string): SqlExpression => ({ sql, type: 'bool' });
  const a = caseSensitive ? left.sql : `lower(${left.sql})`;
  const b = caseSensitive ? right.sql : folded(right);
  switch (test) {
    case 'equals':
      return bool(`(${a} = ${b})`);
    case 'contains':
      return right.literal === '' ? boolLiteral(true) : bool(`contains(${a}, ${b})`);
    case 'startswith':
      return bool(`starts_with(${a}, ${b})`);
    case 'endswith':
      return bool(`ends_with(${a}, ${b})`);
    case 'regex': {
      if (typeof right.literal === 'string') checkPattern(right.literal, node, scope);
      return bool(`regexp_matches(${left.sql}, ${right.sql})`);
    }
    default:
      return bool(termTest(test, caseSensitive, left, right));
  }
}

/** Lower case of a literal at compile time where DuckDB's lower() is sure to agree. */
function folded(value: SqlExpression): string {
  if (typeof value.literal === 'string' && /^[ -~]*$/.test(value.literal)) return text(value.literal.toLowerCase());
  return `lower(${value.sql})`;
}

const letterOrDigit = /[\p{L}\p{N}]/u;
const edge = '[^\\p{L}\\p{N}]';

function termTest(test: string, caseSensitive: boolean, left: SqlExpression, right: SqlExpression): string {
  const term = right.literal;
  if (typeof term !== 'string') return `kql_${test}${caseSensitive ? '_cs' : ''}(${left.sql}, ${right.sql})`;
  if (term === '') return 'true';
  const search = caseSensitive
    ? `contains(${left.sql}, ${right.sql})`
    : `contains(lower(${left.sql}), ${folded(right)})`;
  return `(${search} AND regexp_matches(${left.sql}, ${text(termPattern(test, caseSensitive, term))}))`;
}

/** The RE2 pattern for a term: its ends are ends of runs of letters and digits. */
export function termPattern(test: string, caseSensitive: boolean, term: string): string {
  const characters = [...term];
  const atStart = test !== 'hassuffix' && letterOrDigit.test(characters[0] ?? '');
  const atEnd = test !== 'hasprefix' && letterOrDigit.test(characters.at(-1) ?? '');
  return `(?${caseSensitive ? 's' : 'is'})${atStart ? `(?:^|${edge})` : ''}${escapePattern(term)}${atEnd ? `(?:$|${edge})` : ''}`;
}

export function escapePattern(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|\-/]/g, '\\$&');
}

/** Refuses the constructs that RE2, and so Kusto, does not have. */
function checkPattern(pattern: string, node: Syntax, scope: Scope): void {
  if (/\(\?(<?[=!])/.test(pattern) || /\\[1-9]/.test(pattern)) {
    refuse(scope, node, 'The regular expression uses look-around or a back-reference, which RE2 does not have', {
      hint: 'Write the pattern without (?=, (?!, (?<= , (?<! and without \\1.',
    });
  }
}
