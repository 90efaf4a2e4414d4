import { named, step } from '../plan/relation.js';
import { boundColumns, type Operator } from './shared.js';

export const count: Operator = (input, node, scope) => {
  const columns = named(boundColumns(node, scope));
  return step(input, columns, (from) => `SELECT count(*) AS ${columns[0]!.id} FROM ${from}`, { ordered: false });
};
