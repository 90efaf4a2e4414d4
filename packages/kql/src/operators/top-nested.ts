import type { Syntax } from '../language/syntax.js';
import { lowerExpression } from '../lower/expression.js';
import { over, type Scope, unsupported } from '../lower/scope.js';
import { named, type Relation, relation, step } from '../plan/relation.js';
import { isWritten, withPlaces } from '../plan/sequence.js';
import { boundColumns, constant, type Operator } from './shared.js';
import { limit } from './sort.js';

/**
 * `top-nested`: for every clause the best values inside each combination of the values before it. Clause by clause: the
 * rows of the combinations so far are grouped by one column more and ranked within.
 */
export const topNested: Operator = (input, node, scope) => {
  const bound = boundColumns(node, scope);
  const columns = named(bound);
  const keyIds: string[] = [];
  let rows = input;
  let combinations: Relation | undefined;
  const clauses = node.list('Clauses');
  for (const [index, clause] of clauses.entries()) {
    if (clause.maybe('WithOthersClause')) unsupported(scope, clause, 'top-nested with others');
    const level = clauseOf(clause, rows, scope);
    const key = `"$n${index}"`;
    const known = keyIds.slice();
    keyIds.push(key);
    const keyed: Relation = step(rows, rows.columns, (from) => `SELECT *, ${level.key} AS ${key} FROM ${from}`);
    const carried = columns.slice(0, index * 2).map((column) => column.id);
    combinations = nextCombinations(keyed, combinations, {
      index,
      known,
      carried,
      columns: columns.map((c) => c.id),
      ...level,
    });
    rows = kept(keyed, combinations, keyIds);
  }
  const ids = columns.map((column) => column.id);
  const order = clauses.map((_, index) => `"$r${index}"`).join(', ');
  return step(combinations!, columns, (from) => `SELECT ${ids.join(', ')} FROM ${from} ORDER BY ${order}`, {
    ordered: false,
  });
};

interface Level {
  readonly key: string;
  readonly value: string;
  readonly ascending: boolean;
  readonly limit: string | undefined;
}

function clauseOf(clause: Syntax, rows: Relation, scope: Scope): Level {
  const inside = over(scope, rows);
  const by = clause.child('ByExpression');
  const ordered = by.kind === 'OrderedExpression';
  const value = lowerExpression(ordered ? by.child('Expression') : by, { ...inside, aggregating: true });
  const count = clause.maybe('Expression');
  return {
    key: lowerExpression(clause.child('OfExpression'), inside).sql,
    value: value.sql,
    ascending: ordered && /^asc/.test(by.maybe('Ordering')?.maybe('AscOrDescKeyword')?.text ?? 'desc'),
    limit: count ? limit(constant(count, scope)) : undefined,
  };
}

interface Step extends Level {
  readonly index: number;
  readonly known: readonly string[];
  readonly carried: readonly string[];
  readonly columns: readonly string[];
}

function nextCombinations(keyed: Relation, before: Relation | undefined, level: Step): Relation {
  const { index, known, carried, columns } = level;
  const key = `"$n${index}"`;
  const keyColumn = columns[index * 2]!;
  const valueColumn = columns[index * 2 + 1]!;
  const grouped = step(
    keyed,
    [],
    (from) =>
      `SELECT ${[...known, key].join(', ')}, ${level.value} AS "$a" FROM ${from} GROUP BY ${[...known, key].join(', ')}`,
  );
  const partition = known.length === 0 ? '' : `PARTITION BY ${known.join(', ')} `;
  const ranked = step(
    grouped,
    [],
    (from) =>
      `SELECT *, row_number() OVER (${partition}ORDER BY "$a" ${level.ascending ? 'ASC' : 'DESC'} NULLS LAST, ${key}) AS "$r${index}" FROM ${from}`,
  );
  const within = level.limit === undefined ? 'true' : `"$r${index}" <= ${level.limit}`;
  const own = `g.${key} AS ${keyColumn}, g."$a" AS ${valueColumn}, g.${key} AS ${key}, g."$r${index}"`;
  if (!before) return step(ranked, [], (from) => `SELECT ${own} FROM ${from} AS g WHERE ${within}`);
  const same = known.map((id) => `g.${id} IS NOT DISTINCT FROM b.${id}`).join(' AND ');
  const ranks = known.map((_, place) => `b."$r${place}"`);
  return relation({
    columns: [],
    inputs: [ranked, before],
    print: (g, b) =>
      `SELECT ${[...carried, ...known, ...ranks].map((id) => (id.startsWith('b.') ? id : `b.${id}`)).join(', ')}, ${own} FROM ${g} AS g JOIN ${b} AS b ON ${same} WHERE ${within}`,
    ordered: false,
  });
}

function kept(keyed: Relation, combinations: Relation, keys: readonly string[]): Relation {
  const same = keys.map((id) => `r.${id} IS NOT DISTINCT FROM c.${id}`).join(' AND ');
  return relation({
    columns: keyed.columns,
    inputs: [keyed, combinations],
    print: (r, c) => `SELECT r.* FROM ${r} AS r SEMI JOIN ${c} AS c ON ${same}`,
    ordered: false,
  });
}

/** `top-hitters`: exact here, where Kusto approximates. Of equals, what came last stands first. */
export const topHitters: Operator = (input, node, scope) => {
  const inside = over(scope, input);
  const count = limit(constant(node.child('Expression'), scope));
  const of = lowerExpression(node.child('OfExpression'), inside);
  const by = node.maybe('ByClause')?.child('Expression');
  const weight = by ? lowerExpression(by, inside) : undefined;
  const columns = named(
    boundColumns(node, scope).map(({ name, type }, index) => ({
      name,
      type: index === 0 ? of.type : (weight?.type ?? type),
    })),
  );
  const total = weight ? `sum(${weight.sql})` : 'count(*)';
  const cast = weight?.type === 'real' ? total : `CAST(${total} AS BIGINT)`;
  const written = isWritten(input);
  const place = `"${scope.query.fresh('$o')}"`;
  const ties = written ? `min(${place}) DESC` : '1';
  return step(
    written ? withPlaces(input, place) : input,
    named(columns.map(({ name, type }) => ({ name, type: type === 'int' ? 'long' : type }))),
    (from) =>
      `SELECT ${of.sql} AS ${columns[0]!.id}, ${cast} AS ${columns[1]!.id} FROM ${from} GROUP BY 1 ORDER BY 2 DESC, ${ties} LIMIT ${count}`,
    { ordered: true },
  );
};
