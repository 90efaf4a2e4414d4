import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import type { Column } from '../plan/relation.js';
import { lowerArithmetic, lowerSign } from './arithmetic.js';
import { lowerCall } from './call.js';
import { lowerBetween, lowerComparison } from './comparison.js';
import { dynamicText } from './dynamic-literal.js';
import { lowerElement, lowerPath } from './dynamic-path.js';
import { boolLiteral, dynamicLiteral, parseLiteral, stringLiteral } from './literal.js';
import { lowerHasList, lowerIn } from './membership.js';
import { lookUp, refuse, type Scope, unsupported } from './scope.js';
import { isStringOperator, lowerStringOperator } from './string-operators.js';
import { lowerToScalar } from './to-scalar.js';

/** The scalar type that the binder gave a node; what it could not know (columns of open tables) counts as dynamic. */
export function scalarType(node: Syntax): KqlType {
  const { type } = node;
  return type.kind === 'scalar' ? type.scalar : 'dynamic';
}

/** Lowers a scalar expression to typed SQL over the columns of `scope.row`. */
export function lowerExpression(node: Syntax, scope: Scope): SqlExpression {
  scope.query.depth++;
  if (scope.query.depth > 400) refuse(scope, node, 'The expression is nested too deeply', { code: 'limit' });
  try {
    return lowerNode(node, scope);
  } finally {
    scope.query.depth--;
  }
}

function lowerNode(node: Syntax, scope: Scope): SqlExpression {
  switch (node.kind) {
    case 'ParenthesizedExpression':
    case 'OrderedExpression':
    case 'SimpleNamedExpression':
    case 'DataScopeExpression':
      return lowerExpression(node.child('Expression'), scope);
    case 'NameReference':
      return lowerName(node, scope);
    case 'PathExpression':
      return lowerPath(node, scope);
    case 'ElementExpression':
      return lowerElement(node, scope);
    case 'FunctionCallExpression':
      return lowerCall(node, scope);
    case 'ToScalarExpression':
      return lowerToScalar(node, scope);
    case 'DynamicExpression':
      return dynamicLiteral(dynamicText(node.child('Expression'), scope));
    case 'UnaryMinusExpression':
    case 'UnaryPlusExpression':
      return lowerSign(node, scope);
    case 'AndExpression':
    case 'OrExpression':
      return lowerLogical(node, scope);
    case 'BetweenExpression':
    case 'NotBetweenExpression':
      return lowerBetween(node, scope);
    case 'InExpression':
    case 'NotInExpression':
    case 'InCsExpression':
    case 'NotInCsExpression':
      return lowerIn(node, scope);
    case 'HasAnyExpression':
    case 'HasAllExpression':
      return lowerHasList(node, scope);
    case 'TypeOfLiteralExpression':
      return stringLiteral(node.text);
    default:
      if (node.kind.endsWith('LiteralExpression')) return lowerLiteral(node, scope);
      if (node.maybe('Left') && node.maybe('Right') && node.maybe('Operator')) return lowerBinary(node, scope);
      return unsupported(scope, node, describe(node));
  }
}

function describe(node: Syntax): string {
  return `The expression ${node.kind
    .replace(/Expression$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()}`;
}

function lowerLogical(node: Syntax, scope: Scope): SqlExpression {
  const word = node.kind === 'AndExpression' ? 'AND' : 'OR';
  const operands: Syntax[] = [];
  let at = node;
  while (at.kind === node.kind) {
    operands.unshift(at.child('Right'));
    at = at.child('Left');
  }
  operands.unshift(at);
  const parts = operands.map((operand) => asCondition(lowerExpression(operand, scope), operand, scope));
  const join = (sqls: readonly string[]) => `(${sqls.join(` ${word} `)})`;
  const sql = join(parts.map((part) => part.sql));
  const filter = join(parts.map((part) => part.filter ?? part.sql));
  return filter === sql ? { sql, type: 'bool' } : { sql, type: 'bool', filter };
}

