import type { Syntax } from './language/syntax.js';
import type { RenderSpec } from './model/compiled-query.js';

/** How the query asks to be drawn, where its last operator is `render`. */
export function renderOf(node: Syntax): RenderSpec | undefined {
  if (node.kind !== 'PipeExpression') return undefined;
  const operator = node.child('Operator');
  if (operator.kind !== 'RenderOperator') return undefined;
  const listed = [...operator.list('Parameters'), ...(operator.maybe('WithClause')?.list('Properties') ?? [])];
  const properties = listed.map((item) => {
    const value = item.child('Expression');
    return [item.child('Name').name, value.stringValue ?? value.text] as const;
  });
  return { kind: operator.child('ChartType').text, properties: Object.fromEntries(properties) };
}
