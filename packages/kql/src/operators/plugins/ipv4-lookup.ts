import type { Syntax } from '../../language/syntax.js';
import { columnValue, lowerExpression } from '../../lower/expression.js';
import { callScalar } from '../../lower/functions.js';
import { refuse } from '../../lower/scope.js';
import { lowerTabular } from '../../lower/tabular.js';
import { type Column, named, type Relation, relation } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';
import { outside } from '../join.js';

/** Joins addresses to the networks of a table that hold them; further keys must be equal. */
export const ipv4Lookup: Plugin = {
  rows(input, call, columns, scope) {
    const positional: Syntax[] = [];
    let unmatched = false;
    for (const argument of call.child('ArgumentList').list('Expressions')) {
      if (argument.kind !== 'SimpleNamedExpression') positional.push(argument);
      else if (argument.child('Name').name === 'return_unmatched') {
        unmatched = lowerExpression(argument.child('Expression'), outside(scope)).literal === true;
      }
    }
    const [tableNode, addressNode, networkNode, ...others] = positional;
    if (!tableNode || !addressNode || !networkNode)
      refuse(scope, call, 'ipv4_lookup() takes a table, an address and a network');
    const table = lowerTabular(tableNode, outside(scope));
    const column = (from: Relation, node: Syntax): Column =>
      from.columns.find((candidate) => candidate.name === node.name) ??
      refuse(scope, node, `The column ${node.text} is not known here`, { code: 'unknown-column', subject: node.text });
    const side = (alias: string, from: Column) => columnValue({ ...from, id: `${alias}.${from.id}` });
    const address = side('l', column(input, addressNode));
    const network = side('r', column(table, networkNode));
    const extra = others.filter((node) => node.kind === 'NameReference');
    if (others.at(-1)?.kind === 'BooleanLiteralExpression') unmatched = others.at(-1)?.text === 'true';
    const equal = extra.map((node) => `l.${column(input, node).id} IS NOT DISTINCT FROM r.${column(table, node).id}`);
    const within = callScalar('ipv4_is_in_range', [address, network], 'bool', call, scope).sql;
    const sources = [
      ...input.columns.map((from) => `l.${from.id}`),
      ...table.columns
        .filter((from) => !extra.some((node) => node.name === from.name))
        .map((from) => (from.type === 'string' ? `coalesce(r.${from.id}, '')` : `r.${from.id}`)),
    ];
    if (sources.length !== columns.length) refuse(scope, call, 'The columns of ipv4_lookup() are not known');
    const out = named(columns);
    const list = out.map((to, index) => `${sources[index]} AS ${to.id}`).join(', ');
    const on = [within, ...equal].join(' AND ');
    return relation({
      columns: out,
      inputs: [input, table],
      print: (l, r) => `SELECT ${list} FROM ${l} AS l ${unmatched ? 'LEFT JOIN' : 'JOIN'} ${r} AS r ON ${on}`,
      ordered: false,
    });
  },
};
