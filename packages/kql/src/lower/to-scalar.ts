import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { lowerExpression } from './expression.js';
import type { Scope } from './scope.js';
import { isTabular, lowerTabular } from './tabular.js';

/** `toscalar(...)`: the first column of the first row, or null. */
export function lowerToScalar(node: Syntax, scope: Scope): SqlExpression {
  const expression = node.child('Expression');
  if (!isTabular(expression, scope)) return lowerExpression(expression, scope);
  const { row: _row, windows: _windows, aggregating: _aggregating, ...outer } = scope;
  const rows = lowerTabular(expression, outer);
  const first = rows.columns[0];
  if (!first) return { sql: 'CAST(NULL AS JSON)', type: 'dynamic', literal: null };
  const sql = `(SELECT ${first.id} FROM ${scope.query.reference(rows)} LIMIT 1)`;
  return { sql: first.type === 'string' ? `coalesce(${sql}, '')` : sql, type: first.type };
}
