import type { Syntax } from '../language/syntax.js';
import type { SqlExpression } from '../model/compiled-query.js';
import { text } from '../plan/quote.js';
import { columnValue, lowerExpression } from './expression.js';
import { refuse, type Scope } from './scope.js';

/** One step into a dynamic value: a key or an index that is known, or an expression. */
type PathStep = { readonly key: string } | { readonly index: bigint } | { readonly value: SqlExpression };

export function lowerPath(node: Syntax, scope: Scope): SqlExpression {
  const target = node.child('Expression');
  const selector = node.child('Selector');
  if (target.kind === 'NameReference' && (target.name === '$left' || target.name === '$right')) {
    const side = target.name === '$left' ? scope.row?.left : scope.row?.right;
    const column = side?.find((candidate) => candidate.name === selector.name);
    if (column) return columnValue(column);
    return refuse(scope, selector, `The column ${selector.name} is not known here`, {
      code: 'unknown-column',
      subject: selector.name,
    });
  }
  const side = target.kind === 'NameReference' ? scope.row?.sides?.get(target.name) : undefined;
  const column = side?.find((candidate) => candidate.name === selector.name);
  if (column) return columnValue(column);
  return walkPath(node, scope);
}

export function lowerElement(node: Syntax, scope: Scope): SqlExpression {
  return walkPath(node, scope);
}

function walkPath(node: Syntax, scope: Scope): SqlExpression {
  const steps: PathStep[] = [];
  let at = node;
  while (at.kind === 'PathExpression' || at.kind === 'ElementExpression') {
    const selector = at.child('Selector');
    if (selector.kind === 'NameReference') steps.unshift({ key: selector.name });
    else steps.unshift(step(lowerExpression(selector.maybe('Expression') ?? selector, scope)));
    at = at.child('Expression');
  }
  const base = lowerExpression(at, scope);
  if (base.type !== 'dynamic')
    return refuse(scope, at, `A value of type ${base.type} has no members; only a dynamic value has`);
  return extract(base.sql, steps);
}

function step(value: SqlExpression): PathStep {
  if (typeof value.literal === 'bigint') return { index: value.literal };
  if (typeof value.literal === 'string' && value.type === 'string') return { key: value.literal };
  return { value };
}

/** Known steps go into one JSON path, so that the document is parsed once; JSON null counts as no value. */
function extract(base: string, steps: readonly PathStep[]): SqlExpression {
  let sql = base;
  let path = '';
  const flush = () => {
    if (path !== '') sql = `json_extract(${sql}, ${text(`$${path}`)})`;
    path = '';
  };
  for (const part of steps) {
    if ('key' in part) {
      if (/["\\]/.test(part.key) || part.key === '') {
        flush();
        sql = `kql_member(${sql}, ${text(part.key)})`;
      } else path += `."${part.key}"`;
    } else if ('index' in part) path += part.index < 0n ? `[#${part.index}]` : `[${part.index}]`;
    else {
      flush();
      sql =
        part.value.type === 'string' || part.value.type === 'dynamic'
          ? `kql_member(${sql}, ${part.value.type === 'dynamic' ? `(${part.value.sql} ->> '$')` : part.value.sql})`
          : `kql_element(${sql}, ${part.value.sql})`;
    }
  }
  if (path === '') return { sql: `kql_some(${sql})`, type: 'dynamic' };
  const place = text(`$${path}`);
  const member = {
    text: `json_extract_string(${sql}, ${place})`,
    json: `CAST(json_extract(${sql}, ${place}) AS VARCHAR)`,
  };
  return { sql: `kql_some(json_extract(${sql}, ${place}))`, type: 'dynamic', member };
}
