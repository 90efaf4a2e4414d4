import type { Syntax } from '../language/syntax.js';
import { asText, convert } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { over, refuse, type Scope } from '../lower/scope.js';
import { escapePattern } from '../lower/string-operators.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { text } from '../plan/quote.js';
import { nullOf, type Relation, step } from '../plan/relation.js';
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
  /** The longest text that every match holds, to sort out most rows by a plain search. */
  readonly literal: string;
}

const groups: Readonly<Partial<Record<KqlType, string>>> = {
  long: '\\s*[+-]?\\d+',
  int: '\\s*[+-]?\\d+',
  real: '\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?',
  decimal: '\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?',
};

function pattern(node: Syntax, scope: Scope): Pattern {
  const kind = parameter(node, 'kind') ?? 'simple';
  const regex = kind === 'regex';
  const flags = (parameterNode(node, 'flags')?.text ?? '').replace(/[^imsU]/g, '');
  const targets: Target[] = [];
  let source = '';
  let longest = '';
  let open = false;
  const items = node.list('Patterns').flatMap((item) => (item.kind === 'List' ? item.children : [item]));
  for (const [index, item] of items.entries()) {
    const last = index === items.length - 1;
    if (item.kind === 'StarExpression') {
      if (!open) source += last || regex ? '.*' : '.*?';
      open = !last;
      continue;
    }
    if (item.kind === 'NameDeclaration' || item.kind === 'NameAndTypeDeclaration') {
      const declared = item.kind === 'NameDeclaration' ? item : item.child('Name');
      const type: KqlType = item.kind === 'NameDeclaration' ? 'string' : typeNamed(item.child('Type').text);
      const any = last || regex ? '.*' : '.*?';
      source += `(${groups[type] && !last && kind !== 'relaxed' ? groups[type] : any})`;
      targets.push({ name: declared.name, type });
      open = false;
      continue;
    }
    const literal = lowerExpression(item, scope).literal;
    if (typeof literal !== 'string')
      return refuse(scope, item, 'The pattern of parse is made of string literals, columns and *');
    source += kind === 'regex' ? `(?:${capturing(literal)})` : escapePattern(literal);
    if (!regex && literal.length > longest.length) longest = literal;
    open = false;
  }
  const letters = regex ? flags : 's';
  const mode = letters === '' ? '' : `(?${letters})`;
  return { source: `${mode}^${source}$`, targets, literal: longest };
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
  const { source: regex, targets, literal } = pattern(node, inside);
  const relaxed = parameter(node, 'kind') === 'relaxed';
  const groupsId = `"${scope.query.fresh('$p')}"`;
  const names = targets.map((_, index) => `'g${index}'`).join(', ');
  const matches = `${literal ? `contains(${subject.sql}, ${text(literal)}) AND ` : ''}regexp_matches(${subject.sql}, ${text(regex)})`;
  const found = targets.length === 0 ? 'true' : `regexp_extract(${subject.sql}, ${text(regex)}, [${names}])`;
  const rows = step(
    input,
    input.columns,
    (from) => `SELECT *, CASE WHEN ${matches} THEN ${found} END AS ${groupsId} FROM ${from}`,
  );
  const values = targets.map((target, index): { name: string; value: SqlExpression } => {
    const group: SqlExpression = { sql: `coalesce(${groupsId}.g${index}, '')`, type: 'string' };
    return { name: target.name, value: target.type === 'string' ? group : convert(group, target.type, node, scope) };
  });
  const typed = values.filter(({ value }) => value.type !== 'string');
  const strict = !relaxed && typed.length > 0;
  const matched =
    only && !strict ? step(rows, rows.columns, (from) => `SELECT * FROM ${from} WHERE ${groupsId} IS NOT NULL`) : rows;
  if (values.length === 0) return matched;
  return strict ? allOrNothing(matched, input, values, groupsId, scope, only) : assign(matched, input.columns, values);
}

/** Unless relaxed, a row matches only where every typed column converts. */
function allOrNothing(
  rows: Relation,
  input: Relation,
  values: readonly { readonly name: string; readonly value: SqlExpression }[],
  groupsId: string,
  scope: Scope,
  only: boolean,
): Relation {
  const hidden = values.map(() => `"${scope.query.fresh('$t')}"`);
  const list = values.map(({ value }, index) => `${value.sql} AS ${hidden[index]}`).join(', ');
  const converted = step(rows, rows.columns, (from) => `SELECT *, ${list} FROM ${from}`);
  const needed = hidden.filter((_, index) => values[index]!.value.type !== 'string').map((id) => `${id} IS NOT NULL`);
  const whole = [`${groupsId} IS NOT NULL`, ...needed].join(' AND ');
  if (only) {
    const kept = step(converted, rows.columns, (from) => `SELECT * FROM ${from} WHERE ${whole}`);
    return assign(
      kept,
      input.columns,
      values.map(({ name, value }, index) => ({ name, value: { sql: hidden[index]!, type: value.type } })),
    );
  }
  const checked = values.map(({ name, value }, index) => ({
    name,
    value: { sql: `CASE WHEN ${whole} THEN ${hidden[index]} ELSE ${nullOf(value.type)} END`, type: value.type },
  }));
  return assign(converted, input.columns, checked);
}
