import type { Syntax } from '../language/syntax.js';
import { convert } from '../lower/convert.js';
import { asCondition, lowerExpression } from '../lower/expression.js';
import { over, type Scope, unsupported } from '../lower/scope.js';
import type { ColumnSchema } from '../model/schema.js';
import { type Column, named, nullOf, type Relation, sqlTypes, step } from '../plan/relation.js';
import { boundColumns, constant, type Operator, parameterNode } from './shared.js';

/**
 * `scan` runs a state machine over the rows in order. Row follows row, so it is a recursive query with one round a row:
 * meant for the thousands of rows that are left after a hunt has filtered, not for a whole table.
 *
 * A state holds, for every step up to its own, the last row that matched the step. For each row the steps are tried from
 * the last to the first: a row that matches the condition with the state before moves that state on; otherwise one that
 * matches with the own state replaces its row.
 */
export const scan: Operator = (input, node, scope) => {
  for (const clause of ['OrderByClause', 'PartitionByClause']) {
    const found = node.maybe(clause);
    if (found)
      unsupported(scope, found, 'scan with order by or partition by', 'Sort before, or put scan inside partition by.');
  }
  const declared = (node.maybe('DeclareClause')?.list('Declarations') ?? []).map((declaration) =>
    declare(declaration, scope),
  );
  const fields = named([...input.columns.map(({ name, type }) => ({ name, type })), ...declared]);
  const machine: Machine = {
    input,
    fields,
    declared,
    scope,
    steps: node.list('Steps').map((at) => readStep(at, scope)),
  };
  const idName = parameterNode(node, 'with_match_id')?.name;
  // The binder lists a match id whether it is asked for or not.
  const columns = named(
    boundColumns(node, scope).filter(({ name }) => name === idName || fields.some((field) => field.name === name)),
  );
  const items = columns.map((column) => {
    const at = fields.findIndex((field) => field.name === column.name);
    return column.name === idName || at < 0 ? `"$out".id AS ${column.id}` : `"$out".c${at} AS ${column.id}`;
  });
  const outputs = machine.steps.flatMap((at, index) => (at.emits ? [`"$o${index}"`] : []));
  return step(
    input,
    columns,
    (from) =>
      `SELECT * FROM (WITH RECURSIVE src AS (SELECT *, row_number() OVER () AS "$row" FROM ${from}), ` +
      `states AS (${initial(machine)} UNION ALL ${round(machine)}) ` +
      `SELECT ${items.join(', ')} FROM (SELECT "$n", unnest(list_filter([${outputs.join(', ')}], lambda o: o IS NOT NULL)) AS "$out" FROM states) ORDER BY "$n")`,
    { ordered: true },
  );
};

interface Declared extends ColumnSchema {
  readonly initial: string;
}

interface ScanStep {
  readonly name: string;
  readonly condition: Syntax;
  readonly assignments: ReadonlyMap<string, Syntax>;
  readonly emits: boolean;
}

interface Machine {
  readonly input: Relation;
  readonly fields: readonly Column[];
  readonly declared: readonly Declared[];
  readonly steps: readonly ScanStep[];
  readonly scope: Scope;
}

function declare(declaration: Syntax, scope: Scope): Declared {
  const pair = declaration.child('NameAndType');
  const name = pair.child('Name');
  const type = name.type.kind === 'scalar' ? name.type.scalar : 'dynamic';
  const fallback = declaration.maybe('DefaultValue')?.child('Value');
  return {
    name: name.name,
    type,
    initial: fallback ? convert(constant(fallback, scope), type, fallback, scope).sql : nullOf(type),
  };
}

function readStep(node: Syntax, scope: Scope): ScanStep {
  const output = node.maybe('ScanStepOutput')?.maybe('OutputKind')?.text ?? 'all';
  if (output !== 'all' && output !== 'none') unsupported(scope, node, `scan with output=${output}`);
  const assignments = node.maybe('ComputationClause')?.list('Assignments') ?? [];
  return {
    name: node.child('Name').name,
    condition: node.child('Condition'),
    assignments: new Map(assignments.map((item) => [item.child('Name').name, item.child('Expression')])),
    emits: output === 'all',
  };
}

const state = (of: number, at: number) => `"$s${of}_${at}"`;

function stateIds({ steps }: Machine): string[] {
  return steps.flatMap((_, of) => steps.slice(0, of + 1).map((_at, at) => state(of, at)));
}

function initial(machine: Machine): string {
  const type = `STRUCT(id BIGINT, ${machine.fields.map((field, index) => `c${index} ${sqlTypes[field.type]}`).join(', ')})`;
  const empty = [...stateIds(machine), ...machine.steps.map((_, index) => `"$o${index}"`)];
  return `SELECT CAST(0 AS BIGINT) AS "$n", CAST(-1 AS BIGINT) AS "$m", ${empty.map((id) => `CAST(NULL AS ${type}) AS ${id}`).join(', ')}`;
}

