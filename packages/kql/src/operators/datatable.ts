import { convert } from '../lower/convert.js';
import { lowerExpression } from '../lower/expression.js';
import { refuse } from '../lower/scope.js';
import { named, nullOf, relation } from '../plan/relation.js';
import { boundColumns, type Source } from './shared.js';

export const datatable: Source = (node, scope) => {
  const columns = named(boundColumns(node, scope));
  const { row: _row, ...outside } = scope;
  const values = node.list('Values');
  if (columns.length === 0 || values.length % columns.length !== 0)
    refuse(scope, node, 'The values do not fill whole rows');
  const cells = values.map((value, index) => {
    const { type } = columns[index % columns.length]!;
    return convert(lowerExpression(value, outside), type, value, outside).sql;
  });
  const names = columns.map((column) => column.id).join(', ');
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += columns.length)
    rows.push(`(${cells.slice(at, at + columns.length).join(', ')})`);
  const empty = `SELECT ${columns.map((column) => `${nullOf(column.type)} AS ${column.id}`).join(', ')} WHERE false`;
  const sql = rows.length === 0 ? empty : `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(${names})`;
  return relation({ columns, inputs: [], print: () => sql, ordered: false });
};
