import type { Syntax } from '../language/syntax.js';
import { lowerExpression } from '../lower/expression.js';
import { lowerPiped } from '../lower/piped.js';
import { inner, over, type Scope } from '../lower/scope.js';
import { lowerTabular } from '../lower/tabular.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { printPlan } from '../plan/print.js';
import { named, type Relation, relation, step } from '../plan/relation.js';
import { as, type Operator } from './shared.js';

/** `partition by`: the subquery runs on the rows of each value of the key, in a lateral join over the keys. */
export const partition: Operator = (input, node, scope) => {
  const key = lowerExpression(node.child('ByExpression'), over(scope, input));
  const keys = step(input, [], (from) => `SELECT DISTINCT ${key.sql} AS "$key" FROM ${from}`, { ordered: false });
  const alias = scope.query.fresh('p');
  const rows = step(
    input,
    input.columns,
    (from) => `SELECT * FROM ${from} WHERE ${key.sql} IS NOT DISTINCT FROM ${alias}."$key"`,
  );
  const operand = node.child('Operand');
  const result =
    operand.kind === 'PartitionQuery'
      ? ownSource(operand.child('Query'), node.child('ByExpression'), { sql: `${alias}."$key"`, type: key.type }, scope)
      : lowerPiped(rows, operand.maybe('Expression') ?? operand.maybe('Subquery') ?? operand.child('Subexpression'), {
          ...scope,
          names: inner(scope.names),
        });
  const columns = named(result.columns.map(({ name, type }) => ({ name, type })));
  const items = columns.map((column, index) => as(`s.${result.columns[index]!.id}`, column.id)).join(', ');
  const prefix = scope.query.fresh('q');
  return relation({
    columns,
    inputs: [input, keys],
    print: (all, each) => {
      const source = relation({ ...input, inputs: [], print: () => `SELECT * FROM ${all}` });
      const body = printPlan(result, scope.query.marks, prefix, new Map([[input, source]]));
      return `SELECT ${items} FROM ${each} AS ${alias}, LATERAL (${body}) AS s`;
    },
    ordered: false,
  });
};

/** `partition by key { T | ... }` reads rows of its own, and the key is a scalar in it. */
function ownSource(query: Syntax, key: Syntax, value: SqlExpression, scope: Scope): Relation {
  const names = inner(scope.names);
  names.bindings.set(key.resultName, { kind: 'scalar', value });
  const { row: _row, ...outside } = scope;
  return lowerTabular(query, { ...outside, names });
}
