import { declareTable } from '../lower/declare-table.js';
import { text } from '../plan/quote.js';
import { named, step } from '../plan/relation.js';
import { extend } from './extend.js';
import type { Operator } from './shared.js';

/** `render` draws and changes no rows; the compiler reads how from the syntax. */
export const render: Operator = (input) => input;

export const consume: Operator = (input) =>
  step(input, [], (from) => `SELECT 1 AS "$none" FROM ${from} WHERE false`, { ordered: false });

export const serialize: Operator = (input, node, scope) => {
  const fixed = step(input, input.columns, (from) => `SELECT * FROM ${from}`, { ordered: true });
  return node.list('Expressions').length > 0 ? extend(fixed, node, scope) : fixed;
};

/** `as` names the rows so far for the rest of the statement. */
export const as: Operator = (input, node, scope) => declareTable(node.child('Name').name, input, scope);

const systemTypes = {
  bool: 'System.SByte',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  string: 'System.String',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  guid: 'System.Guid',
  dynamic: 'System.Object',
} as const;

export const getSchema: Operator = (input) => {
  const columns = named([
    { name: 'ColumnName', type: 'string' },
    { name: 'ColumnOrdinal', type: 'int' },
    { name: 'DataType', type: 'string' },
    { name: 'ColumnType', type: 'string' },
  ]);
  const rows = input.columns.map(
    (column, index) =>
      `(${text(column.name)}, CAST(${index} AS INTEGER), '${systemTypes[column.type]}', '${column.type}')`,
  );
  const list = columns.map((column) => column.id).join(', ');
  return step(input, columns, () => `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(${list})`, { ordered: false });
};
