import type { Syntax } from '../../language/syntax.js';
import { convert } from '../../lower/convert.js';
import { lowerExpression } from '../../lower/expression.js';
import { over, refuse, type Scope } from '../../lower/scope.js';
import type { SqlExpression } from '../../model/compiled-query.js';
import type { ColumnSchema, KqlType } from '../../model/schema.js';
import { text } from '../../plan/quote.js';
import { type Column, named, type Relation, step } from '../../plan/relation.js';
import type { Plugin } from '../evaluate.js';

interface Options {
  readonly bag: Column;
  readonly prefix: string;
  readonly conflict: 'error' | 'replace_source' | 'keep_source';
  readonly ignored: ReadonlySet<string>;
}

function optionsOf(input: Relation, call: Syntax, scope: Scope): Options {
  const positional: Syntax[] = [];
  const byName = new Map<string, Syntax>();
  for (const argument of call.child('ArgumentList').list('Expressions')) {
    if (argument.kind === 'SimpleNamedExpression')
      byName.set(argument.child('Name').name, argument.child('Expression'));
    else positional.push(argument);
  }
  const literal = (node: Syntax | undefined) => (node ? lowerExpression(node, scope).literal : undefined);
  const bag = input.columns.find((column) => column.name === positional[0]?.name);
  if (!bag) return refuse(scope, call, 'bag_unpack() takes a column of bags');
  const ignored = literal(byName.get('ignoredProperties') ?? positional[3]);
  const conflict = literal(byName.get('columnsConflict') ?? positional[2]);
  return {
    bag,
    prefix: String(literal(byName.get('OutputColumnPrefix') ?? positional[1]) ?? ''),
    conflict: conflict === 'replace_source' || conflict === 'keep_source' ? conflict : 'error',
    ignored: new Set(typeof ignored === 'string' ? (JSON.parse(ignored) as string[]) : []),
  };
}

const types: Readonly<Record<string, KqlType>> = {
  BIGINT: 'long',
  UBIGINT: 'long',
  HUGEINT: 'real',
  DOUBLE: 'real',
  BOOLEAN: 'bool',
  VARCHAR: 'string',
};

/** One type for all values of a key; numbers of both kinds make a real, everything else mixed stays dynamic. */
function typeOf(found: readonly string[]): KqlType {
  const known = new Set(found.filter((type) => type !== 'NULL').map((type) => types[type] ?? 'dynamic'));
  if (known.size === 0) return 'dynamic';
  if (known.size === 1) return [...known][0]!;
  return [...known].every((type) => type === 'long' || type === 'real') ? 'real' : 'dynamic';
}

export const bagUnpack: Plugin = {
  probe(input, call, scope) {
    const options = optionsOf(input, call, scope);
    const columns = named([
      { name: 'name', type: 'string' },
      { name: 'type', type: 'string' },
    ]);
    const relation = step(
      input,
      columns,
      (from) =>
        `SELECT DISTINCT name, json_type(kql_member(j, name)) AS type FROM (SELECT j, unnest(json_keys(j)) AS name FROM (SELECT ${options.bag.id} AS j FROM ${from}) WHERE json_type(j) = 'OBJECT')`,
      { ordered: false },
    );
    return { relation, columnsOf: (rows) => shape(input, options, rows, call, scope) };
  },
  rows(input, call, columns, scope) {
    const options = optionsOf(input, call, scope);
    const out = named(columns);
    const items = out.map((column) => {
      const own = input.columns.find((candidate) => candidate.name === column.name && candidate !== options.bag);
      if (own && options.conflict !== 'replace_source') return `${own.id} AS ${column.id}`;
      const key = column.name.startsWith(options.prefix) ? column.name.slice(options.prefix.length) : column.name;
      const member: SqlExpression = { sql: `kql_some(kql_member(${options.bag.id}, ${text(key)}))`, type: 'dynamic' };
      const value = convert(member, column.type, call, over(scope, input)).sql;
      return `${own && !column.name.startsWith(options.prefix) ? own.id : value} AS ${column.id}`;
    });
    return step(input, out, (from) => `SELECT ${items.join(', ') || '1 AS "$none"'} FROM ${from}`);
  },
};

/** Columns of the input stay in place without the bag; keys follow in the order of their names. */
function shape(
  input: Relation,
  options: Options,
  rows: readonly (readonly unknown[])[],
  call: Syntax,
  scope: Scope,
): ColumnSchema[] {
  const found = new Map<string, string[]>();
  for (const [name, type] of rows) {
    if (typeof name !== 'string' || options.ignored.has(name)) continue;
    found.set(name, [...(found.get(name) ?? []), String(type)]);
  }
  const keys = new Map([...found].map(([name, list]) => [options.prefix + name, typeOf(list)]));
  const columns: ColumnSchema[] = [];
  for (const column of input.columns) {
    const type = keys.get(column.name);
    if (column === options.bag && type === undefined) continue;
    if (column !== options.bag && type !== undefined && options.conflict === 'error') {
      refuse(scope, call, `bag_unpack() finds a key ${column.name}, which is a column already`, {
        hint: "Add a prefix, or columnsConflict='replace_source' or 'keep_source'.",
      });
    }
    const replaced = column === options.bag || options.conflict === 'replace_source';
    columns.push({ name: column.name, type: type !== undefined && replaced ? type : column.type });
    keys.delete(column.name);
  }
  const added = [...keys].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...columns, ...added.map(([name, type]) => ({ name, type }))];
}
