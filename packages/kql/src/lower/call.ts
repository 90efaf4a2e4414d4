import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import type { KqlType } from '../model/schema.js';
import { text } from '../plan/quote.js';
import { type Relation, relation } from '../plan/relation.js';
import { convert, fromMember, toDynamic } from './convert.js';
import { columnValue, lowerExpression, scalarType } from './expression.js';
import { aggregateFunction, callAggregate, callScalar, scalarFunction } from './functions.js';
import { dynamicLiteral, stringLiteral } from './literal.js';
import { type Binding, inner, lookUp, type Names, refuse, type Scope, unsupported } from './scope.js';
import { declare } from './statements.js';
import { isTabular, lowerTabular, tableRelation } from './tabular.js';
import { isWindowFunction, lowerWindow } from './window.js';

function nameOf(node: Syntax): string {
  return node.kind === 'FunctionCallExpression' ? node.child('Name').name : node.name;
}

function argumentsOf(node: Syntax): readonly Syntax[] {
  return node.maybe('ArgumentList')?.list('Expressions') ?? [];
}

export function lowerCall(node: Syntax, scope: Scope): SqlExpression {
  const name = nameOf(node);
  const key = name.toLowerCase();
  const body = node.calledBody();
  if (body) return callUserFunction(node, body, scope, (inside, at) => lowerExpression(at, inside));
  if (isWindowFunction(key)) return lowerWindow(key, node, argumentsOf(node), scope);
  if (key === 'column_ifexists' || key === 'columnifexists') return columnIfExists(node, scope);
  if (key === 'pack_all') return packAll(node, scope);
  if (key === 'bag_pack_columns') return packColumns(node, scope);
  if (key === 'column_names_of') return columnNames(node, scope);
  if (key === 'bin_auto') return binAuto(node, scope);
  if (key === 'current_cluster_endpoint') return stringLiteral('localhost');
  if (key === 'current_database') return stringLiteral(scope.query.schema.name);
  const aggregate = scope.aggregating === true && aggregateFunction(name) !== undefined;
  const inside = aggregate ? withoutAggregates(scope) : scope;
  // `count(x)` counts all rows, whatever x is.
  const given =
    aggregate && key === 'count' ? [] : argumentsOf(node).filter((argument) => argument.kind !== 'StarExpression');
  const typed = given.some((argument) => argument.kind === 'TypeOfLiteralExpression');
  const args = given
    .filter((argument) => argument.kind !== 'TypeOfLiteralExpression')
    .map((argument) => lowerExpression(argument, inside));
  const type = scalarType(node);
  const call = aggregate ? callAggregate : callScalar;
  if (!aggregate && !scalarFunction(name)) return unknownFunction(name, node, scope);
  const direct =
    !aggregate && args.length === 1 && args[0] ? fromMember(args[0], memberConversions[key] ?? 'dynamic') : undefined;
  if (direct) return direct;
  const result = call(name, args, type, node, scope);
  return typed ? convert(result, type, node, scope) : result;
}

const memberConversions: Readonly<Record<string, KqlType>> = {
  tostring: 'string',
  tolong: 'long',
  toint: 'int',
  todouble: 'real',
  toreal: 'real',
};

function unknownFunction(name: string, node: Syntax, scope: Scope): never {
  if (scope.aggregating === true || !aggregateFunction(name)) return unsupported(scope, node, `The function ${name}()`);
  return refuse(scope, node, `The aggregate ${name}() can only be used in summarize and operators like it`);
}

export function withoutAggregates(scope: Scope): Scope {
  const { aggregating: _aggregating, ...rest } = scope;
  return rest;
}

function columnIfExists(node: Syntax, scope: Scope): SqlExpression {
  const [nameNode, fallback] = argumentsOf(node);
  const name = nameNode && lowerExpression(nameNode, scope).literal;
  if (typeof name !== 'string' || !fallback)
    return refuse(scope, node, 'column_ifexists() takes the name of a column as a literal and a default');
  const column = scope.row?.columns.find((candidate) => candidate.name === name);
  return column ? columnValue(column) : lowerExpression(fallback, scope);
}

/** `bin_at()` with the size and the place that `set query_bin_auto_size` and `query_bin_auto_at` give. */
function binAuto(node: Syntax, scope: Scope): SqlExpression {
  const [value] = argumentsOf(node).map((argument) => lowerExpression(argument, scope));
  const size = scope.query.settings.get('query_bin_auto_size');
  const at = scope.query.settings.get('query_bin_auto_at');
  if (!value || !size)
    return refuse(scope, node, 'bin_auto() takes its size from: set query_bin_auto_size=1h', { code: 'semantic' });
  const args = [value, lowerExpression(size, scope)];
  if (!at) return callScalar('bin', args, value.type, node, scope);
  return callScalar('bin_at', [...args, lowerExpression(at, scope)], value.type, node, scope);
}

