import type { Syntax } from '../language/syntax.js';
import { toDynamic } from '../lower/convert.js';
import { columnValue } from '../lower/expression.js';
import { over, refuse } from '../lower/scope.js';
import { text } from '../plan/quote.js';
import { named, nullOf, type Relation, step } from '../plan/relation.js';
import { searchCondition, tablesOf } from './search.js';
import { boundColumns, parameterNode, type Source } from './shared.js';
import { combine } from './union.js';

/** `find`: the rows of several tables that meet a condition, under the columns that the condition or `project` names. */
export const find: Source = (node, scope) => {
  const bound = boundColumns(node, scope);
  const source = parameterNode(node, 'withsource');
  const sourceName = source ? source.name || source.text : 'source_';
  const condition = node.child('Condition');
  const tables = tablesOf(node.maybe('InClause')?.list('Expressions'), scope, node).filter((table) =>
    hasColumns(table, condition),
  );
  if (tables.length === 0)
    return refuse(scope, node, 'No table has the columns of this condition', { code: 'unknown-column' });
  const rows = tables.map((table) => {
    const test = searchCondition(condition, over(scope, table), false);
    const filtered = step(table, table.columns, (from) => `SELECT * FROM ${from} WHERE ${test.filter ?? test.sql}`);
    return packed(
      table.label ? { ...filtered, label: table.label } : filtered,
      bound.map(({ name }) => name),
      sourceName,
    );
  });
  return combine(rows, bound, sourceName, node, scope);
};

function hasColumns(table: Relation, condition: Syntax): boolean {
  const names: string[] = [];
  const visit = (at: Syntax) => {
    if (at.kind === 'NameReference' && at.symbol?.kind === 'Column') names.push(at.name);
    for (const child of at.children) visit(child);
  };
  visit(condition);
  return names.every((name) => table.columns.some((column) => column.name === name));
}

/** The columns that the answer does not name go into the bag `pack_`. */
function packed(rows: Relation, wanted: readonly string[], sourceName: string): Relation {
  if (!wanted.includes('pack_')) return rows;
  const rest = rows.columns.filter((column) => !wanted.includes(column.name));
  const pairs = rest.map((column) => `${text(column.name)}, ${toDynamic(columnValue(column)).sql}`);
  const kept = rows.columns.filter((column) => wanted.includes(column.name) && column.name !== sourceName);
  const columns = named([...kept, { name: 'pack_', type: 'dynamic' }]);
  const bag = pairs.length === 0 ? nullOf('dynamic') : `json_object(${pairs.join(', ')})`;
  const list = [...kept.map((column) => column.id), `${bag} AS ${columns.at(-1)!.id}`].join(', ');
  const packedRows = step(rows, columns, (from) => `SELECT ${list} FROM ${from}`);
  return rows.label ? { ...packedRows, label: rows.label } : packedRows;
}
