import type { Syntax } from '../../language/syntax.js';
import { convert } from '../../lower/convert.js';
import { lowerExpression } from '../../lower/expression.js';
import { over, refuse, type Scope } from '../../lower/scope.js';
import type { SqlExpression } from '../../model/compiled-query.js';
import type { ColumnSchema } from '../../model/schema.js';
import { text } from '../../plan/quote.js';
import { type Column, named, nullOf, type Relation, step } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';

interface Parts {
  readonly pivoted: string;
  readonly value: SqlExpression;
  readonly counts: boolean;
  readonly groups: readonly Column[];
}

function partsOf(input: Relation, call: Syntax, scope: Scope): Parts {
  const [column, aggregate, ...others] = call.child('ArgumentList').list('Expressions');
  if (!column) return refuse(scope, call, 'pivot() takes a column');
  const inside = over(scope, input);
  const value: SqlExpression = aggregate
    ? lowerExpression(aggregate, { ...inside, aggregating: true })
    : { sql: 'count(*)', type: 'long' };
  const used = namesIn(aggregate);
  const groups =
    others.length > 0
      ? others.map((other) => input.columns.find((candidate) => candidate.name === other.name) ?? unknown(other, scope))
      : input.columns.filter((candidate) => candidate.name !== column.name && !used.has(candidate.name));
  const aggregateName = aggregate?.maybe('Name')?.name ?? 'count';
  return {
    pivoted: convert(lowerExpression(column, inside), 'string', column, inside).sql,
    value,
    counts: /^(count|countif|dcount|dcountif|sum|sumif)$/.test(aggregateName),
    groups,
  };
}

function unknown(node: Syntax, scope: Scope): never {
  return refuse(scope, node, `The column ${node.text} is not known here`, {
    code: 'unknown-column',
    subject: node.text,
  });
}

function namesIn(node: Syntax | undefined): Set<string> {
  const names = new Set<string>();
  const visit = (at: Syntax) => {
    if (at.kind === 'NameReference' && at.symbol?.kind === 'Column') names.add(at.name);
    for (const child of at.children) visit(child);
  };
  if (node) visit(node);
  return names;
}

/** One column for each value of the pivoted column, holding the aggregate of the rows with that value. */
export const pivot: Plugin = {
  probe(input, call, scope) {
    const { pivoted, value, groups } = partsOf(input, call, scope);
    const columns = named([{ name: 'name', type: 'string' }]);
    const relation = step(input, columns, (from) => `SELECT DISTINCT ${pivoted} AS name FROM ${from} ORDER BY 1`, {
      ordered: true,
    });
    return {
      relation,
      columnsOf: (rows) => {
        const kept = groups.map(({ name, type }): ColumnSchema => ({ name, type }));
        const names = rows.map(([name]) => String(name)).filter((name) => !kept.some((column) => column.name === name));
        return [...kept, ...names.map((name): ColumnSchema => ({ name: name === '' ? '_' : name, type: value.type }))];
      },
    };
  },
  rows(input, call, columns, scope) {
    const { pivoted, value, counts, groups } = partsOf(input, call, scope);
    const out = named(columns);
    const keys = groups.map((column) => column.id);
    const cells = step(
      input,
      [],
      (from) =>
        `SELECT ${[...keys, `${pivoted} AS "$p"`, `${value.sql} AS "$v"`].join(', ')} FROM ${from} GROUP BY ${[...keys, '"$p"'].join(', ')}`,
      { ordered: false },
    );
    const items = out.map((column) => {
      const group = groups.find((candidate) => candidate.name === column.name);
      if (group) return `${group.id} AS ${column.id}`;
      const cell = `any_value("$v") FILTER (WHERE "$p" = ${text(column.name === '_' ? '' : column.name)})`;
      if (value.type === 'string') return `coalesce(${cell}, '') AS ${column.id}`;
      return `${counts ? `coalesce(${cell}, 0)` : cell} AS ${column.id}`;
    });
    const by = keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : '';
    const list = items.length > 0 ? items.join(', ') : `${nullOf('long')} AS "$none"`;
    return step(cells, out, (from) => `SELECT ${list} FROM ${from}${by}`, { ordered: false });
  },
};
