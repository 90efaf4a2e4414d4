import type { Syntax } from '../language/syntax.js';
import { operators, sources } from '../operators/index.js';
import { identifier } from '../plan/quote.js';
import { type Column, named, type Relation, relation } from '../plan/relation.js';
import { callTabular } from './call.js';
import { lookUp, refuse, type Scope, unsupported } from './scope.js';

export function isTabular(node: Syntax, scope: Scope): boolean {
  if (node.type.kind === 'table') return true;
  return (
    node.kind === 'NameReference' && lookUp(scope.names, node.name)?.kind === 'table' && node.symbol?.kind !== 'Column'
  );
}

/** Lowers an expression that yields rows to a plan. */
export function lowerTabular(node: Syntax, scope: Scope): Relation {
  switch (node.kind) {
    case 'PipeExpression': {
      const operator = node.child('Operator');
      const apply = operators.get(operator.kind);
      const input = lowerTabular(node.child('Expression'), scope);
      if (!apply) return unsupported(scope, operator, `The operator ${operatorName(operator)}`);
      return apply(input, operator, scope);
    }
    case 'ParenthesizedExpression':
    case 'ToTableExpression':
    case 'DataScopeExpression':
    case 'SimpleNamedExpression':
      return lowerTabular(node.child('Expression'), scope);
    case 'MaterializeExpression':
      return materialize(lowerTabular(node.child('Expression'), scope));
    case 'NameReference':
      return lowerTableName(node, scope);
    case 'FunctionCallExpression':
      return callTabular(node, scope);
    default: {
      const source = sources.get(node.kind);
      return source ? source(node, scope) : unsupported(scope, node, `The source ${operatorName(node)}`);
    }
  }
}

function operatorName(node: Syntax): string {
  return node.text.split(/[\s(|]/, 1)[0] ?? node.kind;
}

function materialize(input: Relation): Relation {
  const { inlined: _inlined, ...rest } = input;
  return relation({ ...rest, materialized: true });
}

function lowerTableName(node: Syntax, scope: Scope): Relation {
  const { name } = node;
  const binding = lookUp(scope.names, name);
  if (binding?.kind === 'table') return binding.relation();
  if (node.symbol?.kind === 'Function' || binding?.kind === 'function') return callTabular(node, scope);
  return tableRelation(name, node, scope);
}

/** The rows of a table of the schema. */
export function tableRelation(name: string, node: Syntax, scope: Scope): Relation {
  const known = scope.query.tableRelations.get(name);
  if (known) return known;
  const table = scope.query.schema.tables.find((candidate) => candidate.name === name);
  if (!table) return refuse(scope, node, `The table ${name} is not known`, { code: 'unknown-table', subject: name });
  scope.query.tables.add(name);
  const columns: Column[] = named(table.columns);
  const read = relation({
    columns,
    inputs: [],
    print: () => `SELECT ${columns.map((column) => sourceColumn(column)).join(', ')} FROM ${identifier(name)}`,
    ordered: false,
    inlined: true,
    label: name,
  });
  scope.query.tableRelations.set(name, read);
  return read;
}

function sourceColumn(column: Column): string {
  const source = identifier(column.name);
  return source === column.id ? source : `${source} AS ${column.id}`;
}
