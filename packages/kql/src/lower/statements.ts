import type { Syntax } from '../language/syntax.js';
import type { KqlLiteral, SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import type { Relation } from '../plan/relation.js';
import { lowerExpression } from './expression.js';
import {
  boolLiteral,
  datetimeLiteral,
  dynamicLiteral,
  integerLiteral,
  nullLiteral,
  parseLiteral,
  realLiteral,
  stringLiteral,
} from './literal.js';
import { type Binding, refuse, type Scope, unsupported } from './scope.js';
import { isTabular, lowerTabular } from './tabular.js';

/** Takes in a statement that declares names. Values are lowered on first use, so an unused one costs nothing. */
export function declare(statement: Syntax, scope: Scope): void {
  switch (statement.kind) {
    case 'LetStatement': {
      scope.names.bindings.set(statement.child('Name').name, bindingOf(statement.child('Expression'), scope));
      return;
    }
    case 'QueryParametersStatement':
      for (const parameter of statement.list('Parameters')) declareParameter(parameter, scope);
      return;
    case 'SetOptionStatement': {
      const value = statement.maybe('ValueClause')?.maybe('Expression');
      if (value) scope.query.settings.set(statement.child('Name').name.toLowerCase(), value);
      return;
    }
    default:
      unsupported(scope, statement, `The statement ${statement.text.split(/\s+/, 2).join(' ')}`);
  }
}

function bindingOf(expression: Syntax, outer: Scope): Binding {
  // A declaration sees the names before it, not itself: `let x = x + 1` inside a function means the outer x.
  const scope: Scope = { ...outer, names: { outer: outer.names.outer, bindings: new Map(outer.names.bindings) } };
  if (expression.kind === 'FunctionDeclaration') {
    const view = expression.maybe('ViewKeyword') ? expression.child('Body') : undefined;
    return { kind: 'function', names: scope.names, ...(view ? { view } : {}) };
  }
  if (isTabular(expression, scope)) return { kind: 'table', relation: once(() => lowerTabular(expression, scope)) };
  const value = once(() => lowerExpression(expression, scope));
  return {
    kind: 'scalar',
    get value() {
      return value();
    },
  };
}

function once<T extends Relation | SqlExpression>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function declareParameter(parameter: Syntax, scope: Scope): void {
  const declaration = parameter.child('NameAndType');
  const name = declaration.child('Name').name;
  const type = declaration.child('Type').text as KqlType;
  const given = scope.query.options.parameters?.[name];
  const fallback = parameter.maybe('DefaultValue')?.child('Value');
  if (given === undefined && !fallback) {
    refuse(scope, parameter, `The query parameter ${name} has no value`, {
      subject: name,
      hint: `Pass a value for ${name}.`,
    });
  }
  const value = given === undefined ? lowerExpression(fallback!, scope) : literalOf(given, type, parameter, scope);
  scope.names.bindings.set(name, { kind: 'scalar', value });
}

function literalOf(value: KqlLiteral, type: KqlType, node: Syntax, scope: Scope): SqlExpression {
  if (value === null) return nullLiteral(type);
  if (value instanceof Date) {
    if (type === 'datetime' && !Number.isNaN(value.getTime())) return datetimeLiteral(value);
  } else if (type === 'string') return stringLiteral(String(value));
  else if (type === 'dynamic') return dynamicLiteral(typeof value === 'string' ? jsonOf(value) : String(value));
  else if (type === 'bool' && typeof value === 'boolean') return boolLiteral(value);
  else if (type === 'real' && typeof value === 'number') return realLiteral(value);
  else if (type === 'timespan' && typeof value === 'bigint') return integerLiteral(value, type);
  else {
    const parsed = parseLiteral(type, String(value));
    if (parsed) return parsed;
  }
  return refuse(scope, node, `The value given for this query parameter is not a ${type}`);
}

function jsonOf(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    return JSON.stringify(value);
  }
}
