import type { Syntax } from '../language/syntax.js';
import { lowerExpression } from '../lower/expression.js';
import { lowerPiped } from '../lower/piped.js';
import { inner, over, type Scope } from '../lower/scope.js';
import { lowerTabular } from '../lower/tabular.js';
import { named, type Relation, step } from '../plan/relation.js';

/** The tables of a query that ends in `fork` or `facet`; undefined for every other query. */
export function lowerSeveral(node: Syntax, scope: Scope): readonly Relation[] | undefined {
  if (node.kind !== 'PipeExpression') return undefined;
  const operator = node.child('Operator');
  switch (operator.kind) {
    case 'RenderOperator':
      return lowerSeveral(node.child('Expression'), scope);
    case 'ForkOperator': {
      const input = lowerTabular(node.child('Expression'), scope);
      return operator
        .list('Expressions')
        .map((branch) => lowerPiped(input, branch.child('Expression'), { ...scope, names: inner(scope.names) }));
    }
    case 'FacetOperator': {
      const input = lowerTabular(node.child('Expression'), scope);
      const rest = operator.maybe('WithClause')?.child('Expression') ?? operator.maybe('WithClause')?.maybe('Operator');
      const facets = operator.list('Expressions').map((column) => facet(input, column, scope));
      return rest ? [...facets, lowerPiped(input, rest, { ...scope, names: inner(scope.names) })] : facets;
    }
    default:
      return undefined;
  }
}

/** The values of one column and how often each occurs. */
function facet(input: Relation, column: Syntax, scope: Scope): Relation {
  const value = lowerExpression(column, over(scope, input));
  const columns = named([
    { name: column.name, type: value.type },
    { name: `count_${column.name}`, type: 'long' },
  ]);
  const [of, count] = columns;
  return step(
    input,
    columns,
    (from) => `SELECT ${value.sql} AS ${of!.id}, count(*) AS ${count!.id} FROM ${from} GROUP BY 1`,
    { ordered: false },
  );
}
