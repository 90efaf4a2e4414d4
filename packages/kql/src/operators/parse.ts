import type { Syntax } from '../language/syntax.js';
import { asText, convert } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { over, refuse, type Scope } from '../lower/scope.js';
import { escapePattern } from '../lower/string-operators.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { text } from '../plan/quote.js';
import { type Relation, step } from '../plan/relation.js';
import { assign } from './extend.js';
import { type Operator, parameter, parameterNode } from './shared.js';

export const parse: Operator = (input, node, scope) => parsed(input, node, scope, false);

/** Like `parse`, and drops the rows that do not match. */
export const parseWhere: Operator = (input, node, scope) => parsed(input, node, scope, true);

interface Target {
  readonly name: string;
  readonly type: KqlType;
}

interface Pattern {
  /** An RE2 pattern with one group a target. */
  readonly source: string;
  readonly targets: readonly Target[];
}

const groups: Readonly<Partial<Record<KqlType, string>>> = {
  long: '\\s*[+-]?\\d+',
  int: '\\s*[+-]?\\d+',
  real: '\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?',
  decimal: '\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?',
};

function pattern(node: Syntax, scope: Scope): Pattern {
  const kind = parameter(node, 'kind') ?? 'simple';
  const flags = (parameterNode(node, 'flags')?.text ?? '').replace(/[^imsU]/g, '');
  const targets: Target[] = [];
  let source = '';
  let open = false;
  const items = node.list('Patterns').flatMap((item) => (item.kind === 'List' ? item.children : [item]));
  for (const [index, item] of items.entries()) {
    const last = index === items.length - 1;
    if (item.kind === 'StarExpression') {
      if (!open) source += last ? '.*' : '.*?';
      open = !last;
      continue;
    }
    if (item.kind === 'NameDeclaration' || item.kind === 'NameAndTypeDeclaration') {
      const declared = item.kind === 'NameDeclaration' ? item : item.child('Name');
      const type: KqlType = item.kind === 'NameDeclaration' ? 'string' : typeNamed(item.child('Type').text);
      const any = last ? '.*' : '.*?';
      source += `(${groups[type] && !last ? groups[type] : any})`;
      targets.push({ name: declared.name, type });
      open = false;
      continue;
    }
    const literal = lowerExpression(item, scope).literal;
    if (typeof literal !== 'string')
      return refuse(scope, item, 'The pattern of parse is made of string literals, columns and *');
    source += kind === 'regex' ? `(?:${capturing(literal)})` : escapePattern(literal);
    open = false;
  }
  const mode = `(?s${kind === 'regex' ? flags.replace('s', '') : ''})`;
  return { source: `${mode}^${items[0]?.kind === 'StarExpression' ? '' : ''}${source}$`, targets };
}

const typeNames: Readonly<Record<string, KqlType>> = {
  double: 'real',
  date: 'datetime',
  time: 'timespan',
  boolean: 'bool',
  uuid: 'guid',
};

function typeNamed(name: string): KqlType {
  const key = name.toLowerCase();
  return typeNames[key] ?? (key as KqlType);
}

/** The groups of the author's own pattern must not shift ours. */
function capturing(pattern: string): string {
  return pattern.replace(/\\.|\((?!\?)/gs, (found) => (found === '(' ? '(?:' : found));
}

function parsed(input: Relation, node: Syntax, scope: Scope, only: boolean): Relation {
  const inside = over(scope, input);
  const source = node.child('Expression');
  const subject = asText(lowerExpression(source, inside), source, inside);
  const { source: regex, targets } = pattern(node, inside);
  const relaxed = parameter(node, 'kind') === 'relaxed';
  const raw = `"${scope.query.fresh('$p')}"`;
  const names = targets.map((_, index) => `'g${index}'`);
  const groupsSql =
    targets.length === 0
      ? `CASE WHEN ${matches(subject, regex)} THEN true END`
      : `CASE WHEN ${matches(subject, regex)} THEN regexp_extract(${subject.sql}, ${text(regex)}, [${names.join(', ')}]) END`;
  const rows = step(input, input.columns, (from) => `SELECT *, ${groupsSql} AS ${raw} FROM ${from}`);
  const values = targets.map((target, index): { name: string; value: SqlExpression } => {
    const group: SqlExpression = { sql: `coalesce(${raw}.g${index}, '')`, type: 'string' };
    return { name: target.name, value: target.type === 'string' ? group : convert(group, target.type, node, scope) };
  });
  void relaxed;
  const matched = only ? step(rows, rows.columns, (from) => `SELECT * FROM ${from} WHERE ${raw} IS NOT NULL`) : rows;
  return values.length === 0 ? matched : assign(matched, input.columns, values);
}

function matches(subject: SqlExpression, regex: string): string {
  return `regexp_matches(${subject.sql}, ${text(regex)})`;
}