/** A condition as SQL: a number counts as true when it is not zero. */
export function asCondition(value: SqlExpression, node: Syntax, scope: Scope): SqlExpression {
  if (value.type === 'bool') return value;
  if (value.type === 'dynamic') return { sql: `TRY_CAST((${value.sql}) ->> '$' AS BOOLEAN)`, type: 'bool' };
  if (['int', 'long', 'real', 'decimal'].includes(value.type)) return { sql: `((${value.sql}) <> 0)`, type: 'bool' };
  return refuse(scope, node, `A condition of type bool is expected, not ${value.type}`);
}

function lowerBinary(node: Syntax, scope: Scope): SqlExpression {
  const operator = node.child('Operator').text.replace(/\s+/g, ' ');
  if (node.child('Left').kind === 'StarExpression') return lowerAnyColumn(node, scope);
  if (isStringOperator(operator)) {
    const left = lowerExpression(node.child('Left'), scope);
    const right = lowerExpression(node.child('Right'), scope);
    return lowerStringOperator(operator, left, right, node, scope);
  }
  if (['==', '=', '!=', '<>', '<', '<=', '>', '>='].includes(operator)) return lowerComparison(node, operator, scope);
  if (['+', '-', '*', '/', '%'].includes(operator)) return lowerArithmetic(node, operator, scope);
  return unsupported(scope, node, `The operator ${operator}`);
}

/** `* has "x"`: true where any column holds, and `* !has "x"` where none does. */
function lowerAnyColumn(node: Syntax, scope: Scope): SqlExpression {
  const operator = node.child('Operator').text;
  const right = lowerExpression(node.child('Right'), scope);
  const columns = scope.row?.columns ?? [];
  const parts = columns.flatMap((column) => {
    const value: SqlExpression = { sql: column.id, type: column.type };
    if (isStringOperator(operator)) return [lowerStringOperator(operator, value, right, node, scope).sql];
    return column.type === right.type ? [`${column.id} = ${right.sql}`] : [];
  });
  return parts.length === 0
    ? boolLiteral(false)
    : { sql: `(${parts.join(operator.startsWith('!') ? ' AND ' : ' OR ')})`, type: 'bool' };
}

const literalTypes: Readonly<Record<string, KqlType>> = {
  BooleanLiteralExpression: 'bool',
  IntLiteralExpression: 'int',
  LongLiteralExpression: 'long',
  RealLiteralExpression: 'real',
  DecimalLiteralExpression: 'decimal',
  DateTimeLiteralExpression: 'datetime',
  TimespanLiteralExpression: 'timespan',
  GuidLiteralExpression: 'guid',
};

function lowerLiteral(node: Syntax, scope: Scope): SqlExpression {
  if (node.kind === 'StringLiteralExpression' || node.kind === 'CompoundStringLiteralExpression') {
    return stringLiteral(node.stringValue ?? '');
  }
  if (node.kind === 'NullLiteralExpression') return { sql: 'CAST(NULL AS JSON)', type: 'dynamic', literal: null };
  const type = literalTypes[node.kind];
  if (!type) return unsupported(scope, node, `The literal ${node.text}`);
  const source = node.text;
  const wrapped = /^[a-z]\w*\s*\((.*)\)$/is.exec(source);
  const literal = parseLiteral(type, wrapped ? wrapped[1]! : source);
  return literal ?? refuse(scope, node, `${source} is not a ${type}`, { code: 'syntax' });
}

function lowerName(node: Syntax, scope: Scope): SqlExpression {
  const { symbol, name } = node;
  if (symbol?.kind === 'Function') return lowerCall(node, scope);
  const column = scope.row?.columns.find((candidate) => candidate.name === name);
  if (column && symbol?.kind !== 'Variable' && symbol?.kind !== 'Parameter') return columnValue(column);
  const binding = lookUp(scope.names, name);
  if (binding?.kind === 'scalar') return binding.value;
  if (binding?.kind === 'table') return refuse(scope, node, `${name} is a table; a scalar is expected here`);
  if (column) return columnValue(column);
  return refuse(scope, node, `The column ${name} is not known here`, { code: 'unknown-column', subject: name });
}

export function columnValue(column: Column): SqlExpression {
  return { sql: column.id, type: column.type };
}