/** All columns of the row as one bag; `pack_all(true)` leaves out nulls and empty strings. */
function packAll(node: Syntax, scope: Scope): SqlExpression {
  const [ignore] = argumentsOf(node);
  const compact = ignore !== undefined && lowerExpression(ignore, scope).literal === true;
  const pairs = (scope.row?.columns ?? []).map((column) => {
    const value = toDynamic(columnValue(column)).sql;
    return `${text(column.name)}, ${compact && column.type === 'string' ? `nullif(${value}, '""'::JSON)` : value}`;
  });
  const bag = `json_object(${pairs.join(', ')})`;
  return { sql: compact ? `json_merge_patch('{}'::JSON, ${bag})` : bag, type: 'dynamic' };
}

/** The columns given as one bag under their own names. */
function packColumns(node: Syntax, scope: Scope): SqlExpression {
  const pairs = argumentsOf(node).map((argument) => {
    if (!argument.resultName) return refuse(scope, argument, 'bag_pack_columns() takes columns');
    return `${text(argument.resultName)}, ${toDynamic(lowerExpression(argument, scope)).sql}`;
  });
  return { sql: `json_object(${pairs.join(', ')})`, type: 'dynamic' };
}

function columnNames(node: Syntax, scope: Scope): SqlExpression {
  const [table] = argumentsOf(node);
  if (!table) return refuse(scope, node, 'column_names_of() takes a table');
  const { row: _row, ...outside } = scope;
  return dynamicLiteral(JSON.stringify(lowerTabular(table, outside).columns.map((column) => column.name)));
}

/** A call that yields rows: a function of the query or of the schema, or `table()`. */
export function callTabular(node: Syntax, scope: Scope): Relation {
  const name = nameOf(node);
  const body = node.calledBody();
  if (body) {
    const rows = callUserFunction(node, body, scope, (inside, at) => lowerTabular(at, inside));
    return node.kind === 'NameReference' ? relation({ ...rows, label: name }) : rows;
  }
  if (name === 'table') {
    const [argument] = argumentsOf(node);
    const table = argument && lowerExpression(argument, scope).literal;
    if (typeof table !== 'string') return refuse(scope, node, 'table() takes the name of a table as a literal');
    const binding = lookUp(scope.names, table);
    return binding?.kind === 'table' ? binding.relation() : tableRelation(table, node, scope);
  }
  return unsupported(scope, node, `The function ${name}()`);
}

/** `invoke`: the input becomes the first argument of the function. */
export function invoke(input: Relation, node: Syntax, scope: Scope): Relation {
  const body = node.calledBody();
  if (!body) return unsupported(scope, node, `The function ${nameOf(node)}()`);
  return callUserFunction(node, body, scope, (inside, at) => lowerTabular(at, inside), input);
}

const deepest = 40;

function callUserFunction<T>(
  node: Syntax,
  body: Syntax,
  scope: Scope,
  lower: (inside: Scope, expression: Syntax) => T,
  first?: Relation,
): T {
  const { query } = scope;
  query.calls++;
  if (query.calls > deepest) refuse(scope, node, 'Functions call each other too deeply', { code: 'limit' });
  const binding = lookUp(scope.names, nameOf(node));
  const names = inner(binding?.kind === 'function' ? binding.names : query.root);
  bindParameters(node, names, scope, first);
  const { row: _row, windows: _windows, ...outer } = withoutAggregates(scope);
  const inside: Scope = { ...outer, names, callSite: scope.callSite ?? node };
  for (const statement of body.list('Statements')) declare(statement, inside);
  const expression = body.maybe('Expression');
  if (!expression) return refuse(scope, node, `The function ${nameOf(node)}() has no value`);
  const result = lower(inside, expression);
  query.calls--;
  return result;
}

function bindParameters(node: Syntax, names: Names, scope: Scope, first: Relation | undefined): void {
  const parameters = node.parameters();
  const given = new Map<string, Syntax>();
  // A named argument takes up its place in the list too.
  for (const [index, argument] of argumentsOf(node).entries()) {
    if (argument.kind === 'SimpleNamedExpression') given.set(argument.child('Name').name, argument.child('Expression'));
    else given.set(parameters[index + (first ? 1 : 0)]?.name ?? '', argument);
  }
  for (const [index, parameter] of parameters.entries()) {
    if (index === 0 && first) {
      names.bindings.set(parameter.name, { kind: 'table', relation: () => first });
      continue;
    }
    const argument = given.get(parameter.name);
    if (!argument && !parameter.defaultValue) refuse(scope, node, `The parameter ${parameter.name} has no value`);
    names.bindings.set(parameter.name, bindArgument((argument ?? parameter.defaultValue)!, parameter.type, scope));
  }
}

function bindArgument(argument: Syntax, type: ReturnType<Syntax['parameters']>[number]['type'], scope: Scope): Binding {
  if (isTabular(argument, scope)) {
    const relation = lowerTabular(argument, scope);
    return { kind: 'table', relation: () => relation };
  }
  const value = lowerExpression(argument, scope);
  return { kind: 'scalar', value: type ? convert(value, type, argument, scope) : value };
}