function round(machine: Machine): string {
  const cleared = machine.steps.map((_, index) => `NULL AS "$o${index}"`);
  let sql = `SELECT src.*, states.* EXCLUDE ("$n") REPLACE (${cleared.join(', ')}) FROM states JOIN src ON src."$row" = states."$n" + 1`;
  for (let index = machine.steps.length - 1; index >= 0; index--) sql = tryStep(machine, index, sql);
  const kept = ['"$row" AS "$n"', '"$m"', ...stateIds(machine), ...machine.steps.map((_, index) => `"$o${index}"`)];
  return `SELECT ${kept.join(', ')} FROM (${sql})`;
}

function tryStep(machine: Machine, index: number, rows: string): string {
  const { steps, fields, declared } = machine;
  const current = steps[index]!;
  const before = index - 1;
  const own = steps.slice(0, index + 1).map((_, at) => state(index, at));
  const moved = steps.slice(0, index + 1).map((_, at) => (at < index ? state(before, at) : undefined));
  const moves =
    index > 0 ? `(${state(before, before)} IS NOT NULL AND ${condition(machine, current, moved)})` : 'false';
  const stays =
    index > 0
      ? `(${state(index, index)} IS NOT NULL AND ${condition(machine, current, own)})`
      : condition(machine, current, own);
  const tested = `SELECT *, coalesce(${moves}, false) AS "$p", coalesce(${stays}, false) AS "$q" FROM (${rows})`;
  const chosen = own.map((id, at) => `CASE WHEN "$p" THEN ${moved[at] ?? 'NULL'} ELSE ${id} END AS "$e${at}"`);
  const entered = `SELECT *, ${chosen.join(', ')} FROM (${tested})`;
  const inside = scopeOf(
    machine,
    own.map((_, at) => `"$e${at}"`),
  );
  const cells = fields.map((field, at) => {
    const assigned = current.assignments.get(field.name);
    const fresh = declared.find(({ name }) => name === field.name);
    const value = assigned
      ? convert(lowerExpression(assigned, inside), field.type, assigned, inside).sql
      : fresh
        ? fresh.initial
        : field.id;
    return `'c${at}': ${value}`;
  });
  const id = index === 0 ? `CASE WHEN "$e0" IS NULL THEN "$m" + 1 ELSE "$e0".id END` : '"$e0".id';
  const matched = `SELECT *, CASE WHEN "$p" OR "$q" THEN {'id': ${id}, ${cells.join(', ')}} END AS "$t" FROM (${entered})`;
  const replaced = own.map(
    (at, place) => `CASE WHEN "$t" IS NULL THEN ${at} ELSE ${place === index ? '"$t"' : `"$e${place}"`} END AS ${at}`,
  );
  if (before >= 0) {
    for (let at = 0; at <= before; at++)
      replaced.push(`CASE WHEN "$p" THEN NULL ELSE ${state(before, at)} END AS ${state(before, at)}`);
  } else replaced.push('CASE WHEN "$t" IS NOT NULL AND "$e0" IS NULL THEN "$m" + 1 ELSE "$m" END AS "$m"');
  if (current.emits) replaced.push(`"$t" AS "$o${index}"`);
  const spare = ['"$p"', '"$q"', '"$t"', ...own.map((_, at) => `"$e${at}"`)];
  return `SELECT * EXCLUDE (${spare.join(', ')}) REPLACE (${replaced.join(', ')}) FROM (${matched})`;
}

function condition(machine: Machine, current: ScanStep, states: readonly (string | undefined)[]): string {
  const inside = scopeOf(machine, states);
  return asCondition(lowerExpression(current.condition, inside), current.condition, inside).sql;
}

/** Columns mean the row at hand, declared ones their first value; `step.column` means what the state holds. */
function scopeOf({ input, fields, declared, steps, scope }: Machine, states: readonly (string | undefined)[]): Scope {
  const first = new Map(declared.map(({ name, initial: sql }) => [name, sql]));
  const sides = new Map(
    steps.map((at, index) => {
      const from = states[index];
      const columns = fields.map((field, place) => {
        const missing = first.get(field.name) ?? nullOf(field.type);
        return {
          ...field,
          id: from ? `CASE WHEN ${from} IS NULL THEN ${missing} ELSE ${from}.c${place} END` : missing,
        };
      });
      return [at.name, columns] as const;
    }),
  );
  const columns = fields.map((field) => ({ ...field, id: first.get(field.name) ?? field.id }));
  return over(scope, input, { row: { columns, sides } });
}
